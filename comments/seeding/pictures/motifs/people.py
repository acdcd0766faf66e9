"""Small people: enough of a body to see what they are doing."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas
from comments.seeding.pictures.colour import Colour, darker, lighter

SKINS: list[Colour] = [(236, 190, 160), (206, 152, 116), (160, 106, 76), (112, 72, 52), (224, 172, 134)]
COATS: list[Colour] = [
    (52, 84, 102), (188, 72, 58), (214, 160, 74), (88, 104, 84), (120, 74, 92), (60, 62, 78), (204, 190, 160), (146, 92, 62),
]


def standing(c: Canvas, x: float, y: float, h: float, *, coat: Colour | None = None, near: float = 1.0, stride: float = 0.0,
             silhouette: bool = False) -> None:
    """A person `h` tall on the ground `y`; `stride` opens the legs."""
    skin, hair = c.mood.lit(c.rng.choice(SKINS), near), c.mood.lit(c.rng.choice([(46, 38, 40), (98, 66, 48), (196, 186, 170)]),
        near)
    cloth = c.mood.lit(coat or c.rng.choice(COATS), near)
    legs = darker(cloth, 0.6)
    if silhouette:
        skin = hair = cloth = legs = c.mood.depth(near)
    for side in (-1, 1):
        foot = x + side * h * (0.028 + stride * 0.075)
        c.line([(x + side * h * 0.03, y - h * 0.46), (foot, y)], h * 0.075, legs)
    wide = h * c.rng.uniform(0.115, 0.14)
    c.poly([(x - wide * 0.85, y - h * 0.8), (x + wide * 0.85, y - h * 0.8), (x + wide, y - h * 0.38), (x - wide, y - h * 0.38)],
        cloth)
    c.disc(x, y - h * 0.79, wide * 0.85, cloth, h * 0.04)
    c.rect(x + wide * 0.25, y - h * 0.78, wide * 0.7, h * 0.4, darker(cloth, 0.22) if not silhouette else cloth)
    for side in (-1, 1):
        c.line([(x + side * wide * 0.9, y - h * 0.77), (x + side * wide * (1.12 + stride * 0.3), y - h * 0.45)], h * 0.055,
            darker(cloth, 0.12))
    c.rect(x - h * 0.025, y - h * 0.87, h * 0.05, h * 0.08, skin)
    c.disc(x, y - h * 0.92, h * 0.058, skin, h * 0.07)
    c.disc(x - h * 0.008, y - h * 0.945, h * 0.062, hair, h * 0.05)


def crowd(c: Canvas, count: int, *, y: float, height: float, x0: float = 0, x1: float = 1500, near: float = 1.0,
          silhouette: bool = False, depth: float = 0.0) -> None:
    """People standing about; those further down stand in front."""
    for step in range(count):
        at = y + depth * step / max(1, count - 1)
        standing(c, c.rng.uniform(x0, x1), at, height * c.rng.uniform(0.9, 1.06) * (1 + (at - y) / 700), near=near,
                 stride=c.rng.uniform(0, 0.5), silhouette=silhouette)


def heads(c: Canvas, *, y: float, rows: int, across: int, size: float, dark: bool = False) -> None:
    """An audience: rows of heads and shoulders, the last row nearest to us and largest; `dark` against a lit stage."""
    for row in range(rows):
        at, k = y + row * size * 1.5, size * (1 + row * 0.12)
        for place in range(across + 1):
            x = 1500 * (place + 0.5 * (row % 2)) / across + c.rng.uniform(-0.2, 0.2) * size
            coat, skin = c.mood.lit(c.rng.choice(COATS)), c.mood.lit(c.rng.choice(SKINS))
            hair = c.mood.lit(c.rng.choice([(50, 40, 42), (104, 72, 52), (188, 178, 164)]))
            if dark:
                coat = skin = hair = darker(c.mood.shade, 0.2 + 0.3 * (place % 2))
            c.disc(x, at + k * 1.5, k * 0.95, coat, k * 0.85)
            c.disc(x, at, k * 0.42, skin, k * 0.52)
            c.disc(x, at - k * 0.14, k * 0.45, hair, k * 0.42)


def athlete(c: Canvas, x: float, y: float, h: float, shirt: Colour, *, facing: int = 1, kick: float = 0.6,
            skin: Colour | None = None) -> None:
    """Somebody running: leaning, one leg back, arms bent."""
    skin = c.mood.lit(skin or c.rng.choice(SKINS))
    shirt, dark = c.mood.lit(shirt), darker(c.mood.lit(shirt), 0.6)

    def limb(  # noqa: PLR0917
             x0: float, y0: float, lengths: tuple[float, float], angles: tuple[float, float], width: float, tint: Colour,
             end: Colour) -> None:
        knee = (x0 + facing * lengths[0] * math.sin(angles[0]) * h, y0 + lengths[0] * math.cos(angles[0]) * h)
        foot = (knee[0] + facing * lengths[1] * math.sin(angles[1]) * h, knee[1] + lengths[1] * math.cos(angles[1]) * h)
        c.line([(x0, y0), knee], width * h, tint)
        c.line([knee, foot], width * 0.78 * h, end)
        c.disc(knee[0], knee[1], width * 0.45 * h, end)
        c.disc(foot[0], foot[1], width * 0.5 * h, dark)

    hip, neck = (x, y - h * 0.48), (x + facing * h * 0.1, y - h * 0.8)
    limb(*hip, (0.24, 0.26), (-0.5 - kick * 0.4, -1.1), 0.1, dark, skin)
    limb(neck[0], neck[1] + h * 0.03, (0.17, 0.16), (-0.9, 0.5), 0.065, darker(shirt, 0.2), skin)
    c.line([hip, neck], h * 0.19, shirt)
    c.disc(*neck, h * 0.095, shirt)
    limb(*hip, (0.25, 0.25), (0.5 + kick * 0.6, 0.1 + kick * 0.5), 0.105, lighter(dark, 0.1), skin)
    limb(neck[0], neck[1] + h * 0.03, (0.17, 0.16), (0.5, 1.7), 0.065, shirt, skin)
    c.disc(neck[0] + facing * h * 0.05, neck[1] - h * 0.11, h * 0.062, skin, h * 0.075)
    c.disc(neck[0] + facing * h * 0.035, neck[1] - h * 0.145, h * 0.066, darker(skin, 0.65), h * 0.05)
