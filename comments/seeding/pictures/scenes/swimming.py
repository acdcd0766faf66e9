"""The sea in the morning, and the lido."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off


from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, mix
from comments.seeding.pictures.motifs import boats, nature, people
from comments.seeding.pictures.scenes.frame import Frame


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
            c.line(smooth([(x - 44 * k, y + 12 * k), (x - 100 * k, y - 66 * k), (x - 168 * k, y + 2 * k)], closed=False),
                26 * k, skin)
        c.poly(smooth([(x - 92 * k, y + 40 * k), (x - 66 * k, y + 2 * k), (x, y - 12 * k), (x + 66 * k, y + 2 * k),
            (x + 92 * k, y + 40 * k)], closed=False), skin)
        c.disc(x, y - 40 * k, 40 * k, skin, 48 * k)
        c.poly(smooth([(x - 43 * k, y - 44 * k), (x - 36 * k, y - 86 * k), (x, y - 100 * k), (x + 36 * k, y - 86 * k),
            (x + 43 * k, y - 44 * k), (x, y - 58 * k)]), cap)
        c.poly(smooth([(x + 12 * k, y - 96 * k), (x + 36 * k, y - 86 * k), (x + 43 * k, y - 44 * k), (x + 24 * k, y - 54 * k)]),
            darker(cap, 0.25))
        for side in (-1, 1):
            c.disc(x + side * 15 * k, y - 36 * k, 10 * k, c.mood.shade, 7 * k)
        c.line([(x - 36 * k, y - 40 * k), (x + 36 * k, y - 40 * k)], 4 * k, c.mood.shade)
        c.lens(x, y + 44 * k, 330 * k, 52 * k, sea)
        for ring in range(3):
            c.lens(x, y + (30 + ring * 15) * k, (210 + ring * 70) * k, 8 * k, c.mood.light, 0.7 - ring * 0.18)
    nature.flock(c, 5, box=(150, 80, 800, 260), colour=c.mood.depth(0.7))
    return Frame(700, 600, "swimmers in bright caps in the sea at first light")


def pool(c: Canvas) -> Frame:
    """Lanes of the lido from its edge."""
    c.sky(down_to=260, sun=(1120, 120), clouds=0.45)
    c.rect(0, 190, 1500, 130, c.mood.lit((244, 234, 210)))
    c.rect(0, 176, 1500, 22, c.mood.lit((62, 134, 142)))
    for step in range(13):
        c.rect(40 + step * 116, 222, 70, 98, c.mood.lit([(62, 134, 142), (214, 84, 62), (236, 184, 84)][step % 3]))
    c.wash(320, 360, [c.mood.lit((222, 208, 178)), c.mood.lit((206, 192, 164))])
    c.wash(360, 1000, [c.mood.lit((126, 206, 206)), c.mood.lit((58, 164, 182)), c.mood.lit((30, 118, 148))])
    boats.ripples(c, 364, amount=150)
    for lane in range(6):
        x0, x1 = 330 + lane * 168, -560 + lane * 524
        for step in range(26):
            t, u = (step / 26) ** 1.6, ((step + 0.7) / 26) ** 1.6
            c.line([(x0 + (x1 - x0) * t, 360 + 640 * t), (x0 + (x1 - x0) * u, 360 + 640 * u)], 4 + 14 * t,
                c.mood.lit((214, 64, 52)) if step % 4 < 2 else (250, 246, 234))
    caps: list[Colour] = [(240, 180, 60), (250, 246, 232), (222, 84, 70), (60, 76, 116), (120, 176, 96)]
    for lane, t in enumerate((0.5, 0.16, 0.66, 0.3, 0.44)):
        x0, x1 = 414 + lane * 168, -298 + lane * 524
        x, y, k = x0 + (x1 - x0) * t, 360 + 640 * t, 0.4 + 1.5 * t
        skin, cap = c.mood.lit(people.SKINS[lane]), c.mood.lit(caps[lane])
        c.line(smooth([(x + 40 * k, y + 10 * k), (x + 96 * k, y - 70 * k), (x + 150 * k, y - 4 * k)], closed=False), 27 * k,
            skin)
        c.lens(x, y + 10 * k, 190 * k, 60 * k, skin)
        c.disc(x, y - 28 * k, 42 * k, skin, 46 * k)
        c.poly(smooth([(x - 45 * k, y - 30 * k), (x - 36 * k, y - 74 * k), (x, y - 88 * k), (x + 36 * k, y - 74 * k),
            (x + 45 * k, y - 30 * k), (x, y - 46 * k)]), cap)
        for side in (-1, 1):
            c.disc(x + side * 15 * k, y - 24 * k, 10 * k, c.mood.shade, 7 * k)
        c.lens(x, y + 34 * k, 330 * k, 50 * k, c.mood.lit((58, 164, 182)))
        for _ in range(16):
            c.lens(x + c.rng.gauss(0, 80) * k, y + c.rng.uniform(6, 50) * k, c.rng.uniform(30, 110) * k, 8 * k, (250, 252, 248),
                0.75)
    return Frame(720, 600, "swimmers in the lanes of an open-air pool")
