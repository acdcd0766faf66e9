"""Games, and those who watch them."""

from ..canvas import Canvas, smooth
from ..colour import Colour, darker, lighter, mix
from ..motifs import boats, buildings, nature, people
from .frame import Frame


def football(c: Canvas, *, home: Colour = (196, 54, 48), away: Colour = (236, 226, 196)) -> Frame:
    """A run at goal under the lights."""
    c.sky(down_to=470, clouds=0.4, sun=(1160, 200))
    buildings.skyline(c, 330, near=0.3, height=90, spire=330)
    c.rect(0, 318, 1500, 170, c.mood.depth(0.7))
    for row in range(6):
        for seat in range(70):
            tint = c.rng.choice([home, home, (240, 228, 200), (52, 66, 86), (214, 164, 92)])
            c.disc(seat * 22 + (row % 2) * 11, 340 + row * 22, 8.5, mix(c.mood.depth(0.6), c.mood.lit(tint), 0.75), 10)
    c.poly([(0, 210), (1500, 250), (1500, 290), (0, 262)], c.mood.depth(0.9))
    for x in range(60, 1500, 240):
        c.rect(x, 240, 10, 90, c.mood.depth(0.9))
    for x in (170, 1330):
        c.rect(x - 6, 60, 12, 270, c.mood.depth(0.85))
        c.rect(x - 60, 40, 120, 52, c.mood.depth(0.9))
        for lamp in range(8):
            c.disc(x - 45 + (lamp % 4) * 30, 54 + (lamp // 4) * 24, 9, lighter(c.mood.light, 0.5))
        if c.mood.lamps:
            c.halo(x, 66, 190, c.mood.light, 0.4)
    grass = c.mood.lit((104, 150, 82))
    c.wash(470, 1000, [grass, darker(grass, 0.12)])
    for stripe in range(6):
        x = stripe * 320 - 300
        c.poly([(x + 300, 470), (x + 430, 470), (x + 330, 1000), (x + 40, 1000)], lighter(grass, 0.3), 0.35)
    c.rect(0, 446, 1500, 30, c.mood.lit((240, 232, 212)))
    for board in range(7):
        c.text(110 + board * 214, 461, ("SALTMERE", "HARBOUR ALES", "COURIER")[board % 3], 22, c.mood.depth(0.9))
    c.line([(-10, 560), (1510, 520)], 7, (246, 244, 232), 0.9)
    net = c.mood.lit((248, 246, 238))
    c.rect(1180, 400, 260, 9, net)
    for x in (1180, 1432):
        c.rect(x, 400, 9, 150, net)
    for step in range(13):
        c.line([(1184 + step * 20.6, 404), (1184 + step * 20.6, 540)], 1.6, net, 0.5)
        c.line([(1184, 412 + step * 11), (1436, 412 + step * 11)], 1.6, net, 0.5)
    for x, y, h, shirt, facing in ((330, 690, 200, away, 1), (1120, 650, 170, (224, 176, 60), -1), (1330, 720, 220, home, -1), (980, 900, 420, away, 1), (560, 930, 520, home, 1)):
        c.lens(x, y + 2, h * 0.7, h * 0.07, c.mood.shade, 0.4)
        people.athlete(c, x, y, h, shirt, facing=facing, kick=c.rng.uniform(0.4, 0.9))
    c.lens(800, 942, 70, 12, c.mood.shade, 0.4)
    c.disc(800, 914, 27, (250, 248, 240))
    for dx, dy in ((0, 0), (17, -9), (-16, -12), (10, 17), (-12, 14)):
        c.disc(800 + dx, 914 + dy, 6.5, c.mood.shade)
    return Frame(640, 680, "a striker in red running at goal before a full stand")


def runners(c: Canvas, *, count: int = 7) -> Frame:
    """A race along the front."""
    c.sky(down_to=520, sun=(300, 260), clouds=0.4)
    c.poly(c.ridge(500, 80, base=520), c.mood.depth(0.25))
    boats.water(c, 500, base=690, glitter=300)
    for x, k in ((300, 0.3), (1200, 0.4)):
        boats.yacht(c, x, 540, k, (248, 242, 226), near=0.6)
    c.rect(0, 640, 1500, 9, c.mood.depth(0.85))
    for x in range(0, 1500, 46):
        c.rect(x, 640, 6, 80, c.mood.depth(0.85))
    path = c.mood.lit((214, 194, 156))
    c.wash(716, 1000, [path, darker(path, 0.14)])
    for x in range(-100, 1500, 230):
        c.line([(x + 120, 716), (x - 60, 1000)], 3, darker(path, 0.2))
    for x in (90, 780, 1440):
        c.rect(x - 3, 420, 6, 300, c.mood.depth(0.95))
        c.poly([(x + 3, 420), (x + 96, 436), (x + 80, 470), (x + 98, 508), (x + 3, 500)], c.mood.lit(c.mood.accent))
    shirts: list[Colour] = [(200, 62, 50), (234, 176, 58), (46, 108, 118), (236, 228, 206), (110, 72, 100), (92, 134, 82), (60, 76, 112)]
    for step in range(count):
        t = step / max(1, count - 1)
        x, y, h = 150 + ((step * 3) % count) * 1230 / count + 90 * t, 790 + t * 175, 240 + t * 190
        c.lens(x, y + 2, h * 0.6, h * 0.06, c.mood.shade, 0.35)
        people.athlete(c, x, y, h, shirts[step % len(shirts)], kick=c.rng.uniform(0.2, 0.7))
    return Frame(760, 720, "runners along the promenade")


def swimmers(c: Canvas, *, count: int = 6) -> Frame:
    """Heads and caps in the cold morning sea."""
    c.sky(down_to=360, sun=(1060, 280), clouds=0.5)
    c.disc(1060, 280, 44, c.mood.sun)
    c.poly(c.ridge(350, 80, base=370), c.mood.depth(0.25))
    boats.water(c, 350, glitter=1060)
    sea = mix(c.mood.depth(0.6), c.mood.sky[0], 0.35)
    caps: list[Colour] = [(214, 64, 52), (240, 180, 60), (250, 246, 232), (60, 140, 150), (222, 106, 134), (112, 176, 96)]
    for step in range(count):
        t = step / max(1, count - 1)
        x, y, k = 180 + ((step * 521) % 1150), 440 + t * t * 420, 0.45 + t * 1.35
        skin, cap = c.mood.lit(c.rng.choice(people.SKINS)), c.mood.lit(caps[step % 6])
        if step % 2:
            c.line(smooth([(x - 44 * k, y + 12 * k), (x - 100 * k, y - 66 * k), (x - 168 * k, y + 2 * k)], closed=False), 26 * k, skin)
        c.poly(smooth([(x - 92 * k, y + 40 * k), (x - 66 * k, y + 2 * k), (x, y - 12 * k), (x + 66 * k, y + 2 * k), (x + 92 * k, y + 40 * k)], closed=False), skin)
        c.disc(x, y - 40 * k, 40 * k, skin, 48 * k)
        c.poly(smooth([(x - 43 * k, y - 44 * k), (x - 36 * k, y - 86 * k), (x, y - 100 * k), (x + 36 * k, y - 86 * k), (x + 43 * k, y - 44 * k), (x, y - 58 * k)]), cap)
        c.poly(smooth([(x + 12 * k, y - 96 * k), (x + 36 * k, y - 86 * k), (x + 43 * k, y - 44 * k), (x + 24 * k, y - 54 * k)]), darker(cap, 0.25))
        for side in (-1, 1):
            c.disc(x + side * 15 * k, y - 36 * k, 10 * k, c.mood.shade, 7 * k)
        c.line([(x - 36 * k, y - 40 * k), (x + 36 * k, y - 40 * k)], 4 * k, c.mood.shade)
        c.lens(x, y + 44 * k, 330 * k, 52 * k, sea)
        for ring in range(3):
            c.lens(x, y + (30 + ring * 15) * k, (210 + ring * 70) * k, 8 * k, c.mood.light, 0.7 - ring * 0.18)
    nature.flock(c, 5, box=(150, 80, 800, 260), colour=c.mood.depth(0.7))
    return Frame(700, 600, "swimmers in bright caps in the sea at first light")


def rowers(c: Canvas) -> Frame:
    """Two gigs, oar by oar."""
    c.sky(down_to=460, sun=(760, 380), clouds=0.5)
    c.disc(760, 380, 54, c.mood.sun)
    c.poly(c.ridge(450, 130), c.mood.depth(0.22))
    buildings.skyline(c, 470, near=0.36, height=70, spire=240)
    boats.water(c, 460, glitter=760)
    boats.rower(c, 980, 610, 0.85, crew=6, shirt=(46, 104, 116), near=0.85)
    boats.rower(c, 560, 800, 1.45, crew=6, shirt=(206, 66, 52))
    for _ in range(40):
        c.lens(c.rng.gauss(560, 420), c.rng.uniform(830, 960), c.rng.uniform(40, 180), 8, c.mood.light, 0.4)
    return Frame(620, 720, "two rowing gigs racing across the harbour")
