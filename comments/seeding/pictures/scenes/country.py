"""Outside the town, and the works between town and water."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame
from comments.seeding.pictures.scenes.harbour import turbine

# A creek that comes down from the middle distance in loops and opens before us, with a side arm on its left.
CREEK = [
    (1010, 474), (1150, 492), (1040, 516), (820, 534), (760, 560), (930, 596), (1130, 640), (1090, 700), (820, 760), (640,
        830), (690, 920), (900, 1020),
    (300, 1020), (260, 900), (330, 810), (180, 740), (20, 716), (20, 704), (230, 716), (400, 770), (560, 716), (800, 668), (850,
        640), (700, 606),
    (590, 566), (680, 532), (900, 508), (1060, 492), (1000, 480),
]


def marsh(c: Canvas, *, birds: int = 26) -> Frame:
    """Creeks winding through the saltmarsh under many birds."""
    c.sky(down_to=480, sun=(980, 380), clouds=0.5)
    c.disc(980, 380, 46, c.mood.sun)
    c.poly(c.ridge(470, 60), c.mood.depth(0.22))
    grass = [c.mood.lit((176, 162, 98), 0.5), c.mood.lit((146, 140, 84), 0.85), c.mood.lit((94, 100, 70))]
    c.wash(464, 1000, grass)
    gleam = mix(c.mood.sky[-1], c.mood.sun, 0.3)
    for _ in range(34):
        near = c.rng.random() ** 1.2
        c.lens(c.rng.uniform(0, 1500), 478 + near * 420, 60 + near * 300, 4 + near * 22, gleam, 0.9)
    bank = smooth(CREEK, steps=5)
    c.poly([(x, y - 9) for x, y in bank], c.mood.lit((86, 72, 58)))
    c.poly(bank, gleam)
    c.spray(bank, mix(c.mood.sky[0], gleam, 0.25), towards="down", amount=0.5)
    for _ in range(240):
        near = c.rng.random() ** 1.4
        x, y = c.rng.uniform(-20, 1520), 480 + near * 520
        c.lens(x, y, 30 + near * 150, 3 + near * 9, c.mood.lit(c.rng.choice([(190, 168, 96), (122, 122, 74), (150, 110, 90)]),
            0.6 + near * 0.4), 0.6)
    nature.reeds(c, 1010, height=250, colour=c.mood.lit((124, 104, 66)), count=130, x1=520)
    nature.reeds(c, 1010, height=190, colour=c.mood.lit((124, 104, 66)), count=90, x0=1120)
    nature.flock(c, birds, box=(180, 90, 1120, 380), colour=c.mood.depth(0.85), size=1.15)
    return Frame(820, 470, "birds over the creeks of a saltmarsh")


def fields(c: Canvas, *, turbines: int = 0, tractor: bool = True) -> Frame:
    """Ploughed and green fields behind the coast."""
    c.sky(down_to=520, sun=(330, 220), clouds=0.4)
    for x, y in ((1050, 180), (560, 260)):
        nature.cumulus(c, x, y, c.rng.uniform(260, 420), (252, 247, 232), alpha=0.9)
    c.poly(c.ridge(510, 130), c.mood.depth(0.25))
    for step in range(turbines):
        turbine(c, 200 + step * 1120 / max(1, turbines - 1), 520 + (step % 3) * 26, 0.75 + (step % 3) * 0.22, near=0.4)
    colours = [(214, 188, 92), (132, 158, 86), (188, 140, 84), (98, 132, 76), (226, 202, 120)]
    for index in range(5):
        y = 480 + index * 78
        edge = [(-20, y + c.rng.uniform(0, 30)), (500, y - c.rng.uniform(0, 40)), (1000, y + c.rng.uniform(0, 30)),
            (1520, y - c.rng.uniform(0, 40))]
        top = smooth(edge, closed=False)
        tint = c.mood.lit(colours[index], 0.6 + index * 0.1)
        c.poly([(-20, 1000), *top, (1520, 1000)], tint)
        if index in (2, 4):
            for row in range(-14, 30):
                c.line([(row * 52 + 400, y + 10), ((row * 52 - 340) * 2.2 + 160, 1000)], 3 + index, darker(tint, 0.18))
            c.poly([(-20, y + 6), *top[:1], *top, (1520, y + 6)], tint)
        for corner, at in top:
            if c.rng.random() < 0.4:
                continue
            x = corner + c.rng.uniform(-30, 30)
            c.disc(x, at, c.rng.uniform(6, 15) + index * 2.5, c.mood.lit((70, 100, 66), 0.6 + index * 0.1))
    if tractor:
        red, dark = c.mood.lit((196, 58, 46)), c.mood.depth(1)
        c.poly([(760, 770), (760, 706), (816, 706), (830, 740), (910, 744), (914, 790), (770, 796)], red)
        c.rect(768, 656, 62, 52, mix(c.mood.sky[0], dark, 0.25))
        c.rect(760, 646, 80, 12, red)
        for x, r in ((790, 50), (900, 30)):
            c.disc(x, 812 - r * 0.2, r, dark)
            c.disc(x, 812 - r * 0.2, r * 0.45, c.mood.lit((230, 190, 90)))
        nature.flock(c, 10, box=(480, 640, 740, 760), colour=(250, 247, 238), size=0.8)
    return Frame(830, 620, "fields in stripes of gold and green behind the coast")


def allotments(c: Canvas) -> Frame:
    """Sheds, beds and bean rows."""
    c.sky(down_to=480, sun=(1180, 200), clouds=0.35)
    c.poly(c.ridge(470, 110), c.mood.depth(0.22))
    buildings.skyline(c, 490, near=0.36, height=70, spire=420)
    c.wash(484, 1000, [c.mood.lit((150, 160, 96), 0.7), c.mood.lit((116, 132, 78))])
    for x, y, k, wall in ((160, 590, 1.0, (64, 116, 118)), (640, 560, 0.8, (196, 90, 66)), (1130, 600, 1.1, (222, 180, 92)),
            (1390, 556, 0.75, (120, 132, 96))):
        tint = c.mood.lit(wall)
        c.rect(x - 80 * k, y - 130 * k, 160 * k, 130 * k, tint)
        for plank in range(9):
            c.rect(x + (-80 + plank * 18) * k, y - 130 * k, 3 * k, 130 * k, darker(tint, 0.22))
        c.poly([(x - 96 * k, y - 126 * k), (x, y - 190 * k), (x + 96 * k, y - 126 * k)], darker(tint, 0.5))
        c.rect(x - 54 * k, y - 100 * k, 44 * k, 100 * k, darker(tint, 0.4))
        c.rect(x + 14 * k, y - 92 * k, 44 * k, 36 * k, mix(c.mood.sky[1], (255, 255, 255), 0.3))
    greens = [(76, 118, 68), (128, 156, 74), (98, 140, 98), (150, 92, 100), (190, 176, 84)]
    for row in range(5):
        y, k = 630 + row * 72 + row * row * 5, 1 + row * 0.42
        c.poly([(-20, y - 12 * k), (1520, y - 26 * k), (1520, y + 14 * k), (-20, y + 26 * k)], c.mood.lit((104, 76, 58)))
        leaf = c.mood.lit(greens[row])
        x = -20.0
        while x < 1520:
            r = 17 * k * c.rng.uniform(0.75, 1.1)
            c.disc(x, y - 10 * k - (x / 1500) * 12 * k, r, darker(leaf, 0.3), r * 0.8)
            c.disc(x - r * 0.15, y - 16 * k - (x / 1500) * 12 * k, r * 0.75, leaf, r * 0.6)
            c.disc(x - r * 0.3, y - 20 * k - (x / 1500) * 12 * k, r * 0.3, lighter(leaf, 0.3), r * 0.25)
            x += r * 2.2
        if row == 1:
            for pole in range(11):
                px = 820 + pole * 44
                c.line([(px - 26, y - 8), (px + 18, y - 190)], 5, c.mood.lit((196, 160, 104)))
                c.line([(px + 26, y - 8), (px - 18, y - 190)], 5, c.mood.lit((196, 160, 104)))
                for _ in range(9):
                    c.disc(px + c.rng.uniform(-22, 22), y - c.rng.uniform(20, 180), c.rng.uniform(7, 13),
                        c.mood.lit((88, 128, 66)), alpha=0.95)
    people.standing(c, 480, 850, 300, coat=(188, 74, 56))
    c.line([(548, 610), (560, 864)], 8, c.mood.lit((170, 126, 82)))
    return Frame(560, 640, "a gardener among sheds and bean rows")


def floodwall(c: Canvas) -> Frame:
    """The new wall along the river, half built."""
    c.sky(down_to=600, sun=(420, 260), clouds=0.5)
    buildings.skyline(c, 560, near=0.3, height=110, spire=250)
    buildings.terrace(c, 590, x0=-30, x1=760, height=190, near=0.65)
    boats.water(c, 580)
    buildings.crane(c, 1130, 640, 1.6, near=0.85, facing=-1)
    concrete = c.mood.lit((206, 198, 180))
    face = [(-10, 600), (960, 560), (960, 700), (-10, 1010)]
    c.poly(face, concrete)
    c.spray(face, darker(concrete, 0.4), towards="down", amount=0.6)
    c.poly([(-10, 560), (960, 545), (960, 562), (-10, 604)], lighter(concrete, 0.4))
    for step in range(9):
        t = (step / 9) ** 0.7
        x = t * 960
        c.line([(x, 602 - t * 40), (x, 1000 - t * 300)], 4, darker(concrete, 0.35))
    for step in range(22):
        x = 970 + step * 24
        c.line([(x, 704 + step * 3), (x, 560 + step * 4 - (step % 3) * 14)], 5, c.mood.lit((150, 78, 54)))
    c.line([(960, 640), (1500, 720)], 5, c.mood.lit((150, 78, 54)))
    apron = [(960, 700), (1510, 770), (1510, 1010), (-10, 1010)]
    c.poly(apron, c.mood.lit((156, 128, 98)))
    c.spray(apron, c.mood.lit((106, 84, 66)), towards="down", amount=0.6)
    yellow = c.mood.lit((232, 176, 48))
    c.rect(1120, 820, 220, 70, yellow)
    c.rect(1150, 740, 110, 84, yellow)
    c.rect(1164, 754, 62, 46, mix(c.mood.sky[0], c.mood.shade, 0.3))
    c.line([(1270, 800), (1080, 660), (930, 800)], 26, yellow)
    c.poly([(890, 790), (960, 780), (950, 850), (900, 856)], c.mood.depth(1))
    c.rect(1100, 886, 270, 46, c.mood.depth(1))
    for step in range(6):
        c.disc(1126 + step * 44, 910, 17, lighter(c.mood.depth(1), 0.3))
    for x, h in ((640, 230), (740, 240), (480, 250)):
        people.standing(c, x, 960, h, coat=(232, 140, 40), stride=0.3)
        c.disc(x - 2, 960 - h * 0.955, h * 0.07, (246, 214, 80), h * 0.05)
    return Frame(760, 700, "builders and a digger beside a half-built flood wall")


def viaduct(c: Canvas, *, train: bool = True) -> Frame:
    """The railway over the valley on tall arches."""
    c.sky(down_to=700, sun=(1100, 260), clouds=0.45)
    c.disc(1100, 260, 48, c.mood.sun)
    for near, y, h in ((0.2, 620, 230), (0.36, 700, 190)):
        c.poly(c.ridge(y, h), c.mood.depth(near))
    c.mist(480, 740, c.mood.haze, 0.6)
    stone = c.mood.lit((190, 150, 122))
    span = 190
    c.rect(0, 420, 1500, 44, stone)
    c.rect(0, 412, 1500, 10, lighter(stone, 0.35))
    for step in range(-1, 9):
        x = step * span + 40
        arch = [(x + 44 + (span - 44) / 2 * (1 - math.cos(math.pi * i / 12)), 560 - 92 * math.sin(math.pi * i / 12))
            for i in range(13)]
        c.poly([(x + 44, 462), *arch, (x + span, 462)], stone)
        c.poly([(x, 462), (x + 44, 462), (x + 48, 960), (x - 6, 960)], stone)
        c.poly([(x + 28, 462), (x + 44, 462), (x + 48, 960), (x + 26, 960)], darker(stone, 0.3))
        c.line(arch, 7, darker(stone, 0.28))
    c.spray([(0, 440), (1500, 440), (1500, 900), (0, 900)], c.mood.haze, towards="down", amount=0.28)
    if train:
        for car in range(4):
            x = 360 + car * 214
            c.rect(x, 336, 206, 76, c.mood.lit((38, 92, 104)))
            c.rect(x, 388, 206, 14, c.mood.lit((234, 196, 98)))
            for w in range(6):
                c.rect(x + 14 + w * 31, 352, 22, 26, c.mood.light if c.mood.lamps else mix(c.mood.sky[0], (255, 255, 255), 0.5))
        c.poly([(360, 336), (330, 366), (322, 412), (360, 412)], c.mood.lit((234, 196, 98)))
    ground = c.ridge(880, 70)
    c.poly(ground, c.mood.lit((98, 112, 72)))
    for _ in range(11):
        nature.tree(c, c.rng.uniform(0, 1500), c.rng.uniform(890, 990), c.rng.uniform(120, 230),
            c.rng.choice([(92, 116, 66), (150, 124, 62), (70, 98, 66)]))
    return Frame(680, 430, "a train on a tall stone viaduct")


def bridge(c: Canvas, *, opened: bool = True) -> Frame:
    """The swing bridge and what waits for it."""
    c.sky(down_to=610, sun=(760, 430), clouds=0.5)
    c.poly(c.ridge(570, 100), c.mood.depth(0.2))
    buildings.skyline(c, 600, near=0.36, height=92, spire=1220)
    iron, y = c.mood.lit((178, 64, 52)), 560
    for x0, x1 in ((-20, 470), (1040, 1520)):
        c.rect(x0, y, x1 - x0, 24, c.mood.depth(0.85))
        c.rect(x0, y + 24, x1 - x0, 90, c.mood.lit((150, 132, 116)))
        for x in range(int(x0), int(x1), 22):
            c.rect(x, y - 34, 4, 34, c.mood.depth(0.85))
        c.rect(x0, y - 36, x1 - x0, 5, c.mood.depth(0.85))
    tilt = -0.18 if opened else 0.0
    mid = (750, 540)

    def at(a: float, b: float) -> tuple[float, float]:
        # Turned away from us, the near end hangs lower and larger than the far one.
        return mid[0] + a * (0.8 if opened else 1.0), mid[1] + b * (1 - a * tilt / 300) + a * tilt * 0.35

    top = [at(a, -34 - 120 * max(0.0, 1 - abs(a) / 320) ** 0.8) for a in range(-310, 311, 62)]
    c.line(top, 13, iron)
    c.line([at(-310, 0), at(310, 0)], 22, iron)
    for index, a in enumerate(range(-310, 311, 62)):
        c.line([at(a, 0), top[index]], 7, iron)
        if index:
            c.line([at(a - 62, 0) if index > 5 else at(a, 0), top[index] if index > 5 else top[index - 1]], 5,
                darker(iron, 0.25))
    c.rect(716, 330, 68, 96, c.mood.lit((238, 226, 200)))
    c.poly([(704, 334), (750, 290), (796, 334)], darker(iron, 0.3))
    c.rect(728, 350, 44, 36, c.mood.light)
    c.disc(750, 606, 110, c.mood.lit((150, 132, 116)), 26)
    c.rect(640, 606, 220, 46, c.mood.lit((132, 114, 100)))
    for index, x in enumerate((60, 170, 300)):
        tint = c.mood.lit([(226, 168, 60), (48, 98, 112), (232, 226, 208)][index])
        c.rect(x, y - 36, 92, 30, tint)
        c.poly([(x + 16, y - 36), (x + 30, y - 62), (x + 66, y - 62), (x + 82, y - 36)], mix(tint, c.mood.shade, 0.45))
        for wheel in (20, 72):
            c.disc(x + wheel, y - 6, 11, c.mood.depth(1))
    if opened:
        boats.trawler(c, 1010, 690, 1.15, (44, 96, 118))
    c.reflect(680, depth=320, tint=mix(c.mood.sky[-1], c.mood.sky[0], 0.35), strength=0.66)
    c.rect(0, 676, 1500, 6, mix(c.mood.haze, c.mood.shade, 0.3))
    boats.ripples(c, 686, amount=110, glitter=760)
    return Frame(790, 540, "the swing bridge turned aside for a fishing boat")
