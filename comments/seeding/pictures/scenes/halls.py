"""Halls with a crowd in them."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off


from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, mix
from comments.seeding.pictures.motifs import people
from comments.seeding.pictures.scenes.frame import Frame
from comments.seeding.pictures.scenes.indoors import tall_window


def inquiry(c: Canvas) -> Frame:
    """An inspector at a table, and a full hall."""
    c.wash(0, 560, [c.mood.lit((214, 220, 206)), c.mood.lit((196, 202, 186))])
    c.rect(480, 80, 540, 300, c.mood.lit((246, 238, 214)))
    quay = smooth([(510, 330), (620, 300), (760, 310), (900, 280), (990, 300)], closed=False)
    c.poly([*quay, (990, 350), (510, 350)], c.mood.lit((110, 164, 176)))
    c.line(quay, 12, c.mood.accent)
    c.text(750, 130, "THE WALL: 1.9 KILOMETRES", 34, c.mood.shade)
    for x in (70, 270, 1090, 1290):
        tall_window(c, x, 150, 130, 260)
    c.rect(0, 520, 1500, 120, c.mood.lit((156, 112, 76)))
    c.poly([(0, 590), (1500, 590), (1500, 1000), (0, 1000)], c.mood.lit((176, 132, 92)))
    c.rect(430, 440, 640, 24, c.mood.lit((150, 98, 62)))
    for x, coat in ((560, (60, 76, 96)), (750, (104, 62, 74)), (940, (84, 100, 84))):
        people.standing(c, x, 560, 260, coat=coat)
    c.rect(420, 446, 660, 140, c.mood.lit((52, 100, 106)))
    c.rect(410, 438, 680, 18, c.mood.lit((186, 132, 86)))
    for x in (520, 720, 900):
        c.poly([(x, 440), (x + 70, 440), (x + 62, 418), (x + 8, 418)], (250, 246, 232))
    people.standing(c, 300, 720, 330, coat=(204, 84, 56))
    c.line([(356, 480), (356, 720)], 7, c.mood.shade)
    c.disc(356, 474, 13, c.mood.shade)
    people.heads(c, y=700, rows=3, across=12, size=76)
    return Frame(700, 470, "an inspector and two assistants facing a full hall at a public inquiry")


def markethall(c: Canvas) -> Frame:
    """The hall under its new roof."""
    c.wash(0, 620, [c.mood.lit((222, 226, 214)), c.mood.lit((236, 224, 192))])
    iron = c.mood.lit((54, 104, 108))
    for step in range(6):
        t = step / 6
        x0, x1, y0, top = -200 + t * 760, 1700 - t * 760, 420 + t * 90, -120 + t * 340
        arch = smooth([(x0, y0), (x0 + (x1 - x0) * 0.16, top + (y0 - top) * 0.34), (750, top),
            (x1 - (x1 - x0) * 0.16, top + (y0 - top) * 0.34), (x1, y0)], closed=False)
        c.line(arch, 26 * (1 - t * 0.75), mix(iron, c.mood.haze, t * 0.6))
        for side in (x0, x1):
            c.line([(side, y0), (side, 800 - t * 160)], 24 * (1 - t * 0.75), mix(iron, c.mood.haze, t * 0.6))
    for x in range(-300, 1900, 180):
        c.poly([(x, 0), (x + 70, 0), (750 + (x + 70 - 750) * 0.42, 250), (750 + (x - 750) * 0.42, 250)], c.mood.sun, 0.35)
    c.disc(750, 330, 76, iron)
    c.disc(750, 330, 62, (250, 244, 226))
    c.line([(750, 330), (750, 286)], 7, c.mood.shade)
    c.line([(750, 330), (716, 346)], 7, c.mood.shade)
    c.wash(620, 1000, [c.mood.lit((204, 182, 146)), c.mood.lit((158, 132, 104))])
    cloths: list[Colour] = [(198, 62, 50), (40, 104, 116), (226, 166, 56), (86, 116, 78)]
    for row in range(3):
        y, k = 640 + row * 90, 0.5 + row * 0.32
        for side in (-1, 1):
            for stall in range(2):
                x = 750 + side * (250 + stall * 330) * k * 1.25
                tint = c.mood.lit(cloths[(row + stall + (side > 0)) % 4])
                for stripe in range(6):
                    a = x + (stripe - 3) * 44 * k
                    c.poly([(a, y - 190 * k), (a + 44 * k, y - 190 * k), (a + 50 * k, y - 136 * k), (a - 6 * k, y - 136 * k)],
                        tint if stripe % 2 else (248, 240, 220))
                people.standing(c, x, y, 170 * k)
                c.rect(x - 132 * k, y - 60 * k, 264 * k, 74 * k, c.mood.lit((138, 96, 64)))
                for fruit in range(12):
                    c.disc(x + (fruit - 5.5) * 21 * k, y - 64 * k, 14 * k,
                        c.mood.lit(c.rng.choice([(206, 62, 48), (232, 160, 48), (106, 142, 66)])))
        people.crowd(c, 4, y=y + 40, height=190 * k, x0=620 - row * 60, x1=880 + row * 60)
    return Frame(750, 460, "market stalls beneath the restored iron roof and clock of the market hall")
