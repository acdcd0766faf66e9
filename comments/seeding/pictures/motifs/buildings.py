"""What people have built."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas
from comments.seeding.pictures.colour import Colour, darker, lighter, mix

# Limewash, brick and slate: what a northern harbour town is painted with.
FACADES: list[Colour] = [
    (236, 220, 186), (214, 126, 92), (188, 84, 66), (226, 182, 112), (142, 164, 158), (232, 228, 216), (104, 128, 142),
    (206, 158, 132), (176, 190, 172), (222, 202, 160),
]
ROOFS: list[Colour] = [(88, 64, 70), (118, 66, 56), (66, 74, 88), (96, 88, 84)]


def house(c: Canvas, x: float, y: float, w: float, h: float, *, near: float = 1.0, gable: bool = False,
          wall: Colour | None = None) -> None:
    """A house front standing on `y`: rows of windows, a roof along the street or its gable towards us."""
    wall = c.mood.lit(wall or c.rng.choice(FACADES), near)
    roof = c.mood.lit(c.rng.choice(ROOFS), near)
    peak = w * c.rng.uniform(0.42, 0.55) if gable else w * c.rng.uniform(0.2, 0.3)
    for side in (0.14, 0.78):
        c.rect(x + w * side, y - h - peak * (0.7 if not gable else 0.75), w * 0.09, peak * 0.9, darker(wall, 0.35))
    if gable:
        c.poly([(x, y), (x, y - h), (x + w / 2, y - h - peak), (x + w, y - h), (x + w, y)], wall)
        edge = [(x - 4, y - h + 4), (x + w / 2, y - h - peak), (x + w + 4, y - h + 4)]
        c.line(edge, max(4, w * 0.055), roof)
    else:
        c.rect(x, y - h, w, h, wall)
        c.poly([(x - 4, y - h), (x + w * 0.06, y - h - peak), (x + w * 0.94, y - h - peak), (x + w + 4, y - h)], roof)
    c.rect(x + w * 0.86, y - h, w * 0.14, h, darker(wall, 0.22))
    windows(c, x + w * 0.1, y - h * 0.94, w * 0.78, h * 0.8, wall, across=max(2, round(w / 42)), down=max(2, round(h / 72)))
    door = darker(c.mood.lit(c.rng.choice([c.mood.accent, (48, 92, 104), (120, 62, 52), (66, 84, 60)]), near), 0.15)
    c.rect(x + w * c.rng.choice([0.16, 0.44, 0.64]), y - min(52, h * 0.28), min(26, w * 0.2), min(52, h * 0.28), door)


def windows(c: Canvas, x: float, y: float, w: float, h: float, wall: Colour, *, across: int, down: int) -> None:  # noqa: PLR0917
    """A grid of windows; as many are lit as the hour asks for."""
    dark, frame = darker(wall, 0.62), lighter(wall, 0.4)
    wide, tall = w / across, h / down
    for row in range(down):
        for column in range(across):
            left, top = x + column * wide + wide * 0.2, y + row * tall + tall * 0.2
            lit = c.rng.random() < c.mood.lamps
            c.rect(left - wide * 0.05, top - tall * 0.04, wide * 0.62, tall * 0.66, frame)
            c.rect(left, top, wide * 0.52, tall * 0.58, c.mood.light if lit else dark)
            c.rect(left + wide * 0.24, top, wide * 0.04, tall * 0.58, frame)


def terrace(c: Canvas, y: float, *, x0: float, x1: float, height: float, near: float = 1.0, gables: float = 0.4) -> None:
    """Houses shoulder to shoulder from `x0` to `x1`."""
    x = x0
    while x < x1:
        w = height * c.rng.uniform(0.55, 0.85)
        house(c, x, y, min(w, max(60.0, x1 - x)), height * c.rng.uniform(0.72, 1.1), near=near,
              gable=c.rng.random() < gables)
        x += w


def skyline(c: Canvas, y: float, *, near: float, height: float, spire: float | None = None, x0: float = 0,
            x1: float = 1500) -> None:
    """Roofs and chimneys as one silhouette, with a church where `spire` says."""
    tint = c.mood.depth(near)
    if spire is not None:
        c.rect(spire - height * 0.16, y - height * 1.5, height * 0.32, height * 1.5, tint)
        c.poly([(spire - height * 0.2, y - height * 1.5), (spire, y - height * 2.7), (spire + height * 0.2, y - height * 1.5)],
               tint)
    x = x0
    while x < x1:
        w, h = height * c.rng.uniform(0.45, 1.0), height * c.rng.uniform(0.55, 1.0)
        c.poly([(x, y), (x, y - h * 0.7), (x + w / 2, y - h), (x + w, y - h * 0.7), (x + w, y)], tint)
        c.rect(x + w * 0.2, y - h * 1.05, w * 0.1, h * 0.4, tint)
        for _ in range(4):
            if c.rng.random() < c.mood.lamps * 0.8:
                c.rect(x + w * c.rng.uniform(0.1, 0.8), y - h * c.rng.uniform(0.15, 0.65), height * 0.07, height * 0.09,
                       c.mood.light)
        x += w * 0.9


def crane(c: Canvas, x: float, y: float, k: float, *, near: float, facing: int = 1) -> None:
    """A quay crane with a lattice jib, about 330 units high at `k` 1."""
    tint = c.mood.depth(near)
    for side in (-38, 38):
        c.line([(x + side * k, y), (x + side * 0.5 * k, y - 120 * k)], 9 * k, tint)
    c.rect(x - 30 * k, y - 176 * k, 60 * k, 60 * k, tint)
    tip = (x + facing * 210 * k, y - 330 * k)
    c.line([(x + facing * 18 * k, y - 140 * k), tip], 6 * k, tint)
    c.line([(x + facing * 4 * k, y - 178 * k), tip], 6 * k, tint)
    for step in range(1, 9):
        t, u = step / 9, (step + 0.5) / 9
        c.line([(x + facing * (18 + 192 * t) * k, y - (140 + 190 * t) * k),
                (x + facing * (4 + 206 * u) * k, y - (178 + 152 * u) * k)], 2.5 * k, tint)
    c.line([(x - facing * 16 * k, y - 220 * k), tip], 2.5 * k, tint)
    c.line([(x - facing * 16 * k, y - 176 * k), (x - facing * 16 * k, y - 220 * k)], 7 * k, tint)
    c.line([tip, (tip[0], y - 110 * k)], 2.5 * k, tint)
    c.disc(tip[0], y - 106 * k, 7 * k, tint)


def street_lamp(c: Canvas, x: float, y: float, h: float, *, on: bool) -> None:
    """A cast-iron lamp."""
    tint = c.mood.depth(1)
    if on:
        c.halo(x, y - h, h * 0.34, c.mood.light, 0.55)
    c.rect(x - h * 0.012, y - h * 0.95, h * 0.024, h * 0.95, tint)
    c.rect(x - h * 0.03, y - h * 0.1, h * 0.06, h * 0.1, tint)
    glass = lighter(c.mood.light, 0.5) if on else mix(c.mood.haze, (255, 255, 255), 0.4)
    c.poly([(x - h * 0.03, y - h * 0.95), (x - h * 0.05, y - h * 1.06), (x + h * 0.05, y - h * 1.06),
        (x + h * 0.03, y - h * 0.95)],
           glass)
    c.poly([(x - h * 0.06, y - h * 1.06), (x, y - h * 1.12), (x + h * 0.06, y - h * 1.06)], tint)


def block(c: Canvas, x: float, y: float, w: float, h: float, *, wall: Colour, near: float = 1.0, across: int = 8,
          down: int = 3) -> None:
    """A flat-roofed public building: school, hospital, depot."""
    tint = c.mood.lit(wall, near)
    c.rect(x, y - h, w, h, tint)
    c.rect(x - 8, y - h - 12, w + 16, 16, darker(tint, 0.3))
    c.spray([(x, y - h), (x + w, y - h), (x + w, y), (x, y)], darker(tint, 0.2), towards="right", amount=0.36)
    windows(c, x + w * 0.02, y - h * 0.96, w * 0.96, h * 0.92, tint, across=across, down=down)
