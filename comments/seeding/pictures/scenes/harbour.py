"""The harbour and its boats."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas
from comments.seeding.pictures.colour import darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame

HULLS = [(176, 58, 52), (44, 96, 118), (58, 108, 84), (222, 160, 62), (238, 228, 204)]


def harbour(c: Canvas, *, boats_in: int = 4, cranes: int = 2, sun_x: float = 1040) -> Frame:
    """Boats at rest before the town, seen across still water."""
    c.sky(down_to=600, sun=(sun_x, 440), clouds=0.5)
    c.disc(sun_x, 440, 46, c.mood.sun)
    c.poly(c.ridge(560, 130), c.mood.depth(0.22))
    c.mist(440, 600, c.mood.haze, 0.5)
    for step in range(cranes):
        buildings.crane(c, 250 + step * 250, 590, 1.0 - step * 0.2, near=0.5 - step * 0.1)
    buildings.skyline(c, 596, near=0.42, height=86, spire=780, x0=430, x1=1500)
    buildings.terrace(c, 612, x0=900, x1=1520, height=118, near=0.75)
    c.rect(0, 596, 1500, 24, c.mood.depth(0.72))
    places = [(330, 655, 1.0), (720, 690, 1.25), (1180, 665, 1.05), (480, 640, 0.7), (960, 640, 0.62), (1390, 645, 0.7)]
    moored = sorted(places[:boats_in], key=lambda place: place[1])
    for index, (x, y, k) in enumerate(moored):
        boats.trawler(c, x, 640 - (700 - y) * 0.1, k, HULLS[index % len(HULLS)], near=0.9)
    c.reflect(640, depth=360, tint=mix(c.mood.sky[-1], c.mood.haze, 0.6), strength=0.72)
    boats.ripples(c, 648, amount=90, glitter=sun_x)
    _quay(c)
    nature.flock(c, 9, box=(150, 120, 900, 360), colour=c.mood.depth(0.75))
    return Frame(720, 580, "fishing boats at rest before the houses of the quay")


def _quay(c: Canvas) -> None:
    """The stones we stand on, with bollards and a coil of rope."""
    stone = c.mood.depth(0.92)
    c.poly([(0, 1000), (0, 880), (420, 915), (560, 1000)], stone)
    c.spray([(0, 1000), (0, 880), (420, 915), (560, 1000)], mix(stone, c.mood.sun, 0.35), towards="up", amount=0.5)
    for x, y in ((120, 900), (330, 922)):
        c.rect(x - 20, y - 56, 40, 60, c.mood.depth(1))
        c.disc(x, y - 56, 30, c.mood.depth(1), 13)
        c.disc(x - 5, y - 59, 22, mix(c.mood.depth(1), c.mood.sun, 0.3), 7)
    c.line([(150, 880), (330, 872), (720, 800)], 5, mix(c.mood.shade, c.mood.light, 0.45))


def ferry(c: Canvas, *, docked: bool = True) -> Frame:
    """The ferry at its ramp, or out on the water."""
    c.sky(down_to=620, sun=(420, 300), clouds=0.45)
    c.poly(c.ridge(600, 120), c.mood.depth(0.2))
    buildings.skyline(c, 606, near=0.36, height=70, spire=1150)
    for _ in range(3):
        nature.cumulus(c, c.rng.uniform(100, 1400), c.rng.uniform(150, 330), c.rng.uniform(180, 380), c.mood.sky[-1],
            alpha=0.85)
    if docked:
        c.poly([(0, 560), (300, 575), (300, 640), (0, 690)], c.mood.depth(0.7))
        buildings.block(c, -10, 562, 250, 120, wall=(226, 216, 192), near=0.85, across=7, down=1)
        c.line([(300, 600), (470, 622)], 12, c.mood.depth(0.85))
        c.line([(300, 470), (300, 600)], 12, c.mood.depth(0.85))
        c.line([(300, 474), (470, 612)], 4, c.mood.depth(0.85))
    boats.ferry(c, 830, 664, 1.25)
    c.reflect(664, depth=336, tint=mix(c.mood.sky[-1], c.mood.sky[0], 0.4), strength=0.62)
    boats.ripples(c, 668, amount=150)
    for side in (-1, 1):
        c.lens(830 + side * 300, 672, 260, 12, c.mood.light, 0.8)
    if docked:
        c.poly([(0, 1000), (0, 780), (560, 1000)], c.mood.depth(0.9))
        for step in range(5):
            people.standing(c, 60 + step * 66, 900 + step * 24, 190, stride=0.3)
    nature.flock(c, 8, box=(500, 130, 1400, 340), colour=c.mood.lit((250, 248, 240)), size=1.1)
    return Frame(830, 560, "a white car ferry with a red band")


def lighthouse(c: Canvas, *, beam: bool = False) -> Frame:
    """The tower on its rock."""
    c.sky(down_to=660, sun=(430, 420), clouds=0.55)
    if not beam:
        c.disc(430, 420, 58, c.mood.sun)
    else:
        for alpha, spread in ((0.14, 90), (0.2, 46)):
            c.poly([(1062, 238), (-40, 120 - spread), (-40, 250 + spread)], c.mood.light, alpha)
            c.poly([(1062, 238), (1540, 190 - spread * 0.5), (1540, 250 + spread * 0.5)], c.mood.light, alpha)
    boats.water(c, 640, glitter=None if beam else 430)
    c.poly(c.ridge(648, 50, base=660), c.mood.depth(0.25))
    rock = [(560, 1000), (660, 830), (760, 800), (850, 700), (960, 672), (1160, 670), (1260, 742), (1390, 760), (1520, 880),
        (1520, 1000)]
    c.poly(rock, c.mood.depth(0.88))
    c.spray(rock, mix(c.mood.depth(0.6), c.mood.sun, 0.3), towards="up", amount=0.55)
    white, band = c.mood.lit((246, 238, 220)), c.mood.lit((196, 62, 50))
    for step in range(5):
        a, b = step / 5, (step + 1) / 5
        tower = [(1006 + a * -24, 290 + a * 385), (1118 + a * 24, 290 + a * 385), (1118 + b * 24, 290 + b * 385),
            (1006 - b * 24, 290 + b * 385)]
        c.poly(tower, band if step % 2 else white)
    side = [(1078, 290), (1118, 290), (1142, 675), (1088, 675)]
    c.poly(side, c.mood.shade, 0.28)
    c.rect(994, 274, 136, 18, c.mood.depth(0.95))
    c.rect(1022, 206, 80, 68, lighter(c.mood.light, 0.3))
    for step in range(4):
        c.rect(1022 + step * 25, 206, 5, 68, c.mood.depth(0.95))
    c.poly([(1012, 208), (1062, 158), (1112, 208)], band)
    for y in (380, 500, 600):
        c.rect(1052, y, 18, 32, c.mood.depth(0.95))
    buildings.house(c, 1160, 726, 150, 70, wall=(240, 232, 214))
    if beam:
        c.halo(1062, 238, 150, c.mood.light, 0.7)
    for _ in range(24):
        c.lens(c.rng.uniform(560, 1500), c.rng.uniform(900, 990), c.rng.uniform(60, 200), 14, c.mood.light, 0.55)
    nature.flock(c, 10, box=(600, 150, 950, 420), colour=c.mood.depth(0.8) if not beam else c.mood.depth(0.3))
    return Frame(1062, 420, "a red and white lighthouse on a dark rock")


def regatta(c: Canvas, *, sails: int = 9) -> Frame:
    """Sails crowding round the mark."""
    c.sky(down_to=520, sun=(300, 140), clouds=0.3)
    for _ in range(4):
        nature.cumulus(c, c.rng.uniform(0, 1500), c.rng.uniform(230, 400), c.rng.uniform(200, 460), (252, 248, 236), alpha=0.9)
    c.poly(c.ridge(524, 90, base=530), c.mood.depth(0.3))
    buildings.skyline(c, 526, near=0.36, height=36, spire=300, x0=120, x1=620)
    boats.water(c, 522, near=mix(c.mood.sky[0], c.mood.depth(0.8), 0.35))
    cloth = [(248, 242, 226), (214, 74, 58), (240, 178, 66), (60, 124, 140), (236, 228, 206), (40, 70, 98)]
    for step in range(sails):
        t = step / max(1, sails - 1)
        x = 90 + ((step * 577) % 1330)
        boats.yacht(c, x, 545 + t * t * 330, 0.34 + t * 1.15, cloth[step % len(cloth)], near=0.6 + 0.4 * t,
            lean=0.1 + 0.12 * c.rng.random())
        c.lens(x, 548 + t * t * 334, 90 + 240 * t, 5 + 12 * t, c.mood.light, 0.75)
    boats.ripples(c, 560, amount=90)
    buoy = darker(c.mood.accent, 0.05)
    c.poly([(228, 900), (262, 806), (296, 900)], buoy)
    c.disc(262, 902, 46, darker(buoy, 0.35), 13)
    return Frame(820, 620, "sailing boats heeling in a fresh wind")


def lifeboat(c: Canvas) -> Frame:
    """The lifeboat going down its slip."""
    c.sky(down_to=700, clouds=0.7)
    boats.water(c, 600)
    c.poly(c.ridge(612, 90, base=620), c.mood.depth(0.3))
    wall = (226, 218, 200)
    c.poly([(0, 300), (200, 210), (420, 300), (420, 640), (0, 640)], c.mood.lit(wall, 0.95))
    c.poly([(-20, 308), (200, 196), (440, 308), (440, 334), (200, 226), (-20, 334)], c.mood.lit((150, 52, 48)))
    c.rect(110, 350, 250, 290, c.mood.depth(0.95))
    for step in range(5):
        c.rect(110, 350 + step * 10, 250, 5, c.mood.lit((196, 176, 140)))
    c.rect(0, 640, 440, 360, c.mood.depth(0.85))
    slip = [(90, 640), (420, 620), (1120, 880), (1120, 935), (90, 700)]
    c.poly(slip, c.mood.depth(0.7))
    c.line([(110, 648), (1110, 900)], 6, lighter(c.mood.depth(0.6), 0.3))
    for step in range(6):
        c.line([(240 + step * 150, 680 + step * 38), (240 + step * 150, 1000)], 16, c.mood.depth(0.92))

    def tilt(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(700 + a * 1.5 * 0.94 - b * 1.5 * 0.34 * -1, 788 + b * 1.5 * 0.94 + a * 1.5 * 0.34) for a, b in points]

    orange, blue = c.mood.lit((226, 96, 40)), c.mood.lit((34, 62, 112))
    c.poly(tilt([(-190, -60), (150, -60), (214, -86), (170, 6), (-176, 6)]), blue)
    c.poly(tilt([(-186, -26), (190, -34), (170, 6), (-176, 6)]), c.mood.lit((190, 48, 44)))
    c.line(tilt([(-190, -60), (150, -60), (214, -86)]), 10, c.mood.lit((244, 240, 226)))
    c.poly(tilt([(-120, -60), (-96, -124), (60, -124), (104, -60)]), orange)
    c.poly(tilt([(-70, -124), (-60, -150), (24, -150), (34, -124)]), lighter(orange, 0.2))
    for step in range(5):
        a = -86 + step * 32
        c.poly(tilt([(a, -112), (a + 22, -112), (a + 24, -88), (a, -88)]), c.mood.depth(1))
    c.line(tilt([(-20, -150), (-20, -220)]), 6, c.mood.depth(0.95))
    for _ in range(60):
        t = c.rng.random()
        x, y = 900 + t * 420 + c.rng.gauss(0, 40), 905 + c.rng.gauss(0, 30) - (1 - abs(t - 0.4)) * 40 * c.rng.random()
        c.disc(x, y, c.rng.uniform(6, 34), c.mood.light, c.rng.uniform(5, 20), alpha=0.65)
    return Frame(720, 690, "an orange and blue lifeboat running down its slip", grain=1.1)


def windfarm(c: Canvas, *, turbines: int = 11) -> Frame:
    """Turbines standing in the sea."""
    c.sky(down_to=700, sun=(1130, 560), clouds=0.6)
    c.disc(1130, 560, 60, c.mood.sun)
    boats.water(c, 690, glitter=1130)
    for step in range(turbines):
        t = step / max(1, turbines - 1)
        x = 60 + ((step * 619) % 1400)
        turbine(c, x, 694 + t * t * 120, 0.36 + t * t * 1.25, near=0.25 + 0.6 * t)
    boats.trawler(c, 420, 800, 0.75, HULLS[1])
    c.lens(430, 804, 330, 12, c.mood.light, 0.6)
    nature.flock(c, 7, box=(100, 200, 700, 500), colour=c.mood.depth(0.7))
    return Frame(930, 480, "wind turbines standing in the sea")


def turbine(c: Canvas, x: float, y: float, k: float, *, near: float) -> None:
    """A wind turbine 460 units high at `k` 1, its blades anywhere in their turn."""
    steel = mix(c.mood.depth(near * 0.5), (250, 248, 240), 0.55 if not c.mood.lamps else 0.15)
    shade = mix(steel, c.mood.shade, 0.35)
    hub = (x, y - 330 * k)
    c.poly([(x - 9 * k, y), (hub[0] - 5 * k, hub[1]), (hub[0] + 5 * k, hub[1]), (x + 9 * k, y)], steel)
    c.poly([(x + 2 * k, y), (hub[0] + 1 * k, hub[1]), (hub[0] + 5 * k, hub[1]), (x + 9 * k, y)], shade)
    c.rect(x - 15 * k, y - 34 * k, 30 * k, 34 * k, c.mood.lit((232, 178, 54), near))
    turn = c.rng.uniform(0, 2.09)
    for blade in range(3):
        angle = turn + blade * math.tau / 3
        cos, sin = math.cos(angle), math.sin(angle)
        outline = [(0, -5), (34, -11), (150, -2), (152, 1), (30, 5)]
        c.poly([(hub[0] + (a * cos - b * sin) * k, hub[1] + (a * sin + b * cos) * k) for a, b in outline], steel)
    c.disc(*hub, 10 * k, shade)
