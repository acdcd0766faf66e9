"""House fronts, near enough to see who lives there."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off


from comments.seeding.pictures.canvas import Canvas
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import people
from comments.seeding.pictures.scenes.frame import Frame


def doors(c: Canvas, *, count: int = 5) -> Frame:
    """A row of painted doors, each with a box for a key."""
    c.wash(0, 860, [c.mood.lit((206, 122, 92)), c.mood.lit((188, 104, 78))])
    paints: list[Colour] = [(44, 96, 112), (222, 166, 66), (90, 116, 80), (176, 58, 52), (70, 62, 92), (226, 214, 184)]
    wide = 1500 / count
    for house in range(count):
        x = house * wide
        wall = c.mood.lit([(238, 224, 194), (214, 128, 98), (196, 206, 196), (232, 192, 130), (206, 214, 220)][house % 5])
        c.rect(x, 0, wide - 4, 860, wall)
        c.spray([(x, 0), (x + wide, 0), (x + wide, 860), (x, 860)], darker(wall, 0.25), towards="right", amount=0.4)
        door = c.mood.lit(paints[(house * 2 + 1) % 6])
        left, w = x + wide * 0.2, wide * 0.5
        c.rect(left - 16, 276, w + 32, 590, (246, 240, 224))
        c.disc(left + w / 2, 300, w / 2 + 16, (246, 240, 224))
        c.disc(left + w / 2, 304, w / 2, mix(c.mood.sky[0], c.mood.light, 0.3))
        for step in (-0.28, 0, 0.28):
            c.line([(left + w / 2, 306), (left + w / 2 + step * w, 306 - w * 0.46)], 5, (246, 240, 224))
        c.rect(left, 306, w, 560, door)
        for row in range(2):
            for column in range(2):
                c.rect(left + w * (0.1 + column * 0.44), 350 + row * 250, w * 0.36, 200, darker(door, 0.2))
                c.rect(left + w * (0.13 + column * 0.44), 360 + row * 250, w * 0.3, 180, door)
        c.disc(left + w * 0.5, 590, 9, c.mood.lit((226, 184, 90)))
        c.text(left + w / 2, 235, str(3 + house * 2), 46, c.mood.shade)
        if house != 1:
            c.rect(left + w + 34, 560, 50, 78, c.mood.shade)
            for dial in range(4):
                c.rect(left + w + 42, 570 + dial * 15, 34, 11, (228, 222, 206))
            c.disc(left + w + 59, 552, 18, c.mood.shade)
            c.disc(left + w + 59, 552, 9, wall)
        c.rect(left - 30, 862, w + 60, 24, lighter(wall, 0.4))
    c.wash(884, 1000, [c.mood.lit((160, 152, 144)), c.mood.lit((122, 116, 112))])
    c.poly([(310, 900), (380, 900), (374, 960), (316, 960)], c.mood.lit((190, 98, 66)))
    for _ in range(16):
        c.disc(c.rng.gauss(345, 30), c.rng.gauss(880, 16), 14,
            c.mood.lit(c.rng.choice([(86, 124, 70), (214, 66, 72), (110, 146, 84)])))
    return Frame(760, 560, "a row of painted doors with key boxes beside them")


def windowboxes(c: Canvas) -> Frame:
    """One lived-in front: windows, washing, flowers."""
    wall = c.mood.lit((222, 176, 122))
    c.wash(0, 1000, [wall, darker(wall, 0.1)])
    c.spray([(0, 0), (1500, 0), (1500, 1000), (0, 1000)], darker(wall, 0.3), towards="right", amount=0.4)
    petals: list[Colour] = [(214, 60, 60), (242, 182, 62), (236, 120, 146), (250, 244, 230)]
    for row in range(2):
        for column in range(4):
            x, y = 90 + column * 355, 60 + row * 480
            c.rect(x - 18, y - 18, 286, 336, (248, 242, 226))
            pane = c.mood.light if (row, column) in {(0, 2), (1, 0)} else mix(c.mood.shade, c.mood.sky[0], 0.4)
            c.rect(x, y, 250, 300, pane)
            c.poly([(x, y), (x + 90, y), (x + 40, y + 300), (x, y + 300)], (255, 248, 230), 0.55)
            c.poly([(x + 250, y), (x + 170, y), (x + 214, y + 300), (x + 250, y + 300)], (255, 248, 230), 0.55)
            c.rect(x + 119, y, 12, 300, (248, 242, 226))
            c.rect(x, y + 140, 250, 10, (248, 242, 226))
            shutter = c.mood.lit((62, 112, 112))
            for side in (-72, 264):
                c.rect(x + side, y - 12, 58, 324, shutter)
                for slat in range(12):
                    c.rect(x + side + 8, y + slat * 26, 42, 5, darker(shutter, 0.35))
            if (row, column) == (0, 2):
                people.standing(c, x + 70, y + 400, 380, coat=(170, 64, 62))
            c.rect(x - 26, y + 300, 302, 130, wall)
            for _ in range(34):
                c.disc(x + c.rng.uniform(-10, 262), y + 312 + c.rng.gauss(0, 16), c.rng.uniform(12, 20),
                    c.mood.lit((80, 122, 70)))
            for _ in range(26):
                c.disc(x + c.rng.uniform(-10, 262), y + 300 + c.rng.gauss(0, 16), c.rng.uniform(7, 13),
                    c.mood.lit(petals[(row * 4 + column) % 4]))
            c.rect(x - 16, y + 324, 282, 54, c.mood.lit((150, 86, 60)))
    return Frame(920, 260, "someone at a window above boxes of flowers")
