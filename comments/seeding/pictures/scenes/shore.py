"""Where the land stops."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame


def beach(c: Canvas) -> Frame:
    """Huts, windbreaks, a flagpole without its flag."""
    c.sky(down_to=400, sun=(380, 180), clouds=0.45)
    c.poly(c.ridge(390, 90, base=400), c.mood.depth(0.25))
    boats.water(c, 390, base=640)
    for x, k in ((250, 0.3), (1250, 0.42)):
        boats.yacht(c, x, 430, k, (248, 242, 226), near=0.6)
    sand = c.mood.lit((236, 208, 156))
    shore = [*smooth([(-20, 590), (300, 620), (700, 580), (1100, 630), (1520, 560)], closed=False), (1520, 1000), (-20, 1000)]
    c.poly([(x, y - 14) for x, y in shore], c.mood.light)
    c.poly(shore, darker(sand, 0.14))
    c.poly([(x, y + 26) for x, y in shore], sand)
    c.spray(shore, darker(sand, 0.3), towards="down", amount=0.42)
    paints: list[Colour] = [(204, 70, 56), (58, 120, 132), (236, 186, 82), (240, 232, 214), (116, 146, 104), (214, 128, 98)]
    for step in range(6):
        x, tint = 760 + step * 124, c.mood.lit(paints[step])
        c.rect(x, 520, 110, 150, tint)
        for plank in range(5):
            c.rect(x + plank * 22, 520, 3, 150, darker(tint, 0.2))
        c.poly([(x - 10, 524), (x + 55, 456), (x + 120, 524)], darker(tint, 0.4))
        c.rect(x + 32, 570, 46, 100, lighter(tint, 0.4))
    for x, y, k in ((180, 800, 1.0), (560, 870, 1.3), (1120, 840, 1.15)):
        for stripe in range(7):
            tint = c.mood.lit(paints[stripe % 2 * 3 + (0 if x < 900 else 1) * (1 - stripe % 2)])
            c.poly([(x + stripe * 34 * k, y - 100 * k + stripe * 4), (x + (stripe + 1) * 34 * k, y - 96 * k + stripe * 4),
                (x + (stripe + 1) * 34 * k, y + stripe * 4), (x + stripe * 34 * k, y + stripe * 4)], tint)
    for _ in range(14):
        y = c.rng.uniform(640, 930)
        people.standing(c, c.rng.uniform(40, 1460), y, 90 + (y - 640) * 0.45, stride=0.5)
    c.rect(420, 330, 10, 440, c.mood.lit((246, 242, 230)))
    c.rect(330, 600, 190, 96, c.mood.lit((196, 58, 50)))
    c.text(425, 632, "NO BATHING", 27, (250, 246, 232))
    c.text(425, 668, "after rain", 27, (250, 246, 232), bold=False)
    return Frame(620, 620, "a town beach with huts and a sign that warns against bathing")


def breach(c: Canvas) -> Frame:
    """A digger on the bank and the sea coming through."""
    c.sky(down_to=460, sun=(1080, 260), clouds=0.5)
    c.poly(c.ridge(450, 70, base=470), c.mood.depth(0.22))
    boats.water(c, 440, base=640, glitter=1080)
    grass, mud = c.mood.lit((138, 148, 84)), c.mood.lit((118, 92, 70))
    c.poly([(-20, 640), (-20, 560), (520, 520), (640, 600), (600, 680)], grass)
    c.poly([(1520, 640), (1520, 540), (960, 520), (850, 600), (900, 690)], grass)
    c.poly([(520, 520), (640, 600), (640, 690), (560, 700)], mud)
    c.poly([(960, 520), (850, 600), (860, 690), (930, 700)], mud)
    field = c.mood.lit((202, 178, 102))
    c.wash(640, 1000, [field, darker(field, 0.15)])
    for row in range(-8, 26):
        c.line([(row * 70 + 330, 650), ((row * 70 - 300) * 2 + 330, 1000)], 4, darker(field, 0.16))
    pool = smooth([(630, 600), (860, 600), (900, 700), (1150, 770), (1400, 900), (1280, 1010), (240, 1010), (60, 880),
        (330, 770), (600, 700)])
    gleam = mix(c.mood.sky[-1], c.mood.sky[0], 0.3)
    c.poly(pool, darker(gleam, 0.12))
    c.poly([(x, y + 10) for x, y in pool], gleam)
    for _ in range(90):
        t = c.rng.random()
        c.lens(750 + c.rng.gauss(0, 60 + 260 * t), 610 + t * 370, 40 + 150 * t, 4 + 10 * t, lighter(c.mood.light, 0.3), 0.65)
    yellow = c.mood.lit((234, 178, 46))
    c.rect(1010, 440, 170, 60, yellow)
    c.rect(1040, 366, 90, 78, yellow)
    c.rect(1050, 376, 54, 42, mix(c.mood.sky[0], c.mood.shade, 0.35))
    c.line([(1140, 430), (950, 330), (860, 470)], 22, yellow)
    c.poly([(832, 456), (896, 466), (880, 524), (836, 520)], c.mood.depth(1))
    c.rect(996, 496, 200, 36, c.mood.depth(1))
    for x, h in ((260, 120), (310, 112), (180, 118), (400, 110), (1330, 120), (1390, 116)):
        people.standing(c, x, 556, h, near=0.95)
    nature.flock(c, 18, box=(150, 120, 1000, 380), colour=c.mood.depth(0.8))
    return Frame(800, 560, "a digger on a cut sea bank as the tide runs into a field")


def porpoises(c: Canvas) -> Frame:
    """Three backs and a buoy that listens."""
    c.sky(down_to=420, sun=(360, 300), clouds=0.5)
    c.disc(360, 300, 46, c.mood.sun)
    boats.water(c, 410, glitter=360)
    sea = mix(c.mood.depth(0.6), c.mood.sky[0], 0.35)
    for x, y, k in ((1060, 540, 0.6), (560, 640, 1.0), (900, 790, 1.6)):
        back = smooth([(x - 210 * k, y + 20 * k), (x - 150 * k, y - 40 * k), (x - 20 * k, y - 88 * k),
            (x + 110 * k, y - 56 * k), (x + 190 * k, y + 20 * k)], closed=False)
        slate = mix(c.mood.shade, c.mood.sky[0], 0.25)
        c.poly(back, slate)
        c.poly(smooth([(x - 30 * k, y - 84 * k), (x + 8 * k, y - 122 * k), (x + 30 * k, y - 112 * k), (x + 52 * k, y - 76 * k)],
            closed=False), darker(slate, 0.2))
        c.poly(smooth([(x - 170 * k, y - 16 * k), (x - 120 * k, y - 58 * k), (x - 20 * k, y - 84 * k),
            (x - 90 * k, y - 40 * k)]), lighter(slate, 0.4), 0.7)
        c.lens(x, y + 22 * k, 560 * k, 50 * k, sea)
        for _ in range(18):
            c.lens(x + c.rng.gauss(0, 120) * k, y + c.rng.uniform(0, 40) * k, c.rng.uniform(40, 130) * k, 9 * k, c.mood.light,
                0.6)
    c.poly([(1240, 640), (1276, 480), (1312, 640)], c.mood.lit((234, 178, 46)))
    c.rect(1270, 420, 12, 70, c.mood.depth(1))
    c.lamp(1276, 414, 10, 50)
    c.disc(1276, 642, 70, c.mood.lit((196, 130, 40)), 18)
    nature.flock(c, 6, box=(650, 100, 1300, 300), colour=c.mood.depth(0.7))
    return Frame(780, 650, "porpoises surfacing near a yellow buoy")


def signpost(c: Canvas) -> Frame:
    """A signpost that points into the water."""
    c.sky(down_to=480, sun=(1040, 330), clouds=0.55)
    c.poly(c.ridge(470, 90, base=490), c.mood.depth(0.22))
    boats.water(c, 470, glitter=1040)
    for step in range(7):
        x, y, h = 880 - step * 20, 540 + step * 46, 60 + step * 16
        for side in (-1, 1):
            c.rect(x + side * (60 + step * 40), y - h, 8 + step * 2, h, c.mood.depth(0.5 + step * 0.06))
    bank = smooth([(-60, 1040), (-60, 720), (240, 690), (520, 740), (760, 860), (900, 1040)])
    c.poly(bank, c.mood.lit((124, 136, 76)))
    c.spray(bank, c.mood.lit((74, 92, 60)), towards="down", amount=0.6)
    path = smooth([(60, 1020), (200, 860), (380, 780), (600, 800), (700, 850), (560, 850), (420, 850), (330, 940), (300, 1020)])
    c.poly(path, c.mood.lit((214, 188, 140)))
    wood = c.mood.lit((146, 104, 70))
    c.rect(470, 210, 40, 590, wood)
    c.rect(494, 210, 16, 590, darker(wood, 0.35))
    for y, words, tilt in ((260, "COAST PATH", 12), (370, "MARSH END 1 1/4", 0)):
        c.poly([(440, y), (860, y + tilt), (920, y + 40 + tilt), (860, y + 80 + tilt), (440, y + 80)], lighter(wood, 0.3))
        c.text(650, y + 40 + tilt / 2, words, 44, c.mood.shade)
    c.rect(380, 490, 230, 110, (250, 244, 228))
    c.text(495, 526, "PLEASE", 34, c.mood.accent)
    c.text(495, 566, "BRING A BOAT", 27, c.mood.shade)
    people.standing(c, 250, 850, 300, coat=(204, 84, 56))
    nature.reeds(c, 1010, height=210, colour=c.mood.lit((140, 124, 70)), count=110, x0=780)
    return Frame(560, 430, "a wooden signpost pointing along a path that is under water")


def benches(c: Canvas) -> Frame:
    """Two benches on the quay, and two who will not share one."""
    c.sky(down_to=560, sun=(760, 430), clouds=0.5)
    c.disc(760, 430, 56, c.mood.sun)
    c.poly(c.ridge(550, 120, base=570), c.mood.depth(0.22))
    boats.water(c, 550, base=780, glitter=760)
    boats.trawler(c, 1130, 660, 0.8, (52, 96, 112), near=0.75)
    stone = c.mood.lit((196, 182, 156))
    c.wash(760, 1000, [stone, darker(stone, 0.25)])
    for x in range(0, 1500, 150):
        c.line([(x, 760), (x * 1.3 - 225, 1000)], 4, darker(stone, 0.25))
    for x, figures in ((360, (330,)), (1110, (1140,))):
        green = c.mood.lit((44, 88, 80))
        for row in range(4):
            c.rect(x - 210, 640 + row * 34, 420, 20, darker(green, 0.06 * row))
        for person in figures:
            coat = c.mood.lit((188, 66, 54) if person < 700 else (52, 84, 116))
            c.poly(smooth([(person - 92, 806), (person - 84, 610), (person - 40, 560), (person + 40, 560), (person + 84, 610),
                (person + 92, 806)], closed=False), coat)
            c.disc(person, 500, 50, c.mood.lit((216, 164, 126)), 58)
            c.disc(person, 484, 56, c.mood.lit((206, 200, 190) if person < 700 else (70, 50, 44)), 50)
            if person > 700:
                c.rect(person - 60, 454, 120, 20, c.mood.depth(1))
                c.rect(person - 42, 414, 84, 44, c.mood.depth(1))
        for row in range(4):
            c.rect(x - 210, 664 + row * 34, 420, 18, darker(green, 0.06 * row))
        for side in (-180, 164):
            c.rect(x + side, 630, 20, 270, c.mood.depth(1))
        c.rect(x - 220, 800, 440, 24, darker(green, 0.3))
    nature.gull(c, 760, 300, 1.6, c.mood.depth(0.8))
    c.poly(smooth([(720, 800), (742, 770), (770, 762), (800, 776), (836, 800), (780, 812)]), (250, 248, 240))
    c.disc(734, 768, 13, (250, 248, 240))
    for x in (762, 778):
        c.rect(x, 808, 4, 26, (226, 140, 60))
    return Frame(750, 600, "two people on two benches looking out over the harbour")


def lanterns(c: Canvas) -> Frame:
    """Paper lanterns along the quay, and singers one can hardly see."""
    c.sky(clouds=0.4)
    buildings.skyline(c, 560, near=0.2, height=120, spire=1120)
    c.mist(360, 660, mix(c.mood.haze, c.mood.light, 0.25), 0.55)
    people.crowd(c, 30, y=640, height=150, x0=80, x1=1420, near=0.5, silhouette=True, depth=30)
    c.mist(470, 740, mix(c.mood.haze, c.mood.light, 0.3), 0.45)
    paints: list[Colour] = [(246, 180, 84), (232, 112, 70), (250, 220, 150), (206, 80, 84)]
    for rank, (y0, sag, count, k) in enumerate(((150, 90, 13, 0.6), (60, 160, 9, 1.05))):
        rope = [(-40 + 1580 * i / 24, y0 + sag * (1 - ((i - 12) / 12) ** 2) + rank * 40) for i in range(25)]
        c.line(rope, 4, c.mood.shade)
        for step in range(count):
            i = round((step + 0.5) * 24 / count)
            x, y, tint = rope[i][0], rope[i][1] + 58 * k, paints[(step + rank) % 4]
            c.halo(x, y, 130 * k, tint, 0.45)
            c.disc(x, y, 46 * k, tint, 58 * k)
            c.disc(x - 8 * k, y - 4 * k, 24 * k, lighter(tint, 0.55), 38 * k)
            c.rect(x - 16 * k, y - 62 * k, 32 * k, 9 * k, c.mood.shade)
            c.rect(x - 16 * k, y + 54 * k, 32 * k, 9 * k, c.mood.shade)
    c.reflect(690, depth=310, tint=c.mood.depth(0.4), strength=0.6)
    boats.ripples(c, 694, amount=60)
    people.crowd(c, 9, y=1010, height=330, x0=0, x1=1500, silhouette=True, depth=30)
    return Frame(750, 330, "paper lanterns over a crowd on a foggy quay")


def quaywall(c: Canvas) -> Frame:
    """The low wall of today, with the height of tomorrow's drawn in poles and tape."""
    c.sky(down_to=560, sun=(1120, 420), clouds=0.55)
    c.disc(1120, 420, 54, c.mood.sun)
    c.poly(c.ridge(550, 110, base=570), c.mood.depth(0.22))
    boats.water(c, 550, base=760, glitter=1120)
    for x, y, k, hull in ((240, 650, 0.8, (176, 60, 52)), (620, 630, 0.65, (52, 104, 96)), (930, 660, 0.85, (44, 92, 112))):
        boats.trawler(c, x, y, k, hull, near=0.8)
    stone = c.mood.lit((182, 166, 142))
    wall = [(-10, 740), (1510, 690), (1510, 820), (-10, 890)]
    c.poly(wall, stone)
    c.spray(wall, darker(stone, 0.45), towards="down", amount=0.55)
    c.poly([(-10, 726), (1510, 678), (1510, 700), (-10, 754)], lighter(stone, 0.3))
    c.poly([(-10, 890), (1510, 820), (1510, 1000), (-10, 1000)], c.mood.lit((150, 138, 128)))
    for step in range(7):
        x = 60 + step * 235
        top = 430 - step * 4
        c.rect(x, top, 12, 330 - step * 4, c.mood.lit((236, 226, 200)))
        for band in range(5):
            c.rect(x, top + band * 60, 12, 30, c.mood.accent)
    c.line([(-10, 446), (1510, 416)], 7, c.mood.accent)
    for step in range(20):
        c.poly([(step * 80, 446 - step * 1.6), (step * 80 + 34, 446 - step * 1.6), (step * 80 + 17, 478 - step * 1.6)],
            (250, 236, 200) if step % 2 else c.mood.accent)
    for x, h, coat in ((380, 330, (58, 78, 104)), (470, 310, (196, 72, 56)), (1270, 300, (222, 168, 70)),
            (1010, 180, (96, 116, 84))):
        people.standing(c, x, 950 if h > 200 else 900, h, coat=coat)
    return Frame(560, 620, "people on the quay beside poles that show the height of the planned wall")
