"""Work and its tools."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame
from comments.seeding.pictures.scenes.harbour import turbine


def boatyard(c: Canvas) -> Frame:
    """A wooden boat in frame, under the roof of the yard."""
    c.wash(0, 1000, [c.mood.lit((96, 74, 62)), c.mood.lit((150, 116, 86))])
    sea = mix(c.mood.sky[1], c.mood.sky[-1], 0.6)
    c.rect(430, 150, 640, 440, sea)
    c.poly([(430, 480), (700, 430), (1070, 470), (1070, 500), (430, 500)], c.mood.depth(0.3))
    c.rect(430, 496, 640, 94, mix(sea, c.mood.shade, 0.3))
    boats.yacht(c, 930, 530, 0.45, (248, 240, 222), near=0.7)
    for step in range(9):
        c.line([(750, 40), (-60 + step * 202, 210)], 12, c.mood.lit((70, 50, 44)))
    for x in (60, 410, 1070, 1420):
        c.rect(x, 130, 24, 470, c.mood.lit((70, 50, 44)))
    floor = [(0, 590), (1500, 590), (1500, 1000), (0, 1000)]
    c.poly(floor, c.mood.lit((186, 148, 104)))
    c.spray(floor, c.mood.lit((120, 88, 62)), towards="down", amount=0.5)
    c.poly([(430, 590), (1070, 590), (1260, 1000), (240, 1000)], c.mood.sun, 0.25)
    oak, plank = c.mood.lit((214, 160, 98)), c.mood.lit((176, 112, 66))
    for step in range(11):
        x, half = 260 + step * 98, 190 * math.sin(math.pi * (step + 1.4) / 13) + 40
        rib = smooth([(x - 20, 500 - half * 0.35), (x - 30, 640), (x - 6, 770), (x + 16, 800), (x + 34, 770), (x + 30, 640),
            (x + 26, 500 - half * 0.35)], closed=False)
        c.line(rib, 15, oak if step % 2 else darker(oak, 0.15))
    for row in range(4):
        y = 800 - row * 56
        top = smooth([(190 - row * 16, y - 120 - row * 8), (420, y - 26), (750, y), (1080, y - 26), (1310 + row * 20, y - 150)],
            closed=False)
        c.line(top, 40, darker(plank, 0.08 * (row % 2)))
        c.line([(x, y + 20) for x, y in top], 4, darker(plank, 0.45))
    c.line(smooth([(170, 610), (420, 822), (750, 846), (1080, 822), (1350, 540)], closed=False), 26, darker(oak, 0.3))
    for x in (380, 750, 1120):
        c.poly([(x - 12, 836), (x + 12, 836), (x + 60, 980), (x - 60, 980)], c.mood.lit((92, 64, 50)))
    for x, coat in ((130, (48, 92, 108)), (1390, (198, 74, 54)), (560, (222, 166, 70)), (980, (96, 116, 84))):
        people.standing(c, x, 950, 330, coat=coat, stride=0.3)
    return Frame(740, 690, "apprentices at work on the ribs of a wooden boat")


def dredger(c: Canvas) -> Frame:
    """A bucket dredger in the dock."""
    c.sky(down_to=620, sun=(320, 330), clouds=0.55)
    c.poly(c.ridge(600, 110), c.mood.depth(0.2))
    for x, k in ((150, 0.9), (420, 0.7), (1350, 1.0)):
        buildings.crane(c, x, 620, k, near=0.42, facing=1 if x < 900 else -1)
    buildings.skyline(c, 620, near=0.4, height=60, x0=480, x1=1300)
    hull, house = c.mood.lit((62, 84, 96)), c.mood.lit((238, 224, 194))
    c.poly([(330, 600), (1220, 600), (1180, 690), (380, 690)], hull)
    c.rect(380, 662, 800, 28, c.mood.lit((158, 60, 48)))
    c.rect(930, 470, 200, 130, house)
    c.rect(960, 400, 140, 70, house)
    for step in range(5):
        c.rect(946 + step * 36, 500, 24, 34, c.mood.shade)
        c.rect(968 + step * 26, 416, 20, 30, c.mood.shade)
    c.rect(1140, 380, 40, 220, c.mood.lit((200, 84, 50)))
    c.line([(620, 600), (690, 240), (760, 600)], 18, c.mood.lit((232, 172, 58)))
    c.line([(440, 760), (690, 250), (860, 560)], 26, c.mood.lit((232, 172, 58)))
    for step in range(9):
        x, y = 450 + step * 30, 740 - step * 61
        bucket = [(x - 46, y - 22), (x + 14, y - 44), (x + 22, y + 6), (x - 26, y + 24)]
        c.poly(bucket, c.mood.lit((120, 92, 72)))
        c.poly([bucket[0], bucket[1], (x - 14, y - 48)], c.mood.lit((84, 70, 60)))
    c.reflect(690, depth=310, tint=mix(c.mood.haze, (128, 112, 88), 0.45), strength=0.5)
    boats.ripples(c, 696, amount=110)
    for _ in range(40):
        c.disc(c.rng.gauss(440, 60), c.rng.gauss(700, 12), c.rng.uniform(6, 26), c.mood.light, c.rng.uniform(4, 11), alpha=0.5)
    nature.flock(c, 22, box=(280, 180, 1000, 560), colour=c.mood.lit((250, 248, 240)), size=0.9)
    return Frame(680, 520, "a bucket dredger at work in the dock, with gulls")


def smokehouse(c: Canvas) -> Frame:
    """Herring on their rods, in the smoke."""
    c.wash(0, 1000, [c.mood.lit((40, 30, 34)), c.mood.lit((92, 54, 40)), c.mood.lit((190, 98, 44))])
    for row in range(3):
        y, k = 90 + row * 250, 0.8 + row * 0.24
        c.rect(0, y, 1500, 15 * k, c.mood.lit((120, 80, 54)))
        for step in range(15 - row * 3):
            x = 1500 * (step + 0.5) / (15 - row * 3)
            tint = mix(c.mood.lit((206, 142, 66)), c.mood.shade, 0.45 - row * 0.18 + 0.1 * (step % 2))
            body = smooth([(x, y + 6), (x + 24 * k, y + 50 * k), (x + 30 * k, y + 110 * k), (x + 12 * k, y + 176 * k),
                (x, y + 192 * k), (x - 12 * k, y + 176 * k), (x - 30 * k, y + 110 * k), (x - 24 * k, y + 50 * k)])
            c.poly(body, tint)
            c.poly(smooth([(x + 4, y + 20), (x + 24 * k, y + 50 * k), (x + 30 * k, y + 110 * k), (x + 8 * k, y + 170 * k)]),
                darker(tint, 0.4))
            c.poly([(x, y + 186 * k), (x - 22 * k, y + 222 * k), (x, y + 212 * k), (x + 22 * k, y + 222 * k)],
                darker(tint, 0.25))
            c.disc(x - 9 * k, y + 32 * k, 5 * k, c.mood.shade)
    for _ in range(70):
        t = c.rng.random()
        c.lens(c.rng.uniform(0, 1500), 1000 - t * 950, 260 + 300 * t, 40 + 40 * t, (236, 206, 170), 0.09)
    for x in (300, 700, 1130):
        c.halo(x, 985, 150, (255, 160, 70), 0.5)
    people.standing(c, 1180, 1010, 520, silhouette=True)
    return Frame(700, 480, "rows of herring on rods in the smoke")


def windport(c: Canvas) -> Frame:
    """Towers and blades on the quay."""
    c.sky(down_to=660, sun=(420, 430), clouds=0.5)
    c.disc(420, 430, 54, c.mood.sun)
    c.poly(c.ridge(620, 80), c.mood.depth(0.2))
    for step in range(5):
        turbine(c, 110 + step * 165, 640, 0.5, near=0.3)
    buildings.crane(c, 1230, 700, 1.7, near=0.8, facing=-1)
    buildings.crane(c, 700, 690, 1.35, near=0.6)
    boats.water(c, 630, base=720, glitter=420)
    quay = [(0, 720), (1500, 690), (1500, 1000), (0, 1000)]
    c.poly(quay, c.mood.lit((164, 156, 144)))
    c.spray(quay, c.mood.lit((104, 100, 100)), towards="down", amount=0.5)
    white = c.mood.lit((246, 242, 230))
    for step in range(4):
        x = 940 + step * 120
        c.poly([(x - 40, 760), (x - 30, 330 - step * 14), (x + 30, 330 - step * 14), (x + 40, 760)], white)
        c.poly([(x + 8, 760), (x + 6, 330 - step * 14), (x + 30, 330 - step * 14), (x + 40, 760)], darker(white, 0.25))
        c.rect(x - 36, 545, 72, 8, darker(white, 0.3))
        c.rect(x - 40, 716, 80, 44, c.mood.lit((232, 176, 52)))
    for step in range(3):
        y = 800 + step * 62
        c.poly(smooth([(60 - step * 30, y), (160, y - 38), (420, y - 26), (880 + step * 60, y - 6), (420, y + 10),
            (140, y + 16)]), darker(white, 0.06 * step))
        c.rect(200, y + 8, 40, 26, c.mood.depth(0.9))
        c.rect(600, y - 2, 30, 26, c.mood.depth(0.9))
    for x, h in ((760, 130), (850, 132), (1390, 170), (1080, 190), (1010, 190)):
        people.standing(c, x, 800 + (h - 130) * 2, h, coat=(232, 134, 40), stride=0.4)
    return Frame(980, 540, "turbine towers and blades waiting on the quay beneath cranes")


def laboratory(c: Canvas) -> Frame:
    """Glass, and what grows in it."""
    c.wash(0, 680, [c.mood.lit((206, 224, 220)), c.mood.lit((184, 210, 206))])
    for row in (150, 330):
        c.rect(60, row, 1380, 14, c.mood.lit((120, 146, 150)))
        for step in range(14):
            glass = c.mood.lit(c.rng.choice([(214, 150, 72), (96, 140, 146), (236, 236, 226), (150, 70, 70)]))
            h = c.rng.uniform(60, 110)
            c.rect(84 + step * 98, row - h, 60, h, glass)
            c.rect(98 + step * 98, row - h - 16, 32, 18, darker(glass, 0.4))
            c.rect(94 + step * 98, row - h * 0.7, 40, h * 0.35, (250, 248, 238))
    c.wash(680, 1000, [c.mood.lit((60, 92, 104)), c.mood.lit((40, 66, 80))])
    for x, k, tint in ((330, 1.0, (196, 60, 70)), (760, 1.35, (172, 40, 62)), (1180, 1.05, (214, 98, 84))):
        base = 860
        glass = smooth([(x - 34 * k, base - 420 * k), (x - 34 * k, base - 290 * k), (x - 130 * k, base - 60 * k),
            (x - 110 * k, base), (x + 110 * k, base), (x + 130 * k, base - 60 * k), (x + 34 * k, base - 290 * k), (x + 34 * k,
            base - 420 * k)])
        c.poly(glass, (240, 250, 248), 0.55)
        liquid = smooth([(x - 88 * k, base - 160 * k), (x - 124 * k, base - 60 * k), (x - 104 * k, base - 6 * k),
            (x + 104 * k, base - 6 * k), (x + 124 * k, base - 60 * k), (x + 88 * k, base - 160 * k)])
        c.poly(liquid, (150, 206, 204))
        for frond in range(9):
            lean = (frond - 4) * 22 * k
            c.line(smooth([(x + lean * 0.2, base - 10 * k), (x + lean * 0.7, base - 70 * k),
                (x + lean + c.rng.uniform(-14, 14) * k, base - (120
                + 30 * (frond % 3)) * k)], closed=False), 9 * k, mix(tint, c.mood.shade, 0.12 * (frond % 3)))
            for leaf in range(4):
                c.lens(x + lean * (0.5 + leaf * 0.14), base - (50 + leaf * 24) * k, 34 * k, 13 * k, tint)
        c.poly(smooth([(x - 22 * k, base - 390 * k), (x - 20 * k, base - 280 * k), (x - 104 * k, base - 60 * k),
            (x - 92 * k, base - 50 * k), (x - 6 * k, base - 280 * k)]), (255, 255, 255), 0.55)
        c.rect(x - 44 * k, base - 432 * k, 88 * k, 16 * k, (230, 244, 242))
    return Frame(760, 640, "red seaweed in glass flasks on a laboratory bench")


def pivot(c: Canvas) -> Frame:
    """The toothed ring on which the bridge turned, and its cracks."""
    c.wash(0, 1000, [c.mood.lit((112, 128, 128)), c.mood.lit((74, 88, 92))])
    stone = c.mood.lit((138, 128, 116))
    for row in range(9):
        for step in range(8):
            tint = mix(stone, c.mood.shade, c.rng.uniform(0, 0.25))
            c.rect(step * 210 - (row % 2) * 105, 420 + row * 66, 202, 59, tint)
    steel, red = c.mood.lit((92, 100, 104)), c.mood.lit((160, 62, 50))
    c.rect(0, 60, 1500, 120, red)
    c.rect(0, 150, 1500, 30, darker(red, 0.35))
    for x in range(30, 1500, 70):
        c.disc(x, 100, 12, lighter(red, 0.25))
    for x in (260, 640, 860, 1240):
        c.line([(x - 120, 0), (x, 180)], 34, darker(red, 0.2))
    c.poly([(480, 180), (1020, 180), (1100, 330), (400, 330)], darker(steel, 0.2))
    middle, rx, ry = (750, 560), 640, 250
    for tooth in range(72):
        angle = math.tau * tooth / 72
        x, y = middle[0] + rx * 1.04 * math.cos(angle), middle[1] + ry * 1.05 * math.sin(angle)
        c.disc(x, y, 20, darker(steel, 0.3), 22)
    c.disc(*middle, rx, steel, ry)
    c.disc(middle[0], middle[1] + 46, rx, darker(steel, 0.5), ry)
    c.disc(*middle, rx, steel, ry)
    ring = [(middle[0] + rx * math.cos(math.tau * i / 48), middle[1] + ry * math.sin(math.tau * i / 48)) for i in range(48)]
    c.spray(ring, darker(steel, 0.6), towards="right", amount=0.6)
    c.spray(ring, c.mood.lit((176, 98, 58)), towards="down", amount=0.36)
    c.disc(*middle, rx * 0.62, darker(steel, 0.45), ry * 0.6)
    c.disc(middle[0], middle[1] - 70, rx * 0.36, lighter(steel, 0.2), ry * 0.42)
    c.rect(middle[0] - rx * 0.2, 180, rx * 0.4, 320, lighter(steel, 0.1))
    for bolt in range(20):
        angle = math.tau * bolt / 20
        c.disc(middle[0] + rx * 0.82 * math.cos(angle), middle[1] + ry * 0.82 * math.sin(angle), 17, lighter(steel, 0.35), 11)
    for angle in (0.5, 1.15, 1.9, 2.6):
        crack = []
        for step in range(7):
            reach = 0.64 + step * 0.058
            turn = angle + c.rng.uniform(-0.035, 0.035)
            crack.append((middle[0] + rx * reach * math.cos(turn), middle[1] + ry * reach * math.sin(turn)))
        c.line(crack, 15, (244, 240, 226), 0.85)
        c.line(crack, 5, c.mood.shade)
    return Frame(750, 600, "a cracked steel ring under a bridge")
