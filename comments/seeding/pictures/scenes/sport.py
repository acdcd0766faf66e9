"""Games, and those who watch them."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame


def football(  # noqa: PLR0912 (a ground has many parts)
        c: Canvas, *, home: Colour = (196, 54, 48), away: Colour = (236, 226, 196), rain: bool = False) -> Frame:
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
    keeper: Colour = (224, 176, 60)
    # Left, foot and height of each player, and of the ball: a run from the halfway line, or the last push at goal.
    players = [(330, 690, 200, away, 1), (1120, 650, 170, keeper, -1), (1330, 720, 220, home, -1), (980, 900, 420, away, 1),
        (560, 930, 520, home, 1)]
    ball = (800, 914)
    if rain:
        players = [(900, 640, 170, away, 1), (330, 700, 230, home, 1), (1250, 700, 250, keeper, -1), (640, 800, 340, away, 1),
            (250, 950, 470, away, 1), (960, 930, 510, home, 1)]
        ball = (1190, 800)
    for x, y, h, shirt, facing in players:
        c.lens(x, y + 2, h * 0.7, h * 0.07, c.mood.shade, 0.4)
        people.athlete(c, x, y, h, shirt, facing=facing, kick=c.rng.uniform(0.4, 0.9))
    x, y = ball
    c.lens(x, y + 28, 70, 12, c.mood.shade, 0.4)
    c.disc(x, y, 27, (250, 248, 240))
    for dx, dy in ((0, 0), (17, -9), (-16, -12), (10, 17), (-12, 14)):
        c.disc(x + dx, y + dy, 6.5, c.mood.shade)
    if rain:
        nature.rain(c, c.mood.light, count=380, slant=0.25, alpha=0.4)
    return Frame(960 if rain else 640, 680, "a striker in red running at goal before a full stand")


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
    shirts: list[Colour] = [(200, 62, 50), (234, 176, 58), (46, 108, 118), (236, 228, 206), (110, 72, 100), (92, 134, 82),
        (60, 76, 112)]
    for step in range(count):
        t = step / max(1, count - 1)
        x, y, h = 150 + ((step * 3) % count) * 1230 / count + 90 * t, 790 + t * 175, 240 + t * 190
        c.lens(x, y + 2, h * 0.6, h * 0.06, c.mood.shade, 0.35)
        people.athlete(c, x, y, h, shirts[step % len(shirts)], kick=c.rng.uniform(0.2, 0.7))
    return Frame(760, 720, "runners along the promenade")


def rowers(c: Canvas, *, crew: int = 6, rivals: bool = True) -> Frame:
    """Gigs, oar by oar; or one alone."""
    c.sky(down_to=460, sun=(760, 380), clouds=0.5)
    c.disc(760, 380, 54, c.mood.sun)
    c.poly(c.ridge(450, 130), c.mood.depth(0.22))
    buildings.skyline(c, 470, near=0.36, height=70, spire=240)
    boats.water(c, 460, glitter=760)
    if rivals:
        boats.rower(c, 980, 610, 0.85, crew=crew, shirt=(46, 104, 116), near=0.85)
    boats.rower(c, 560 if rivals else 720, 800, 1.45, crew=crew, shirt=(206, 66, 52))
    for _ in range(40):
        c.lens(c.rng.gauss(560, 420), c.rng.uniform(830, 960), c.rng.uniform(40, 180), 8, c.mood.light, 0.4)
    return Frame(620, 720, "two rowing gigs racing across the harbour")


def oldground(c: Canvas) -> Frame:
    """The ground with a tree growing out of its stand."""
    c.sky(down_to=520, sun=(340, 220), clouds=0.45)
    buildings.terrace(c, 460, x0=-40, x1=1540, height=150, near=0.4, gables=0.2)
    nature.tree(c, 1010, 470, 430, (126, 134, 70), near=0.9)
    red, timber = c.mood.lit((166, 58, 50)), c.mood.lit((226, 206, 168))
    c.poly([(180, 300), (900, 300), (940, 356), (140, 356)], red)
    c.poly([(1080, 300), (1330, 300), (1370, 356), (1060, 356)], red)
    c.poly([(470, 300), (540, 236), (610, 300)], red)
    c.rect(150, 356, 1210, 130, c.mood.depth(0.85))
    for row in range(4):
        for seat in range(58):
            c.disc(166 + seat * 21, 384 + row * 26, 7, c.mood.lit(c.rng.choice([(196, 62, 50), (120, 100, 88), (226, 212, 180),
                (72, 82, 94)]), 0.8))
    for x in range(160, 1360, 133):
        c.rect(x, 356, 12, 130, timber)
    c.rect(140, 482, 1230, 40, timber)
    c.text(755, 503, "SALTMERE TOWN  1908", 32, red)
    grass = c.mood.lit((118, 150, 78))
    c.wash(520, 1000, [grass, darker(grass, 0.15)])
    for stripe in range(5):
        c.poly([(stripe * 340 - 60, 520), (stripe * 340 + 110, 520), (stripe * 420 - 130, 1000), (stripe * 420 - 420, 1000)],
            lighter(grass, 0.3), 0.3)
    c.line([(-10, 560), (1510, 560)], 6, (246, 244, 232))
    c.line([(750, 560), (750, 1000)], 7, (246, 244, 232))
    ring = smooth([(500, 790), (570, 700), (750, 664), (930, 700), (1000, 790), (930, 890), (750, 930), (570, 890)])
    c.line([*ring, ring[0]], 7, (246, 244, 232))
    people.standing(c, 700, 830, 220, coat=(72, 82, 70))
    c.line([(745, 690), (800, 834)], 7, c.mood.lit((150, 110, 74)))
    c.rect(784, 826, 60, 16, c.mood.depth(1))
    return Frame(800, 470, "an old football ground with a tree growing through its stand")


def aerial(c: Canvas) -> Frame:
    """The ground among its streets, from above."""
    c.wash(0, 1000, [c.mood.lit((172, 158, 136)), c.mood.lit((190, 174, 148))])
    tiles: list[Colour] = [(176, 84, 62), (150, 72, 58), (196, 110, 80), (108, 92, 92), (132, 104, 92)]

    def at(u: float, v: float) -> tuple[float, float]:
        # Seen from a slope: rows lean, and what is farther off is smaller.
        depth = 0.62 + 0.5 * v
        return 750 + (u - 0.5) * 2100 * depth + (v - 0.5) * 240, -80 + 1160 * v * (0.72 + 0.28 * v)

    for row in range(13):
        for column in range(24):
            u, v = column / 24, row / 13
            if 0.3 < u < 0.69 and 0.24 < v < 0.78:
                continue
            w, h = 0.031, 0.045
            tint = c.mood.lit(c.rng.choice(tiles))
            c.poly([at(u, v), at(u + w, v), at(u + w, v + h / 2), at(u, v + h / 2)], lighter(tint, 0.22))
            c.poly([at(u, v + h / 2), at(u + w, v + h / 2), at(u + w, v + h), at(u, v + h)], darker(tint, 0.2))
            if c.rng.random() < 0.5:
                spot = at(u + c.rng.random() * w, v + h * 1.3)
                c.disc(*spot, 9 + 9 * v, c.mood.lit((92, 118, 70)))
    grass = c.mood.lit((112, 156, 80))
    c.poly([at(0.33, 0.29), at(0.67, 0.29), at(0.67, 0.76), at(0.33, 0.76)], c.mood.lit((150, 140, 120)))
    for stripe in range(10):
        a, b = 0.38 + stripe * 0.024, 0.38 + (stripe + 1) * 0.024
        c.poly([at(a, 0.37), at(b, 0.37), at(b, 0.68), at(a, 0.68)], grass if stripe % 2 else lighter(grass, 0.2))
    white = (246, 244, 232)
    for box in (((0.39, 0.385), (0.61, 0.385), (0.61, 0.665), (0.39, 0.665)), ((0.39, 0.45), (0.425, 0.45), (0.425, 0.6),
            (0.39, 0.6)), ((0.61, 0.45), (0.575, 0.45), (0.575, 0.6), (0.61, 0.6))):
        corners = [at(u, v) for u, v in box]
        c.line([*corners, corners[0]], 5, white)
    c.line([at(0.5, 0.385), at(0.5, 0.665)], 5, white)
    centre = at(0.5, 0.525)
    ring = smooth([(centre[0] + 74 * a, centre[1] + 46 * b) for a, b in ((-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0),
        (0.7, 0.7), (0, 1), (-0.7, 0.7))])
    c.line([*ring, ring[0]], 5, white)
    roof = c.mood.lit((196, 60, 50))
    for u0, v0, u1, v1 in ((0.35, 0.27, 0.65, 0.35), (0.35, 0.71, 0.65, 0.79)):
        c.poly([at(u0 + 0.006, v0 + 0.03), at(u1 + 0.006, v0 + 0.03), at(u1 + 0.006, v1 + 0.03), at(u0 + 0.006, v1 + 0.03)],
            c.mood.shade, 0.4)
        c.poly([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], roof)
        c.poly([at(u0, (v0 + v1) / 2), at(u1, (v0 + v1) / 2), at(u1, v1), at(u0, v1)], darker(roof, 0.2))
    x, y = at(0.56, 0.3)
    for dx, dy in ((0, 0), (26, -10), (-20, -16), (8, -28)):
        c.disc(x + dx, y + dy, 26, c.mood.lit((98, 132, 66)))
    river = smooth([at(-0.1, 0.98), at(0.2, 0.9), at(0.5, 0.93), at(0.8, 0.86), at(1.1, 0.9)], closed=False)
    c.poly([*river, (1600, 1100), (-100, 1100)], c.mood.lit((84, 146, 164)))
    c.mist(-200, 260, c.mood.haze, 0.55)
    return Frame(*centre, "a football ground among rows of houses, seen from above")


def celebrate(c: Canvas, *, shirt: Colour = (196, 54, 48)) -> Frame:
    """A team with its arms in the air."""
    c.sky(down_to=460, clouds=0.4, sun=(750, 260))
    c.rect(0, 300, 1500, 210, c.mood.depth(0.6))
    for row in range(7):
        for seat in range(70):
            c.disc(seat * 22 + (row % 2) * 11, 320 + row * 26, 9,
                mix(c.mood.depth(0.55), c.mood.lit(c.rng.choice([shirt, (240, 228, 200), (60, 76, 96)])), 0.6), 11)
    grass = c.mood.lit((108, 152, 82))
    c.wash(500, 1000, [grass, darker(grass, 0.2)])
    cloth = c.mood.lit(shirt)
    for index, x in enumerate((210, 1290, 390, 1110, 560, 940, 750)):
        k, y = 1 + index * 0.06, 900 + index * 8
        skin, hair = c.mood.lit(people.SKINS[(index * 2 + 1) % 5]), c.mood.lit([(44, 36, 40), (112, 68, 46), (206, 160, 96),
            (84, 54, 44)][index % 4])
        for side in (-1, 1):
            c.line([(x + side * 28 * k, y - 190 * k), (x + side * 36 * k, y)], 34 * k, skin if side < 0 else darker(skin, 0.2))
            c.line([(x + side * 35 * k, y - 60 * k), (x + side * 38 * k, y + 40 * k)], 40 * k, cloth)
            c.line([(x + side * 28 * k, y - 250 * k), (x + side * 34 * k, y - 120 * k)], 60 * k, c.mood.lit((246, 240, 226)))
            hand = (x + side * c.rng.uniform(60, 130) * k, y - c.rng.uniform(560, 640) * k)
            c.line([(x + side * 58 * k, y - 390 * k), (x + side * 104 * k, y - 470 * k), hand], 30 * k, skin)
            c.disc(*hand, 19 * k, skin)
            c.line([(x + side * 54 * k, y - 386 * k), (x + side * 90 * k, y - 446 * k)], 42 * k, cloth)
        c.poly(smooth([(x - 66 * k, y - 226 * k), (x - 62 * k, y - 300 * k), (x - 74 * k, y - 400 * k), (x, y - 420 * k),
            (x + 74 * k, y - 400 * k), (x + 62 * k, y - 300 * k), (x + 66 * k, y - 226 * k)]), cloth)
        c.poly(smooth([(x + 16 * k, y - 226 * k), (x + 20 * k, y - 400 * k), (x + 74 * k, y - 400 * k),
            (x + 62 * k, y - 300 * k), (x + 66 * k, y - 226 * k)]), darker(cloth, 0.22))
        if index % 2:
            c.poly(smooth([(x - 10 * k, y - 520 * k), (x - 56 * k, y - 470 * k), (x - 66 * k, y - 380 * k),
                (x - 40 * k, y - 440 * k)]), hair)
        c.rect(x - 20 * k, y - 440 * k, 40 * k, 44 * k, darker(skin, 0.15))
        c.disc(x, y - 478 * k, 46 * k, skin, 54 * k)
        c.poly(smooth([(x - 50 * k, y - 470 * k), (x - 46 * k, y - 524 * k), (x, y - 544 * k), (x + 46 * k, y - 524 * k),
            (x + 50 * k, y - 470 * k), (x + 34 * k, y - 510 * k), (x - 30 * k, y - 512 * k)]), hair)
        for side in (-1, 1):
            c.lens(x + side * 16 * k, y - 482 * k, 15 * k, 6 * k, c.mood.shade)
        c.poly(smooth([(x - 18 * k, y - 456 * k), (x, y - 450 * k), (x + 18 * k, y - 456 * k), (x, y - 438 * k)]),
            (250, 244, 230))
    for _ in range(120):
        x, y = c.rng.uniform(0, 1500), c.rng.uniform(20, 640)
        c.poly([(x, y), (x + 14, y + 5), (x + 9, y + 17), (x - 4, y + 12)],
            c.rng.choice([(250, 226, 150), c.mood.accent, (250, 246, 234)]))
    return Frame(750, 430, "a women's team in red with arms raised among falling paper")
