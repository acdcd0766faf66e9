"""What floats."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix


def water(c: Canvas, y: float, *, near: Colour | None = None, base: float = 1000, glitter: float | None = None) -> None:
    """Open water from the horizon `y`; `glitter` is the x under the sun or the moon."""
    far = mix(c.mood.sky[-1], c.mood.haze, 0.5)
    near = near or mix(c.mood.depth(0.6), c.mood.sky[0], 0.35)
    c.wash(y, base, [mix(far, near, 0.25), mix(far, near, 0.7), near])
    ripples(c, y, base=base, glitter=glitter)


def ripples(c: Canvas, y: float, *, base: float = 1000, amount: int = 150, glitter: float | None = None) -> None:
    """Strokes that grow towards us; the sun's road where there is one."""
    light, dark = mix(c.mood.sky[-1], c.mood.sun, 0.35), mix(c.mood.depth(0.75), c.mood.sky[0], 0.3)
    for _ in range(amount):
        near = c.rng.random() ** 1.5
        at = y + 4 + near * (base - y)
        tint = light if c.rng.random() < 0.5 else dark
        c.lens(c.rng.uniform(0, 1500), at, 25 + near * c.rng.uniform(40, 190), 1.5 + near * 6, tint, 0.28)
    if glitter is not None:
        for _ in range(110):
            near = c.rng.random() ** 1.2
            at, spread = y + 2 + near * (base - y), 26 + near * 120
            wide = 14 + near * c.rng.uniform(20, 90)
            c.lens(c.rng.gauss(glitter, spread * 0.55), at, wide, 2 + near * 6, c.mood.sun, 0.62 - near * 0.3)


def trawler(c: Canvas, x: float, y: float, k: float, hull: Colour, *, near: float = 1.0) -> None:
    """A small fishing boat seen from the side, keel at `y`, about 220 units long at `k` 1."""
    lit, dark, cream = c.mood.lit(hull, near), darker(c.mood.lit(hull, near), 0.4), c.mood.lit((238, 226, 200), near)
    rope = mix(c.mood.haze, c.mood.shade, near)
    body = [(-110, -52), (-60, -40), (60, -38), (118, -62), (100, 0), (-92, 0)]
    c.poly([(x + a * k, y + b * k) for a, b in body], lit)
    c.poly([(x + a * k, y + b * k) for a, b in [(-101, -22), (107, -26), (100, 0), (-92, 0)]], dark)
    c.line([(x - 110 * k, y - 50 * k), (x - 58 * k, y - 39 * k), (x + 60 * k, y - 37 * k), (x + 117 * k, y - 60 * k)],
           4 * k, cream)
    c.poly([(x + a * k, y + b * k) for a, b in [(-20, -39), (-16, -96), (38, -96), (46, -39)]], cream)
    c.rect(x - 22 * k, y - 103 * k, 66 * k, 8 * k, lit)
    for step in range(3):
        c.rect(x + (-10 + step * 17) * k, y - 87 * k, 12 * k, 17 * k, c.mood.light if c.mood.lamps else dark)
    c.rect(x - 62 * k, y - 190 * k, 5 * k, 150 * k, rope)
    c.line([(x - 60 * k, y - 150 * k), (x - 118 * k, y - 104 * k)], 3.5 * k, rope)
    c.line([(x - 60 * k, y - 186 * k), (x + 116 * k, y - 62 * k)], 1.6 * k, rope)
    c.line([(x - 60 * k, y - 186 * k), (x - 108 * k, y - 52 * k)], 1.6 * k, rope)
    c.rect(x + 14 * k, y - 140 * k, 4 * k, 40 * k, rope)
    for step in range(3):
        c.disc(x + (-80 + step * 26) * k, y - 34 * k, 9 * k, darker(cream, 0.55))


def yacht(c: Canvas, x: float, y: float, k: float, sail: Colour, *, lean: float = 0.12, near: float = 1.0) -> None:
    """A sailing boat with main and jib, leaning; about 260 units high at `k` 1."""
    lit, shade = c.mood.lit(sail, near), darker(c.mood.lit(sail, near), 0.22)
    hull = c.mood.depth(0.92 * near)

    def at(a: float, b: float) -> tuple[float, float]:
        return x + (a - b * lean) * k, y + (b + a * lean * 0.35) * k

    c.poly([at(a, b) for a, b in [(-78, -20), (96, -24), (62, 2), (-62, 2)]], hull)
    c.line([at(-76, -19), at(94, -23)], 4 * k, c.mood.lit((244, 236, 214), near))
    c.poly(smooth([at(-2, -262), at(-34, -150), at(-84, -36), at(-2, -38)], closed=False), lit)
    c.poly([at(-2, -262), at(-24, -178), at(-42, -118), at(-2, -70)], shade, 0.45)
    c.poly(smooth([at(6, -236), at(58, -120), at(88, -32), at(8, -44)], closed=False), lighter(lit, 0.3))
    c.line([at(2, -274), at(2, -20)], 3.5 * k, hull)
    for step in (-40, -14):
        c.disc(*at(step, -30), 8 * k, c.mood.accent)


def ferry(c: Canvas, x: float, y: float, k: float, *, near: float = 1.0) -> None:
    """A double-ended car ferry, about 560 units long at `k` 1."""
    white, band, dark = c.mood.lit((244, 238, 222), near), c.mood.lit(c.mood.accent, near), c.mood.depth(0.9 * near)

    def shape(points: list[tuple[float, float]], tint: Colour) -> None:
        c.poly([(x + a * k, y + b * k) for a, b in points], tint)

    shape([(-290, -70), (290, -70), (252, 0), (-252, 0)], dark)
    shape([(-262, -18), (262, -18), (252, 0), (-252, 0)], band)
    shape([(-250, -128), (250, -128), (276, -70), (-276, -70)], white)
    shape([(-150, -176), (150, -176), (168, -128), (-168, -128)], lighter(white, 0.35))
    shape([(-46, -214), (46, -214), (56, -176), (-56, -176)], white)
    shape([(-112, -238), (-72, -238), (-64, -176), (-118, -176)], band)
    shape([(72, -238), (112, -238), (118, -176), (64, -176)], band)
    for deck, top, reach, count in ((-112, 20, 236, 19), (-160, 16, 136, 13), (-204, 14, 36, 4)):
        for step in range(count):
            glow = c.mood.light if c.rng.random() < max(0.25, c.mood.lamps) else darker(white, 0.55)
            c.rect(x + (-reach + step * 2 * reach / count) * k, y + deck * k, reach / count * 1.25 * k, top * k, glow)
    c.line([(x, y - 290 * k), (x, y - 214 * k)], 4 * k, dark)
    for step in range(-240, 241, 30):
        c.line([(x + step * k, y - 142 * k), (x + step * k, y - 128 * k)], 2 * k, dark)
    c.line([(x - 240 * k, y - 142 * k), (x + 240 * k, y - 142 * k)], 2 * k, dark)


def rower(c: Canvas, x: float, y: float, k: float, *, crew: int, shirt: Colour, near: float = 1.0) -> None:
    """A racing gig with its crew and their oars, about 90 units a seat."""
    length, dark = 90 * (crew + 1), c.mood.depth(0.95 * near)
    c.poly([(x - length * 0.56 * k, y - 22 * k), (x + length * 0.56 * k, y - 26 * k), (x + length * 0.48 * k, y),
            (x - length * 0.48 * k, y)], dark)
    c.line([(x - length * 0.55 * k, y - 21 * k), (x + length * 0.55 * k, y - 25 * k)], 5 * k, c.mood.accent)
    for seat in range(crew):
        at = x + (-length / 2 + 90 * (seat + 0.9)) * k
        c.poly([(at - 20 * k, y - 20 * k), (at - 30 * k, y - 66 * k), (at - 6 * k, y - 70 * k), (at + 12 * k, y - 20 * k)],
               c.mood.lit(shirt, near))
        c.line([(at - 18 * k, y - 60 * k), (at + 26 * k, y - 44 * k)], 9 * k, c.mood.lit((214, 158, 120), near))
        c.disc(at - 20 * k, y - 84 * k, 12 * k, c.mood.lit((196, 140, 104), near))
        c.line([(at + 30 * k, y - 46 * k), (at + 74 * k, y + 40 * k)], 4 * k, c.mood.lit((232, 214, 170), near))
        c.lens(at + 78 * k, y + 42 * k, 46 * k, 9 * k, c.mood.light, 0.8)
