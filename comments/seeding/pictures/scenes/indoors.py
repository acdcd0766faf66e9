"""Rooms where the town does its business."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import buildings, people
from comments.seeding.pictures.scenes.frame import Frame

SPINES: list[Colour] = [(160, 62, 50), (48, 92, 104), (212, 172, 98), (92, 110, 78), (230, 216, 184), (108, 66, 82),
    (74, 74, 96)]


def _shaft(c: Canvas, x: float, wide: float, *, lean: float = 420) -> None:
    """Daylight that falls from a tall window."""
    c.poly([(x, 110), (x + wide, 110), (x + wide + lean, 1000), (x + lean - 60, 1000)], c.mood.sun, 0.17)


def tall_window(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A window with a round arch, its sill's left corner at (x, y + h)."""
    arch = [(x + w / 2 - w / 2 * math.cos(math.pi * i / 10), y - w / 2 * math.sin(math.pi * i / 10)) for i in range(11)]
    c.poly([(x, y + h), *arch, (x + w, y + h)], mix(c.mood.sun, (190, 214, 214), 0.45))
    for part in (0.33, 0.66):
        c.rect(x + w * part, y - w * 0.46, 6, h + w * 0.46, c.mood.lit((120, 88, 64)))
    for part in range(4):
        c.rect(x, y + h * part / 4, w, 6, c.mood.lit((120, 88, 64)))


def council(c: Canvas, *, public: bool = True) -> Frame:
    """The chamber: the mayor's chair, the horseshoe, the public."""
    wood = c.mood.lit((142, 90, 58))
    c.wash(0, 560, [c.mood.lit((222, 200, 160)), c.mood.lit((204, 172, 126))])
    for x in (90, 330, 1040, 1280):
        tall_window(c, x, 160, 130, 260)
    c.rect(0, 470, 1500, 130, wood)
    for x in range(0, 1500, 75):
        c.rect(x, 484, 60, 100, darker(wood, 0.18))
    c.wash(590, 1000, [c.mood.lit((150, 62, 54)), c.mood.lit((112, 44, 46))])
    c.rect(600, 90, 300, 470, darker(wood, 0.28))
    c.poly([(580, 96), (750, 20), (920, 96)], darker(wood, 0.42))
    c.disc(750, 190, 72, c.mood.lit((206, 164, 78)))
    c.disc(750, 190, 58, c.mood.lit((44, 88, 104)))
    c.lens(750, 214, 90, 12, c.mood.light)
    c.poly([(724, 206), (750, 146), (756, 206)], c.mood.light)
    c.poly([(692, 560), (692, 340), (750, 300), (808, 340), (808, 560)], c.mood.lit((120, 38, 42)))
    people.standing(c, 750, 600, 236, coat=(150, 44, 46))
    c.rect(610, 520, 280, 90, wood)
    c.rect(600, 510, 300, 16, lighter(wood, 0.25))
    for ring in range(2):
        rx, ry, y = 470 + ring * 230, 120 + ring * 60, 640 + ring * 90
        seats = 9 + ring * 4
        for step in range(seats):
            angle = math.pi * (0.08 + 0.84 * step / (seats - 1))
            x, at = 750 - rx * math.cos(angle), y + ry * math.sin(angle)
            if ring == 0 or abs(x - 750) > 90:
                people.standing(c, x, at + 40, 180 + ring * 46)
        band = [(750 - rx * math.cos(math.pi * i / 24), y + 6 + ry * math.sin(math.pi * i / 24)) for i in range(25)]
        c.poly([*band, *[(x, at + 76 + ring * 20) for x, at in reversed(band)]], darker(wood, 0.12 * ring))
        c.line(band, 14, lighter(wood, 0.25))
    for x in (90, 330, 1040):
        _shaft(c, x, 120, lean=300)
    if public:
        people.heads(c, y=930, rows=1, across=13, size=74)
    return Frame(750, 430, "the council chamber during a meeting")


def library(c: Canvas) -> Frame:
    """The reading room with its green lamps."""
    c.wash(0, 1000, [c.mood.lit((176, 132, 92)), c.mood.lit((142, 98, 66))])
    for x in (560, 820):
        tall_window(c, x, 190, 130, 330)
    for side in (-1, 1):
        for shelf in range(5):
            for step in range(20):
                t0, t1 = step / 20, (step + 0.86) / 20
                outer, inner = 750 + side * 770, 750 + side * 240
                xa, xb = outer + (inner - outer) * t0, outer + (inner - outer) * t1
                ya, yb = 1 - 0.55 * t0, 1 - 0.55 * t1
                top, tall = -330 + shelf * 190, 150 * c.rng.uniform(0.72, 1)
                tint = mix(c.mood.lit(c.rng.choice(SPINES)), c.mood.shade, 0.1 + 0.3 * t0)
                c.poly([(xa, 480 + (top + 150 - tall) * ya), (xb, 480 + (top + 150 - tall) * yb), (xb, 480 + (top + 150) * yb),
                    (xa, 480 + (top + 150) * ya)], tint)
            c.poly([(750 + side * 770, 480 + (-174 + shelf * 190)), (750 + side * 240, 480 + (-174 + shelf * 190) * 0.45),
                    (750 + side * 240, 480 + (-152 + shelf * 190) * 0.45), (750 + side * 770, 480 + (-146 + shelf * 190))],
                   c.mood.lit((92, 58, 44)))
    floor = [(510, 640), (990, 640), (1500, 1000), (0, 1000)]
    c.poly(floor, c.mood.lit((164, 110, 72)))
    c.spray(floor, c.mood.lit((96, 60, 46)), towards="down", amount=0.55)
    for x in (570, 830):
        _shaft(c, x, 110, lean=120)
    for row in range(3):
        y, k = 690 + row * 110, 0.62 + row * 0.34
        for side in (-1, 1):
            people.standing(c, 750 + side * 150 * k * 1.5, y + 66 * k, 250 * k)
        c.poly([(750 - 330 * k, y), (750 + 330 * k, y), (750 + 380 * k, y + 44 * k), (750 - 380 * k, y + 44 * k)],
            c.mood.lit((126, 76, 50)))
        c.rect(750 - 380 * k, y + 44 * k, 760 * k, 16 * k, c.mood.lit((82, 48, 38)))
        for side in (-1, 0, 1):
            x = 750 + side * 210 * k
            c.halo(x, y - 20 * k, 90 * k, c.mood.light, 0.4)
            c.rect(x - 4 * k, y - 50 * k, 8 * k, 62 * k, c.mood.lit((196, 158, 74)))
            c.poly([(x - 46 * k, y - 46 * k), (x - 28 * k, y - 76 * k), (x + 28 * k, y - 76 * k), (x + 46 * k, y - 46 * k)],
                c.mood.lit((54, 118, 84)))
            c.poly([(x + 40 * k, y + 22 * k), (x + 74 * k, y + 12 * k), (x + 108 * k, y + 22 * k), (x + 74 * k, y + 30 * k)],
                (248, 242, 226))
    return Frame(750, 600, "readers at long tables with green lamps between bookshelves")


def corridor(c: Canvas, *, beds: int = 4) -> Frame:
    """A hospital corridor with beds along the wall."""
    vanish = (820, 400)
    c.poly([(0, 0), (1500, 0), vanish], c.mood.lit((232, 234, 222)))
    c.poly([(0, 0), vanish, (0, 1000)], c.mood.lit((182, 208, 200)))
    c.poly([(1500, 0), vanish, (1500, 1000)], c.mood.lit((206, 224, 214)))
    floor = [(0, 1000), vanish, (1500, 1000)]
    c.poly(floor, c.mood.lit((150, 178, 176)))
    c.spray(floor, c.mood.lit((104, 136, 140)), towards="down", amount=0.5)

    def to(x: float, y: float, t: float) -> tuple[float, float]:
        return x + (vanish[0] - x) * t, y + (vanish[1] - y) * t

    for t in (0.05, 0.35, 0.55, 0.68, 0.77):
        c.poly([to(560, 0, t), to(1000, 0, t), to(1000, 0, t + 0.08), to(560, 0, t + 0.08)], (255, 252, 238))
        c.poly([to(560, 1000, t), to(1000, 1000, t), to(1000, 1000, t + 0.08), to(560, 1000, t + 0.08)], c.mood.light, 0.4)
    for t in (0.1, 0.42, 0.62, 0.74):
        c.poly([to(1500, 250, t), to(1500, 250, t + 0.16), to(1500, 1000, t + 0.16), to(1500, 1000, t)],
            c.mood.lit((70, 126, 134)))
        c.poly([to(1500, 340, t + 0.05), to(1500, 340, t + 0.11), to(1500, 540, t + 0.11), to(1500, 540, t + 0.05)],
            c.mood.light)
    c.poly([(0, 660), to(0, 660, 0.82), to(0, 700, 0.82), (0, 700)], c.mood.lit((206, 158, 98)))
    c.rect(776, 330, 96, 130, c.mood.sun)
    for bed in reversed(range(beds)):
        t, u = 0.04 + 0.7 * (1 - 0.62**bed), 0.04 + 0.7 * (1 - 0.62 ** (bed + 0.72))
        c.poly([to(60, 760, t), to(400, 760, t), to(400, 760, u), to(60, 760, u)], (250, 248, 238))
        c.poly([to(60, 760, t), to(400, 760, t), to(400, 860, t), to(60, 860, t)], c.mood.lit((96, 152, 160)))
        c.poly([to(400, 760, t), to(400, 760, u), to(400, 850, u), to(400, 850, t)], c.mood.lit((74, 122, 134)))
        head = to(230, 730, u - 0.03)
        c.disc(head[0], head[1], 96 * (1 - u), (252, 250, 244), 34 * (1 - u))
        c.disc(head[0], head[1] - 22 * (1 - u), 36 * (1 - u), c.mood.lit(c.rng.choice(people.SKINS)), 40 * (1 - u))
        for x in (80, 380):
            c.line([to(x, 860, t), to(x, 960, t)], 12 * (1 - t), c.mood.depth(0.9))
    for x, y, h, coat in ((960, 800, 420, (58, 134, 142)), (840, 620, 210, (236, 236, 228)), (1210, 960, 620, (58, 110, 142))):
        people.standing(c, x, y, h, coat=coat, stride=0.7)
    return Frame(640, 600, "nurses passing beds that line a hospital corridor")


def classroom(c: Canvas) -> Frame:
    """Hands up in a bright classroom."""
    c.wash(0, 720, [c.mood.lit((240, 224, 186)), c.mood.lit((228, 204, 160))])
    c.rect(330, 90, 840, 350, c.mood.lit((140, 96, 64)))
    c.rect(350, 110, 800, 310, c.mood.lit((44, 84, 76)))
    chalk = (222, 228, 214)
    wave = [(400 + i * 8, 270 - 70 * math.sin(i / 9)) for i in range(88)]
    c.line(wave, 6, chalk, 0.9)
    c.line([(400, 270), (1110, 270)], 3, chalk, 0.6)
    c.text(470, 160, "High water", 38, chalk, bold=False)
    c.text(1010, 380, "Low water", 38, chalk, bold=False)
    for x in (40, 1210):
        c.rect(x, 100, 250, 330, (250, 246, 232))
        c.rect(x + 14, 114, 222, 302, (154, 200, 206))
        buildings.skyline(c, 416, near=0.35, height=80, x0=x + 20, x1=x + 170)
        c.rect(x + 118, 114, 14, 302, (250, 246, 232))
    people.standing(c, 1190, 700, 430, coat=(176, 70, 58))
    c.rect(0, 690, 1500, 310, c.mood.lit((190, 142, 96)))
    for row in range(3):
        y, k, across = 690 + row * 120, 1 + row * 0.34, 7 - row
        for seat in range(across):
            x = 1500 * (seat + 0.5) / across + c.rng.uniform(-20, 20)
            skin, coat = c.mood.lit(c.rng.choice(people.SKINS)), c.mood.lit(c.rng.choice([(40, 70, 102), (40, 70, 102),
                (150, 54, 54), (222, 222, 214)]))
            if c.rng.random() < 0.45:
                c.line([(x + 40 * k, y + 50 * k), (x + 58 * k, y - 70 * k)], 22 * k, coat)
                c.disc(x + 59 * k, y - 88 * k, 13 * k, skin, 17 * k)
            c.poly(smooth([(x - 66 * k, y + 150 * k), (x - 56 * k, y + 48 * k), (x, y + 26 * k), (x + 56 * k, y + 48 * k),
                (x + 66 * k, y + 150 * k)], closed=False), coat)
            c.rect(x - 12 * k, y + 4 * k, 24 * k, 30 * k, darker(skin, 0.2))
            c.disc(x, y - 20 * k, 35 * k, skin, 40 * k)
            hair = c.mood.lit(c.rng.choice([(48, 38, 42), (110, 70, 48), (196, 150, 88), (70, 44, 40)]))
            c.disc(x, y - 26 * k, 39 * k, hair, 40 * k)
            if c.rng.random() < 0.4:
                c.poly([(x - 38 * k, y - 20 * k), (x + 38 * k, y - 20 * k), (x + 36 * k, y + 44 * k), (x - 36 * k, y + 44 * k)],
                    hair)
    return Frame(800, 520, "pupils raising their hands before a blackboard with a tide curve")


def brewery(c: Canvas) -> Frame:
    """Copper kettles and steam."""
    c.wash(0, 720, [c.mood.lit((112, 74, 60)), c.mood.lit((172, 116, 80))])
    for row in range(16):
        for brick in range(13):
            c.rect(brick * 124 - (row % 2) * 62, row * 45, 118, 39,
                c.mood.lit(c.rng.choice([(150, 88, 64), (138, 80, 60), (164, 98, 70)])))
    for x in (120, 1230):
        tall_window(c, x, 170, 150, 260)
    c.wash(700, 1000, [c.mood.lit((128, 108, 92)), c.mood.lit((84, 72, 68))])
    copper = c.mood.lit((204, 118, 62))
    for x, k in ((420, 0.85), (1080, 0.85), (750, 1.15)):
        base = 860 + (k - 1) * 120
        dome = smooth([(x - 230 * k, base - 240 * k), (x - 190 * k, base - 400 * k), (x - 40 * k, base - 490 * k),
            (x + 40 * k, base - 490 * k),
                       (x + 190 * k, base - 400 * k), (x + 230 * k, base - 240 * k), (x + 200 * k, base), (x - 200 * k, base)])
        c.rect(x - 30 * k, 0, 60 * k, base - 470 * k, darker(copper, 0.2))
        c.rect(x - 30 * k, 0, 20 * k, base - 470 * k, lighter(copper, 0.2))
        c.poly(dome, copper)
        c.spray(dome, darker(copper, 0.55), towards="right", amount=0.62)
        c.poly(smooth([(x - 170 * k, base - 260 * k), (x - 140 * k, base - 380 * k), (x - 80 * k, base - 430 * k),
            (x - 110 * k, base - 330 * k), (x - 140 * k, base - 120 * k)]),
               lighter(copper, 0.5), 0.8)
        c.rect(x - 236 * k, base - 236 * k, 472 * k, 16 * k, darker(copper, 0.4))
        for rivet in range(13):
            c.disc(x + (-220 + rivet * 36.6) * k, base - 228 * k, 5 * k, lighter(copper, 0.5))
        c.disc(x, base - 330 * k, 44 * k, darker(copper, 0.45))
        c.disc(x, base - 330 * k, 32 * k, c.mood.light)
    for _ in range(26):
        t = c.rng.random()
        c.disc(750 + c.rng.gauss(0, 130) * (0.4 + t), 300 - t * 300, 30 + 70 * t, (250, 244, 232), 22 + 46 * t, alpha=0.09)
    _shaft(c, 140, 130, lean=460)
    people.standing(c, 1290, 960, 400, coat=(206, 180, 134))
    return Frame(750, 560, "copper kettles in a brick brewhouse")


def stage(c: Canvas) -> Frame:
    """A choir or a play seen from the stalls."""
    c.wash(0, 1000, [c.mood.lit((60, 24, 40)), c.mood.lit((104, 36, 46))])
    c.rect(240, 90, 1020, 600, c.mood.lit((236, 190, 120)))
    c.poly([(240, 690), (240, 420), (560, 300), (900, 360), (1260, 250), (1260, 690)], c.mood.lit((176, 112, 96)))
    c.poly([(240, 690), (240, 560), (700, 430), (1260, 520), (1260, 690)], c.mood.lit((112, 72, 84)))
    c.disc(980, 250, 70, c.mood.light)
    for x in (520, 980):
        c.poly([(x - 30, 60), (x + 30, 60), (x + 230, 690), (x - 230, 690)], c.mood.light, 0.2)
    for row in range(2):
        people.crowd(c, 9, y=640 + row * 40, height=200, x0=400, x1=1100)
    red = c.mood.lit((166, 42, 46))
    for side in (-1, 1):
        for fold in range(5):
            x = 750 + side * (560 - fold * 44)
            c.poly(smooth([(x - 34, 60), (x + 34, 60), (x + 30 - side * 8 * fold, 420), (x + 44 + side * 30, 700),
                (x - 44 + side * 30, 700)]), darker(red, 0.1 + 0.12 * (fold % 3)))
    for swag in range(6):
        x = 240 + swag * 204
        c.poly(smooth([(x - 110, 40), (x + 110, 40), (x + 70, 120), (x, 152), (x - 70, 120)]), darker(red, 0.1 * (swag % 2)))
        c.line(smooth([(x - 96, 90), (x - 60, 128), (x, 150), (x + 60, 128), (x + 96, 90)], closed=False), 8,
            c.mood.lit((222, 176, 84)))
    c.rect(0, 0, 1500, 56, c.mood.lit((198, 150, 74)))
    c.rect(160, 690, 1180, 40, c.mood.lit((128, 76, 52)))
    people.heads(c, y=800, rows=2, across=11, size=84, dark=True)
    return Frame(750, 500, "singers on a lit stage seen from the stalls")
