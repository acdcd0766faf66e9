"""Corners of the town that a story can point at."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame


def townhall(c: Canvas, *, flowers: bool = False) -> Frame:
    """Columns, a clock, steps; and the council's flower beds, if they are the story."""
    c.sky(down_to=760, sun=(1180, 200), clouds=0.45)
    stone = c.mood.lit((226, 208, 172))
    for x in (40, 1460):
        nature.tree(c, x, 760, 420, (112, 138, 82), near=0.8)
    c.rect(190, 400, 1120, 370, stone)
    buildings.windows(c, 200, 420, 320, 330, stone, across=4, down=2)
    buildings.windows(c, 980, 420, 320, 330, stone, across=4, down=2)
    c.rect(170, 384, 1160, 24, lighter(stone, 0.3))
    c.poly([(500, 392), (750, 268), (1000, 392)], lighter(stone, 0.2))
    c.poly([(548, 380), (750, 286), (952, 380)], darker(stone, 0.16))
    c.rect(690, 120, 120, 160, stone)
    c.rect(770, 120, 40, 160, darker(stone, 0.22))
    c.poly([(676, 124), (750, 20), (824, 124)], c.mood.lit((84, 132, 120)))
    c.disc(750, 190, 42, (248, 242, 226))
    c.line([(750, 190), (750, 160)], 6, c.mood.shade)
    c.line([(750, 190), (730, 202)], 6, c.mood.shade)
    c.rect(520, 400, 460, 370, darker(stone, 0.34))
    for step in range(6):
        x = 528 + step * 80
        c.rect(x, 410, 42, 350, lighter(stone, 0.25))
        c.rect(x + 28, 410, 14, 350, darker(stone, 0.1))
    c.rect(700, 570, 100, 200, c.mood.lit((58, 92, 98)))
    ground = c.mood.lit((196, 180, 150))
    c.wash(764, 1000, [ground, darker(ground, 0.2)])
    for step in range(6):
        c.rect(480 - step * 26, 764 + step * 16, 540 + step * 52, 17, darker(lighter(stone, 0.2), 0.07 * step))
    c.rect(0, 764, 350, 240, c.mood.lit((122, 148, 88)))
    c.rect(1150, 764, 350, 240, c.mood.lit((122, 148, 88)))
    if flowers:
        petals: list[Colour] = [(214, 60, 60), (242, 182, 62), (236, 120, 146), (250, 244, 230), (130, 84, 160)]
        for row in range(6):
            for step in range(110):
                x, y = c.rng.uniform(-10, 1510), 830 + row * 32 + c.rng.uniform(-8, 8)
                r = 9 + row * 2.4
                c.disc(x, y + r, r * 0.9, c.mood.lit((72, 112, 62)))
                c.disc(x, y, r * 0.8, c.mood.lit(petals[(row + step // 22) % 5]))
                c.disc(x, y, r * 0.26, c.mood.lit((250, 214, 110)))
        return Frame(750, 700, "flower beds in front of the town hall")
    people.crowd(c, 9, y=880, height=150, x0=250, x1=1250, depth=60)
    return Frame(750, 380, "the town hall with its columns and clock")


def traffic(c: Canvas) -> Frame:
    """A narrow street full of cars."""
    c.sky(down_to=620, clouds=0.5, sun=(760, 300))
    buildings.terrace(c, 640, x0=-60, x1=480, height=400, near=0.85, gables=0.2)
    buildings.terrace(c, 640, x0=1030, x1=1560, height=400, near=0.85, gables=0.2)
    buildings.skyline(c, 580, near=0.3, height=120, x0=440, x1=1080)
    c.mist(420, 660, c.mood.haze, 0.6)
    c.wash(600, 1000, [c.mood.lit((140, 136, 134)), c.mood.lit((98, 96, 98))])
    c.poly([(0, 1000), (0, 640), (430, 606), (640, 606), (90, 1000)], c.mood.lit((196, 186, 168)))
    c.poly([(1500, 1000), (1500, 640), (1080, 606), (880, 606), (1420, 1000)], c.mood.lit((196, 186, 168)))
    paints: list[Colour] = [(196, 62, 52), (238, 230, 212), (48, 92, 110), (226, 170, 64), (84, 92, 104), (110, 130, 96)]
    for row in range(5):
        t = row / 4
        y, k = 640 + t * t * 290, 0.24 + t * t * 0.98
        for side in (-1, 1):
            _car(c, 760 + side * (66 + 260 * t * t), y + side * 12, k, paints[(row * 2 + (side > 0)) % 6], front=side > 0)
    for x, y, h in ((150, 900, 300), (1390, 880, 280)):
        people.standing(c, x, y, h)
    return Frame(760, 720, "two lines of cars filling a narrow street")


def _car(c: Canvas, x: float, y: float, k: float, paint: Colour, *, front: bool) -> None:
    tint = c.mood.lit(paint)
    c.disc(x, y + 70 * k, 190 * k, c.mood.shade, 22 * k, alpha=0.45)
    for side in (-1, 1):
        c.rect(x + (side * 120 - 30) * k, y + 20 * k, 60 * k, 56 * k, c.mood.shade)
    c.poly(smooth([(x - 110 * k, y - 60 * k), (x - 84 * k, y - 138 * k), (x, y - 150 * k), (x + 84 * k, y - 138 * k),
        (x + 110 * k, y - 60 * k)], closed=False), tint)
    c.poly([(x - 92 * k, y - 62 * k), (x - 72 * k, y - 126 * k), (x + 72 * k, y - 126 * k), (x + 92 * k, y - 62 * k)],
        mix(c.mood.shade, c.mood.sky[0], 0.45))
    c.poly([(x - 40 * k, y - 62 * k), (x - 8 * k, y - 126 * k), (x + 24 * k, y - 126 * k), (x - 6 * k, y - 62 * k)],
        (255, 255, 255), 0.2)
    c.poly(smooth([(x - 166 * k, y + 40 * k), (x - 160 * k, y - 40 * k), (x - 110 * k, y - 66 * k), (x + 110 * k, y - 66 * k),
        (x + 160 * k, y - 40 * k), (x + 166 * k, y + 40 * k)], closed=False), tint)
    c.rect(x - 166 * k, y + 6 * k, 332 * k, 40 * k, darker(tint, 0.25))
    lamp = lighter(c.mood.light, 0.5) if front else (226, 52, 44)
    for side in (-1, 1):
        if front:
            c.halo(x + side * 122 * k, y - 20 * k, 60 * k, c.mood.light, 0.35)
        c.disc(x + side * 122 * k, y - 20 * k, 26 * k, lamp, 19 * k)
    c.rect(x - 46 * k, y + 10 * k, 92 * k, 26 * k, (246, 240, 222))


def queue(c: Canvas, *, pram: bool = False) -> Frame:
    """A line of people along a wall; or the same people walking uphill behind a pram."""
    c.sky(down_to=660, sun=(1100, 240), clouds=0.45)
    if pram:
        c.poly([(0, 640), (700, 560), (1500, 430), (1500, 1000), (0, 1000)], c.mood.lit((126, 150, 92)))
        buildings.block(c, 1120, 470, 320, 190, wall=(230, 226, 212), near=0.75, across=7, down=3)
        c.rect(1240, 230, 16, 60, c.mood.accent)
        c.rect(1218, 252, 60, 16, c.mood.accent)
        c.poly([(0, 860), (820, 700), (1500, 470), (1500, 540), (900, 820), (0, 1010)], c.mood.lit((206, 188, 156)))
    else:
        buildings.terrace(c, 660, x0=-40, x1=1540, height=420, near=0.85, gables=0.25)
        c.rect(120, 390, 420, 60, c.mood.lit((248, 244, 230)))
        c.text(330, 422, "DENTIST", 44, c.mood.lit((44, 108, 116)))
        c.wash(660, 1000, [c.mood.lit((206, 194, 168)), c.mood.lit((166, 154, 136))])
        c.rect(0, 900, 1500, 10, c.mood.lit((120, 114, 110)))
    for step in range(17):
        t = step / 16
        x = 150 + t * 1250 if not pram else 1080 - t * 1010
        y = 740 + t * 150 + c.rng.uniform(-8, 8) if not pram else 690 + t * 240
        people.standing(c, x, y, 190 + t * 150 if not pram else 160 + t * 150, stride=0.15 if not pram else 0.8)
    if pram:
        x, y, dark = 1180, 672, c.mood.lit((38, 54, 86))
        c.poly(smooth([(x - 70, y - 90), (x + 66, y - 96), (x + 56, y - 34), (x, y - 18), (x - 56, y - 34)]), dark)
        c.poly(smooth([(x + 4, y - 92), (x + 10, y - 150), (x + 62, y - 140), (x + 70, y - 92)]), darker(dark, 0.3))
        for side in (-40, 40):
            c.disc(x + side, y, 26, c.mood.shade)
            c.disc(x + side, y, 18, c.mood.lit((206, 188, 156)))
        for sheet in range(7):
            c.poly([(x - 60 + sheet * 10, y - 92), (x - 52 + sheet * 10, y - 150 - sheet * 3),
                (x - 14 + sheet * 8, y - 146 - sheet * 4), (x - 16 + sheet * 8, y - 92)], (250, 246, 232))
        return Frame(1090, 610, "people walking uphill behind a pram full of papers")
    return Frame(720, 740, "a long queue along a street to a dentist's door")


def turnstile(c: Canvas) -> Frame:
    """The way into the old ground."""
    brick = c.mood.lit((172, 88, 66))
    c.rect(0, 0, 1500, 1000, brick)
    for row in range(24):
        for step in range(15):
            c.rect(step * 108 - (row % 2) * 54, row * 40, 103, 35,
                mix(brick, c.rng.choice([(196, 110, 82), (140, 66, 54), (180, 96, 70)]), 0.5))
    c.spray([(0, 0), (1500, 0), (1500, 1000), (0, 1000)], darker(brick, 0.5), towards="down", amount=0.42)
    c.rect(180, 80, 1140, 120, c.mood.lit((240, 228, 198)))
    c.text(750, 142, "CINDER LANE - HOME END", 70, c.mood.lit((160, 44, 44)))
    iron = c.mood.lit((44, 76, 84))
    for x, opened in ((230, False), (610, True), (990, False)):
        c.rect(x - 20, 260, 320, 680, c.mood.lit((230, 214, 180)))
        c.rect(x, 280, 280, 660, c.mood.shade if not opened else (156, 196, 120))
        if opened:
            c.rect(x, 280, 280, 300, mix(c.mood.sky[0], c.mood.sky[-1], 0.6))
            c.rect(x, 520, 280, 60, c.mood.depth(0.6))
            c.poly([(x, 940), (x + 100, 580), (x + 150, 580), (x + 140, 940)], (246, 242, 228), 0.5)
        for bar in range(9):
            c.rect(x, 320 + bar * 66, 130, 16, iron)
        c.rect(x + 124, 290, 22, 650, lighter(iron, 0.15))
        for arm in (470, 620, 770):
            c.line([(x + 135, arm), (x + 262, arm + 26)], 18, lighter(iron, 0.3))
            c.disc(x + 264, arm + 26, 14, lighter(iron, 0.4))
    c.wash(936, 1000, [c.mood.lit((132, 122, 112)), c.mood.lit((96, 90, 88))])
    people.standing(c, 930, 985, 520, coat=(196, 54, 48))
    people.standing(c, 830, 990, 300, coat=(196, 54, 48))
    return Frame(780, 560, "a grandfather and a child at the turnstiles of an old football ground")


def ticketmachine(c: Canvas) -> Frame:
    """The machine that wants £1.80."""
    c.sky(down_to=600, clouds=0.5)
    buildings.terrace(c, 600, x0=-40, x1=1540, height=220, near=0.5)
    c.wash(590, 1000, [c.mood.lit((140, 138, 136)), c.mood.lit((104, 102, 104))])
    for x in range(-200, 1700, 260):
        c.poly([(x, 1000), (x + 14, 1000), (x * 0.6 + 310, 640), (x * 0.6 + 302, 640)], (240, 234, 216))
    for x, tint in ((180, (196, 62, 52)), (1250, (48, 96, 112)), (1010, (232, 222, 196))):
        _car(c, x, 720, 0.72, tint, front=False)
    post = c.mood.lit((34, 84, 96))
    c.rect(560, 180, 340, 820, post)
    c.spray([(560, 180), (820, 180), (820, 1000), (560, 1000)], darker(post, 0.4), towards="down", amount=0.4)
    c.rect(820, 180, 80, 820, darker(post, 0.35))
    c.disc(690, 110, 92, c.mood.lit((52, 106, 176)))
    c.text(690, 112, "P", 130, (250, 248, 240))
    c.rect(600, 230, 200, 130, c.mood.shade)
    c.text(700, 296, "1.80", 76, lighter(c.mood.light, 0.4))
    for row in range(4):
        for column in range(3):
            c.rect(612 + column * 64, 400 + row * 56, 48, 40, c.mood.lit((226, 218, 196))
                if (row, column) != (3, 2) else c.mood.lit((84, 168, 98)))
    c.rect(610, 650, 90, 18, c.mood.shade)
    c.rect(740, 640, 50, 70, c.mood.lit((232, 172, 56)))
    c.rect(620, 760, 160, 70, c.mood.shade)
    c.poly([(640, 790), (760, 780), (780, 880), (660, 892)], (250, 244, 226))
    return Frame(720, 420, "a parking ticket machine in a full car park")


def roofs(c: Canvas) -> Frame:
    """Gulls over the roofs, and bins below."""
    c.sky(down_to=800, sun=(280, 260), clouds=0.45)
    for row, near in enumerate((0.35, 0.6, 0.85)):
        buildings.terrace(c, 660 + row * 120, x0=-60 - row * 50, x1=1560, height=200 + row * 60, near=near, gables=0.75)
    c.wash(890, 1000, [c.mood.lit((150, 144, 138)), c.mood.lit((120, 114, 110))])
    for step in range(6):
        x, tint = 110 + step * 255, c.mood.lit([(60, 96, 76), (70, 76, 92)][step % 2])
        c.poly([(x - 52, 820), (x + 52, 820), (x + 40, 970), (x - 40, 970)], tint)
        c.poly([(x - 60, 822), (x - 50, 796), (x + 50, 796), (x + 60, 822)], darker(tint, 0.25))
    white = c.mood.lit((252, 250, 244))
    for x, y, k in ((320, 330, 4.4), (760, 210, 3.2), (1130, 380, 5.0), (1370, 170, 2.4), (560, 520, 2.6), (110, 130, 2.2),
            (930, 610, 2.0)):
        _flying(c, x, y, k * 17, white)
    nature.flock(c, 14, box=(60, 60, 1450, 520), colour=white, size=1.1)
    return Frame(780, 400, "gulls circling over rooftops and bins")


def _flying(c: Canvas, x: float, y: float, k: float, white: Colour) -> None:
    """A gull in the air, `k` half its length."""
    grey, tip = c.mood.lit((150, 164, 174)), c.mood.shade
    for side, lift in ((-1, 0.9), (1, 1.15)):
        c.poly(smooth([(x - 0.2 * k, y), (x + side * 0.75 * k, y - lift * 0.6 * k), (x + side * 1.75 * k, y - lift * 0.3 * k),
            (x + side * 0.9 * k, y - lift * 0.28 * k), (x + 0.2 * k, y + 0.12 * k)]), grey)
        c.poly([(x + side * 1.35 * k, y - lift * 0.47 * k), (x + side * 1.8 * k, y - lift * 0.26 * k),
            (x + side * 1.3 * k, y - lift * 0.31 * k)], tip)
    c.poly(smooth([(x - 0.78 * k, y + 0.02 * k), (x - 0.55 * k, y - 0.14 * k), (x, y - 0.12 * k), (x + 0.6 * k, y + 0.06 * k),
        (x + 0.8 * k, y + 0.16 * k), (x, y + 0.2 * k), (x - 0.5 * k, y + 0.14 * k)]), white)
    c.poly([(x - 0.76 * k, y), (x - 1.02 * k, y + 0.08 * k), (x - 0.74 * k, y + 0.1 * k)], c.mood.lit((236, 178, 58)))
    c.disc(x - 0.6 * k, y - 0.03 * k, 0.04 * k, tip)


def mural(c: Canvas) -> Frame:
    """The lido's wall: a mermaid whose lower half is under fresh white."""
    c.sky(down_to=240, clouds=0.4)
    wall = c.mood.lit((74, 150, 160))
    c.rect(60, 140, 1380, 560, wall)
    for row in range(5):
        for step in range(16):
            c.lens(60 + step * 92 + (row % 2) * 46, 220 + row * 110, 80, 16, lighter(wall, 0.3), 0.6)
    hair, skin = c.mood.lit((196, 70, 50)), c.mood.lit((226, 172, 132))
    c.poly(smooth([(560, 200), (480, 290), (440, 420), (520, 400), (600, 470), (640, 330), (720, 250), (640, 190)]), hair)
    c.disc(640, 272, 62, skin, 74)
    c.poly(smooth([(590, 330), (690, 330), (740, 400), (720, 520), (820, 620), (640, 640), (600, 520), (560, 400)]), skin)
    c.line(smooth([(720, 390), (840, 350), (900, 260)], closed=False), 30, skin)
    c.poly(smooth([(560, 250), (600, 196), (690, 196), (716, 260), (660, 226), (610, 232)]), hair)
    c.lens(622, 276, 24, 9, c.mood.shade)
    c.lens(664, 276, 24, 9, c.mood.shade)
    c.poly(smooth([(560, 560), (690, 560), (860, 600), (1060, 560), (1240, 470), (1300, 360), (1390, 470), (1330, 560),
        (1200, 640), (900, 690), (600, 690)]), c.mood.lit((52, 116, 92)))
    paint = (246, 242, 230)
    c.poly([*smooth([(520, 640), (600, 580), (740, 552), (900, 570), (1080, 490), (1210, 380), (1330, 330), (1440, 350)],
        closed=False), (1440, 700), (520, 700)], paint)
    for step in range(12):
        x = 560 + step * 72
        c.rect(x, 640, 12, 60 + c.rng.uniform(0, 70), paint)
    c.wash(700, 780, [c.mood.lit((226, 214, 188)), c.mood.lit((196, 184, 160))])
    c.wash(780, 1000, [c.mood.lit((96, 190, 196)), c.mood.lit((46, 136, 156))])
    boats.ripples(c, 786, amount=70)
    c.poly([(1180, 766), (1196, 560), (1206, 560), (1190, 766)], c.mood.lit((190, 150, 96)))
    c.rect(1160, 540, 76, 34, c.mood.lit((206, 70, 52)))
    c.rect(1240, 700, 90, 74, c.mood.lit((150, 154, 156)))
    people.standing(c, 330, 790, 330, coat=(222, 166, 60))
    people.standing(c, 430, 800, 320, coat=(60, 76, 104))
    return Frame(720, 430, "a mural of a mermaid with its tail painted over in white")
