"""What grows, flies and falls."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix


def gull(c: Canvas, x: float, y: float, k: float, colour: Colour, *, alpha: float = 1.0) -> None:
    """A gull far off: two strokes of the brush."""
    lift = c.rng.uniform(0.2, 0.6)
    c.poly(smooth([(x - 30 * k, y - 26 * k * lift), (x - 14 * k, y - 15 * k), (x, y), (x + 14 * k, y - 15 * k),
                   (x + 30 * k, y - 22 * k * lift), (x + 14 * k, y - 9 * k), (x, y + 7 * k), (x - 14 * k, y - 9 * k)]),
           colour, alpha)


def flock(c: Canvas, count: int, *, box: tuple[float, float, float, float], colour: Colour, size: float = 1.0) -> None:
    """Birds in a box (left, top, right, bottom), nearer ones larger."""
    for _ in range(count):
        gull(c, c.rng.uniform(box[0], box[2]), c.rng.uniform(box[1], box[3]), size * c.rng.uniform(0.35, 1), colour)


def tree(c: Canvas, x: float, y: float, h: float, leaves: Colour, *, near: float = 1.0, bare: bool = False) -> None:
    """A broad tree in three masses of colour, or its branches in winter."""
    trunk = c.mood.lit((74, 56, 52), near)
    c.poly([(x - h * 0.035, y), (x - h * 0.015, y - h * 0.5), (x + h * 0.015, y - h * 0.5), (x + h * 0.035, y)], trunk)
    if bare:
        _branch(c, x, y - h * 0.4, h * 0.3, -math.pi / 2, 5, h * 0.024, trunk)
        return
    tint = c.mood.lit(leaves, near)
    for part, shift, amount in ((darker(tint, 0.3), 0.03, 7), (tint, -0.02, 7), (lighter(tint, 0.2), -0.07, 4)):
        for _ in range(amount):
            r = h * c.rng.uniform(0.11, 0.19)
            c.disc(x + h * (c.rng.uniform(-0.2, 0.2) + shift), y - h * (c.rng.uniform(0.5, 0.82) - shift * 1.4), r, part,
                   r * 0.86)


def _branch(c: Canvas, x: float, y: float, length: float, angle: float, left: int, width: float, tint: Colour) -> None:  # noqa: PLR0917
    end = (x + length * math.cos(angle), y + length * math.sin(angle))
    c.line([(x, y), end], width, tint)
    if left:
        for turn in (-1, 1):
            bend = angle + turn * c.rng.uniform(0.22, 0.6)
            _branch(c, *end, length * c.rng.uniform(0.62, 0.8), bend, left - 1, width * 0.66, tint)


def reeds(c: Canvas, y: float, *, height: float, colour: Colour, count: int = 260, x0: float = 0, x1: float = 1500) -> None:
    """Stems and heads along the lower edge."""
    for _ in range(count):
        x, h = c.rng.uniform(x0, x1), height * c.rng.uniform(0.4, 1)
        tip = (x + c.rng.uniform(-0.1, 0.3) * h, y - h)
        tint = mix(colour, c.mood.shade, c.rng.uniform(0, 0.55))
        c.poly([(x - 3, y), tip, (x + 3, y)], tint)
        if c.rng.random() < 0.3:
            c.lens(tip[0], tip[1], 8, 30, tint)


def wave(c: Canvas, y: float, height: float, colour: Colour, *, foam: float = 0.5, length: float = 260) -> None:
    """One row of waves right across: steep towards us on one side, crests torn into foam that runs down the back."""
    x, top, crests = -length * c.rng.random() - length, [], []
    while x < 1500 + length:
        h, run = height * c.rng.uniform(0.35, 1.25), length * c.rng.uniform(0.55, 1.35)
        top += [(x, y), (x + run * 0.34, y - h * 0.34), (x + run * 0.58, y - h * 0.82), (x + run * 0.7, y - h),
            (x + run * 0.78, y - h * 0.6)]
        crests.append((x + run * 0.68, y - h, h, run))
        x += run
    outline = smooth(top, closed=False, steps=6)
    c.poly([(-20, 1000), *outline, (1520, 1000)], colour)
    c.spray([(-20, y + height), *outline, (1520, y + height)], mix(colour, c.mood.light, 0.42), towards="up", amount=0.5)
    for cx, cy, h, run in crests:
        for _ in range(round(26 * foam)):
            t = c.rng.random()
            c.lens(cx - t * run * 0.5 + c.rng.gauss(0, run * 0.03), cy + t * t * h * 1.1 + c.rng.uniform(-0.05, 0.2) * h,
                   run * c.rng.uniform(0.05, 0.24), h * c.rng.uniform(0.02, 0.09), c.mood.light, 0.75 - t * 0.3)
        for _ in range(round(16 * foam)):
            c.disc(cx + c.rng.gauss(0.02, 0.05) * run, cy - abs(c.rng.gauss(0, 0.1)) * h, h * c.rng.uniform(0.01, 0.06),
                c.mood.light, alpha=0.7)


def cumulus(c: Canvas, x: float, y: float, w: float, colour: Colour, *, alpha: float = 1.0) -> None:
    """A heaped cloud on a flat base."""
    under = mix(colour, c.mood.sky[0], 0.28)
    for tint, drop, part in ((under, 0.0, 1.0), (colour, -0.025, 0.9)):
        c.rect(x - w * 0.4 * part, y - w * 0.05 + drop * w, w * 0.8 * part, w * 0.05, tint, alpha)
        for step in range(9):
            t = step / 8
            r = w * (0.06 + 0.11 * math.sin(math.pi * t) * c.rng.uniform(0.75, 1.25)) * part
            c.disc(x + w * (t - 0.5) * 0.8 * part, y - r * 0.9 + drop * w, r, tint, r * 0.9, alpha)


def rain(c: Canvas, colour: Colour, *, count: int = 260, slant: float = 0.35, alpha: float = 0.35) -> None:
    """Slanting strokes over everything."""
    for _ in range(count):
        x, y, length = c.rng.uniform(-100, 1600), c.rng.uniform(-60, 1000), c.rng.uniform(20, 90)
        c.line([(x, y), (x - length * slant, y + length)], 1.6, colour, alpha)


def snowfall(c: Canvas, *, count: int = 420) -> None:
    """Flakes, many far and few near."""
    for _ in range(count):
        near = c.rng.random() ** 4
        c.disc(c.rng.uniform(0, 1500), c.rng.uniform(0, 1000), 1.6 + near * 7, (252, 250, 244), alpha=0.9 - near * 0.4)
