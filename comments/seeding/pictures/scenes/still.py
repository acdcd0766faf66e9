"""Things on a table, a quay, a wall: what a story turns on, seen close."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature
from comments.seeding.pictures.scenes.frame import Frame


def _table(c: Canvas, *, wall: Colour, top: Colour, y: float = 600) -> None:
    paint, wood = c.mood.lit(wall), c.mood.lit(top)
    c.wash(0, y, [darker(paint, 0.12), paint])
    c.poly([(0, 0), (520, 0), (1100, y), (260, y)], c.mood.sun, 0.16)
    c.wash(y, 1000, [wood, darker(wood, 0.15)])
    for plank in range(5):
        at = y + 20 + plank * plank * 22
        c.rect(0, at, 1500, 3 + plank, darker(wood, 0.25))


def ballot(c: Canvas) -> Frame:
    """A box, and the hand that fills it."""
    _table(c, wall=(54, 104, 112), top=(196, 150, 100), y=690)
    box = c.mood.lit((206, 62, 50))
    c.poly([(440, 900), (500, 430), (1000, 430), (1060, 900)], darker(box, 0.06))
    c.poly([(820, 430), (1000, 430), (1060, 900), (860, 900)], darker(box, 0.28))
    c.poly([(470, 440), (560, 340), (940, 340), (1030, 440)], lighter(box, 0.18))
    c.poly([(600, 404), (622, 376), (878, 376), (900, 404)], c.mood.shade)
    paper = c.mood.lit((250, 244, 228))
    c.poly([(640, 392), (664, 150), (880, 176), (850, 394)], paper)
    c.poly([(760, 162), (880, 176), (850, 394), (748, 392)], darker(paper, 0.1))
    for row in range(3):
        c.rect(684 - row * 5, 210 + row * 52, 28, 28, darker(paper, 0.55))
        c.rect(688 - row * 5, 214 + row * 52, 20, 20, paper)
        c.rect(730 - row * 5, 220 + row * 52, 110, 8, darker(paper, 0.4))
    c.line([(688, 224), (698, 236), (722, 200)], 7, c.mood.accent)
    skin, sleeve = c.mood.lit((190, 132, 94)), c.mood.lit((42, 66, 98))
    c.poly(smooth([(880, 250), (800, 232), (786, 262), (852, 286), (820, 312), (836, 336), (930, 330), (1070, 250), (1100, 150),
        (1010, 120), (930, 180)]), skin)
    c.poly(smooth([(840, 330), (930, 330), (1070, 250), (1090, 190), (1000, 270), (900, 306)]), darker(skin, 0.25))
    c.poly([(1040, 100), (1520, -60), (1520, 260), (1110, 290)], sleeve)
    c.poly([(1096, 220), (1520, 120), (1520, 260), (1110, 290)], darker(sleeve, 0.35))
    c.poly([(1030, 96), (1066, 86), (1140, 286), (1104, 296)], (246, 240, 224))
    c.text(700, 640, "VOTE", 120, c.mood.light)
    return Frame(760, 420, "a hand putting a paper into a red ballot box")


def catch(c: Canvas) -> Frame:
    """Fish on ice at the morning auction."""
    c.wash(0, 1000, [c.mood.lit((52, 96, 108)), c.mood.lit((34, 62, 78))])
    crates: list[Colour] = [(218, 92, 52), (48, 120, 132), (232, 182, 76), (232, 226, 206)]
    fish: list[Colour] = [(146, 166, 176), (196, 140, 110), (112, 138, 150), (206, 196, 170)]
    for row in range(2):
        for column in range(3):
            x, y, w, h = -60 + column * 545 - row * 120, 60 + row * 490, 500, 420
            tint, scale = c.mood.lit(crates[(row * 3 + column) % 4]), c.mood.lit(fish[(row + column) % 4])
            c.rect(x + 14, y + 22, w, h, c.mood.shade, 0.45)
            c.rect(x, y, w, h, tint)
            c.rect(x, y + h - 46, w, 46, darker(tint, 0.3))
            c.rect(x + w * 0.4, y + h - 34, w * 0.2, 20, darker(tint, 0.6))
            c.rect(x + 24, y + 24, w - 48, h - 92, (206, 226, 232))
            for _ in range(46):
                cx, cy, r = x + c.rng.uniform(36, w - 40), y + c.rng.uniform(36, h - 84), c.rng.uniform(8, 20)
                c.poly([(cx - r, cy), (cx, cy - r), (cx + r, cy + r * 0.2), (cx, cy + r)],
                    c.rng.choice([(240, 248, 250), (182, 208, 218), (222, 238, 242)]))
            for step in range(5):
                _fish(c, x + w / 2 + c.rng.uniform(-16, 16), y + 70 + step * (h - 150) / 4.6, (w - 110) / 2, scale, side=1
                    if (column + row) % 2 else -1)
    return Frame(720, 480, "crates of fish on ice at the auction")


def _fish(c: Canvas, x: float, y: float, half: float, tint: Colour, *, side: int) -> None:
    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + side * a * half, y + b * half) for a, b in points]

    c.poly(at([(-0.7, 0), (-1, -0.17), (-0.93, 0), (-1, 0.17)]), darker(tint, 0.3))
    c.poly(smooth(at([(-0.78, 0), (-0.3, -0.15), (0.35, -0.19), (0.8, -0.1), (0.96, 0.02), (0.78, 0.12), (0.3, 0.18),
        (-0.35, 0.11)])), tint)
    c.poly(smooth(at([(-0.78, 0), (-0.3, -0.15), (0.35, -0.19), (0.8, -0.1), (0.5, -0.05), (-0.2, -0.04)])), darker(tint, 0.35))
    c.poly(smooth(at([(-0.4, 0.09), (0.3, 0.17), (0.7, 0.12), (0.2, 0.1)])), lighter(tint, 0.6))
    c.line(smooth(at([(0.62, -0.13), (0.55, 0), (0.6, 0.13)]), closed=False), 0.02 * half, darker(tint, 0.5))
    c.disc(*at([(0.78, -0.02)])[0], 0.045 * half, (246, 226, 150))
    c.disc(*at([(0.78, -0.02)])[0], 0.022 * half, c.mood.shade)


def gull(c: Canvas) -> Frame:
    """One gull on a post, and it knows."""
    c.sky(down_to=760, sun=(300, 300), clouds=0.45)
    boats.water(c, 640, glitter=300)
    c.poly(c.ridge(650, 70, base=660), c.mood.depth(0.3))
    for x, h in ((250, 150), (1290, 190)):
        c.rect(x - 26, 1000 - h * 1.6, 52, h * 1.6, c.mood.depth(0.7))
    post = c.mood.lit((112, 84, 66))
    c.rect(690, 700, 170, 300, post)
    c.rect(800, 700, 60, 300, darker(post, 0.35))
    c.disc(775, 700, 85, lighter(post, 0.2), 24)
    for x in (735, 792):
        c.line([(x, 600), (x, 694)], 12, c.mood.lit((226, 140, 60)))
        c.poly([(x - 34, 702), (x, 682), (x + 26, 704)], c.mood.lit((226, 140, 60)))
    white, grey = c.mood.lit((250, 248, 242)), c.mood.lit((140, 156, 168))
    c.poly(smooth([(596, 200), (560, 260), (578, 360), (560, 470), (630, 590), (770, 630), (930, 590), (1090, 600), (1000, 520),
        (900, 420), (740, 350), (690, 300), (690, 220), (650, 180)]), white)
    c.spray(smooth([(560, 470), (630, 590), (770, 630), (930, 590), (800, 540), (640, 470)]), darker(white, 0.3),
        towards="down", amount=0.6)
    c.poly(smooth([(690, 370), (800, 370), (920, 430), (1020, 530), (1180, 600), (1010, 590), (860, 560), (730, 480)]), grey)
    c.poly([(1010, 530), (1200, 606), (1090, 604), (990, 584)], c.mood.shade)
    for step in range(4):
        c.line(smooth([(740 + step * 40, 410 + step * 30), (830 + step * 40, 470 + step * 24),
            (940 + step * 22, 545 + step * 10)], closed=False), 5, darker(grey, 0.3))
    beak = c.mood.lit((236, 182, 58))
    c.poly(smooth([(580, 226), (500, 236), (462, 268), (474, 286), (520, 276), (578, 272)]), beak)
    c.disc(490, 270, 11, c.mood.lit((204, 60, 44)))
    c.line([(476, 266), (580, 252)], 4, darker(beak, 0.4))
    c.disc(622, 226, 17, (246, 214, 110))
    c.disc(620, 226, 9, c.mood.shade)
    c.line([(596, 204), (648, 214)], 6, darker(white, 0.45))
    nature.flock(c, 6, box=(900, 100, 1400, 350), colour=c.mood.lit((250, 248, 242)))
    return Frame(700, 400, "a herring gull standing on a post")


def bread(c: Canvas) -> Frame:
    """Loaves on a baker's table."""
    _table(c, wall=(178, 92, 66), top=(206, 164, 112), y=470)
    for x in (120, 560, 1000):
        c.rect(x, 90, 380, 14, c.mood.lit((110, 70, 50)))
        for jar in range(4):
            glass = c.mood.lit(c.rng.choice([(230, 214, 176), (150, 170, 150), (196, 120, 70)]))
            c.rect(x + 20 + jar * 92, 10, 64, 80, glass)
            c.rect(x + 14 + jar * 92, 4, 76, 14, darker(glass, 0.5))
    crust = c.mood.lit((190, 116, 58))
    for x, y, w, h in ((330, 560, 300, 150), (1120, 570, 330, 160), (720, 610, 360, 180), (430, 790, 420, 190),
            (1030, 810, 460, 210)):
        c.lens(x, y + h * 0.48, w * 1.25, h * 0.3, c.mood.shade, 0.35)
        loaf = smooth([(x - w / 2, y + h * 0.3), (x - w * 0.46, y - h * 0.2), (x - w * 0.2, y - h * 0.5),
            (x + w * 0.2, y - h * 0.5), (x + w * 0.46, y - h * 0.2), (x + w / 2, y + h * 0.3), (x + w * 0.3,
            y + h * 0.5), (x - w * 0.3, y + h * 0.5)])
        c.poly(loaf, crust)
        c.spray(loaf, darker(crust, 0.5), towards="down", amount=0.65)
        for cut in range(4):
            a = x - w * 0.3 + cut * w * 0.19
            c.poly(smooth([(a - w * 0.03, y + h * 0.06), (a + w * 0.02, y - h * 0.2), (a + w * 0.1, y - h * 0.4),
                (a + w * 0.08, y - h * 0.14)]), lighter(crust, 0.62))
        for _ in range(40):
            c.disc(x + c.rng.gauss(0, 0.2) * w, y - abs(c.rng.gauss(0.05, 0.17)) * h, c.rng.uniform(2, 5), (250, 240, 220),
                alpha=0.8)
    return Frame(720, 680, "floury loaves on a baker's table")


def plan(c: Canvas) -> Frame:
    """The plan of the quarter, spread out under a lamp."""
    _table(c, wall=(74, 62, 78), top=(128, 86, 60), y=240)
    sheet = c.mood.lit((238, 226, 196))
    c.poly([(200, 300), (1290, 270), (1440, 930), (90, 960)], c.mood.shade, 0.4)
    c.poly([(190, 280), (1280, 250), (1420, 910), (80, 940)], sheet)

    def at(u: float, v: float) -> tuple[float, float]:
        left, right = (190 + (80 - 190) * v, 280 + 660 * v), (1280 + 140 * v, 250 + 660 * v)
        return left[0] + (right[0] - left[0]) * u, left[1] + (right[1] - left[1]) * u

    river = smooth([at(u, 0.7 + 0.16 * math.sin(u * 6)) for u in (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1)], closed=False)
    low = [at(1, 1), at(0, 1)]
    c.poly([*river, *low], mix(c.mood.lit((98, 152, 164)), sheet, 0.25))
    c.line(river, 7, c.mood.lit((40, 88, 106)))
    inks: list[Colour] = [(196, 78, 58), (206, 176, 108), (120, 148, 104), (214, 196, 160), (150, 160, 160)]
    for row in range(5):
        for column in range(11):
            u, v = 0.05 + column * 0.085, 0.06 + row * 0.105
            if v > 0.62 + 0.16 * math.sin(u * 6) - 0.1:
                continue
            w, h = 0.07 * c.rng.uniform(0.6, 1), 0.082 * c.rng.uniform(0.6, 1)
            c.poly([at(u, v), at(u + w, v), at(u + w, v + h), at(u, v + h)], c.mood.lit(c.rng.choice(inks)))
    new = [at(0.5, 0.3), at(0.74, 0.26), at(0.78, 0.48), at(0.56, 0.52)]
    c.poly(new, c.mood.accent)
    c.spray(new, darker(c.mood.accent, 0.4), towards="down", amount=0.5)
    c.line([*new, new[0]], 7, c.mood.depth(1))
    c.poly([(1080, 600), (1420, 760), (1410, 784), (1070, 624)], c.mood.lit((232, 178, 60)))
    c.poly([(1080, 600), (1070, 624), (1036, 590)], c.mood.depth(1))
    c.disc(330, 810, 92, (248, 244, 232))
    c.disc(330, 810, 74, c.mood.lit((112, 66, 44)))
    c.line(smooth([(410, 780), (460, 800), (450, 850), (402, 848)], closed=False), 16, (248, 244, 232))
    c.halo(1180, 60, 520, c.mood.light, 0.3)
    c.poly([(1060, 150), (1130, 0), (1260, 0), (1330, 150)], c.mood.lit((48, 108, 100)))
    return Frame(790, 520, "a plan of the old quarter with one block marked in red")


def screen(c: Canvas) -> Frame:
    """A desk at night: a telephone, a lamp, a page."""
    _table(c, wall=(34, 48, 74), top=(88, 62, 58), y=620)
    c.rect(900, 60, 440, 480, (16, 30, 58))
    buildings.skyline(c, 540, near=0.2, height=150, x0=910, x1=1260)
    for x in (890, 1110, 1330):
        c.rect(x, 50, 20, 500, c.mood.lit((200, 186, 160)))
    c.poly([(310, 330), (120, 1000), (900, 1000), (480, 330)], c.mood.light, 0.22)
    c.poly([(280, 340), (350, 190), (440, 190), (510, 340)], c.mood.lit((206, 70, 54)))
    c.line([(395, 190), (300, 60), (150, 640)], 14, c.mood.depth(1))
    c.disc(150, 660, 110, c.mood.depth(1), 30)
    c.poly([(380, 700), (820, 670), (900, 930), (320, 960)], (248, 240, 222))
    for row in range(8):
        c.line([(410 - row * 7, 726 + row * 27), (800 + row * 9 - (row % 3) * 60, 702 + row * 26)], 6,
            mix(c.mood.shade, (248, 240, 222), 0.55))
    c.poly([(1010, 700), (1230, 690), (1290, 950), (1030, 965)], c.mood.depth(1))
    c.poly([(1024, 714), (1218, 704), (1270, 934), (1044, 948)], mix(c.mood.light, (160, 210, 230), 0.7))
    for row in range(4):
        c.poly([(1046 + row * 5, 738 + row * 50), (1150 + row * 9 + (row % 2) * 40, 734 + row * 49),
            (1154 + row * 9 + (row % 2) * 40, 766 + row * 49), (1050 + row * 5, 770 + row * 50)],
               (255, 255, 255) if row % 2 else (64, 124, 160))
    return Frame(760, 700, "a telephone and a printed page under a desk lamp at night")
