"""The paper: shapes in units of 1500 × 1000, drawn at twice the size and reduced once, so that every edge is smooth."""

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from comments.seeding.pictures.colour import Colour, Mood, along, lighter, mix

WIDE, HIGH = 1500, 1000
Point = tuple[float, float]


class Canvas:
    """One picture in the making. All measures are units; `mood` colours it and `rng` decides every accident."""

    def __init__(self, mood: Mood, *, rng: random.Random, width: int) -> None:
        self.mood, self.rng = mood, rng
        self.size = (width, round(width * HIGH / WIDE))
        self.scale = 2 * width / WIDE
        self.image = Image.new("RGB", (self.size[0] * 2, self.size[1] * 2), mood.haze)
        self._solid = ImageDraw.Draw(self.image)
        self._glaze = ImageDraw.Draw(self.image, "RGBA")

    # -- flat shapes ---------------------------------------------------------------------------------------------

    def poly(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A filled outline."""
        s = self.scale
        self._pen(alpha).polygon([(x * s, y * s) for x, y in points], fill=_ink(colour, alpha))

    def rect(self, x: float, y: float, w: float, h: float, colour: Colour, alpha: float = 1.0) -> None:  # noqa: PLR0917
        """A rectangle by its top left corner and its size."""
        s = self.scale
        if w > 0 and h > 0:
            right, bottom = max(x * s, (x + w) * s - 1), max(y * s, (y + h) * s - 1)
            self._pen(alpha).rectangle((x * s, y * s, right, bottom), fill=_ink(colour, alpha))

    def disc(self, x: float, y: float, rx: float, colour: Colour, ry: float | None = None, alpha: float = 1.0) -> None:  # noqa: PLR0917
        """An ellipse by its middle and its half axes."""
        s, ry = self.scale, rx if ry is None else ry
        self._pen(alpha).ellipse(((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), fill=_ink(colour, alpha))

    def line(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1.0) -> None:
        """A stroke through the points."""
        s = self.scale
        self._pen(alpha).line(
            [(x * s, y * s) for x, y in points],
            fill=_ink(colour, alpha), width=max(1, round(width * s)), joint="curve" if width > 3 else None,
        )  # fmt: skip

    def lens(self, x: float, y: float, w: float, h: float, colour: Colour, alpha: float = 1.0) -> None:  # noqa: PLR0917
        """A stroke of the brush: pointed at both ends, thick in the middle."""
        self.poly(
            [(x - w / 2, y), (x - w * 0.2, y - h / 2), (x + w * 0.22, y - h / 2), (x + w / 2, y), (x, y + h / 2)],
            colour, alpha,
        )  # fmt: skip

    def text(self, x: float, y: float, words: str, size: float, colour: Colour, *, anchor: str = "mm", bold: bool = True) -> None:
        """Lettering, as on a sign or a chart; `anchor` as Pillow names it."""
        font = _font(round(size * self.scale))
        weight = round(size * self.scale / 44) if bold else 0
        self._solid.text((x * self.scale, y * self.scale), words, font=font, fill=colour, anchor=anchor, stroke_width=weight)

    def _pen(self, alpha: float) -> ImageDraw.ImageDraw:
        # The blending pen costs five times the plain one.
        return self._solid if alpha >= 1 else self._glaze

    # -- light and air -------------------------------------------------------------------------------------------

    def sky(self, *, down_to: float = HIGH, sun: Point | None = None, glow: float = 330, clouds: float = 0.35) -> None:
        """The gradient of the mood with soft clouds and the light around the sun, painted small and enlarged."""
        w, h = 180, max(8, round(120 * down_to / HIGH))
        column = Image.new("RGB", (1, h))
        column.putdata([along(self.mood.sky, row / h) for row in range(h)])
        paint = column.resize((w, h))
        if clouds:
            veil = self._cloud_mask(w, h).point(lambda value: int(value * clouds))
            paint.paste(mix(self.mood.sky[-1], self.mood.sun, 0.35), (0, 0), veil)
        if sun:
            k, reach = w / WIDE, round(glow * w / WIDE)
            ring = Image.radial_gradient("L").resize((reach * 2, reach * 2))
            ring = ring.point(lambda value: int(max(0, 181 - value) ** 2 / 181 / 181 * 235))
            paint.paste(self.mood.sun, (round(sun[0] * k) - reach, round(sun[1] * k) - reach), ring)
        # Smooth enough at a quarter of the size; the last step only repeats dots, which costs next to nothing.
        target = (self.image.width, round(down_to * self.scale))
        soft = paint.resize((target[0] // 4, target[1] // 4), Image.Resampling.BICUBIC)
        self.image.paste(soft.resize(target, Image.Resampling.NEAREST), (0, 0))

    def _cloud_mask(self, w: int, h: int) -> Image.Image:
        """Long soft bands, denser towards the horizon."""
        low = self.noise(4, max(5, h // 8)).resize((w, h), Image.Resampling.BICUBIC)
        fine = self.noise(11, max(8, h // 4)).resize((w, h), Image.Resampling.BICUBIC)
        bands = ImageChops.add(low, fine, 2).filter(ImageFilter.BoxBlur(1))
        return bands.point(lambda value: max(0, min(255, (value - 118) * 4)))

    def noise(self, w: int, h: int) -> Image.Image:
        """Random grey dots. Pillow's own noise is not ours to seed."""
        return Image.frombytes("L", (w, h), self.rng.randbytes(w * h))

    def wash(self, y0: float, y1: float, stops: Sequence[Colour], *, x0: float = 0, x1: float = WIDE) -> None:
        """A vertical gradient over a band."""
        step = 2 / self.scale if y1 - y0 > 40 else 1 / self.scale
        rows = max(1, math.ceil((y1 - y0) / step))
        for row in range(rows):
            self.rect(x0, y0 + row * step, x1 - x0, step + 1 / self.scale, along(stops, row / rows))

    def mist(self, y0: float, y1: float, colour: Colour, alpha: float) -> None:
        """Air that is densest in the middle of the band."""
        step = 4 / self.scale
        rows = max(1, int((y1 - y0) / step))
        for row in range(rows):
            self.rect(0, y0 + row * step, WIDE, step, colour, min(0.99, alpha * math.sin(math.pi * (row + 0.5) / rows)))

    def halo(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.5) -> None:
        """Light that spreads around a lamp, in rings as a stencil would print it."""
        for ring in range(5):
            self.disc(x, y, radius * (1 - ring / 5.5), colour, alpha=strength / 5 * (1 + ring * 0.35))

    def spray(self, points: Sequence[Point], colour: Colour, *, towards: str = "down", amount: float = 0.6) -> None:
        """Speckled shade inside an outline, growing `towards` one side (up, down, left, right): a dry brush."""
        s = self.scale
        left, top = max(0, int(min(x for x, _ in points) * s)), max(0, int(min(y for _, y in points) * s))
        right = min(self.image.width, int(max(x for x, _ in points) * s) + 1)
        bottom = min(self.image.height, int(max(y for _, y in points) * s) + 1)
        w, h = (right - left) // 2, (bottom - top) // 2
        if w < 2 or h < 2:
            return
        slope = Image.linear_gradient("L").rotate({"down": 0, "right": 90, "up": 180, "left": 270}[towards])
        cut = int(255 * (1.5 - amount))
        grain = ImageChops.add(slope.resize((w, h)), _grain((w, h)), 2, 0).point(lambda v: 255 if v * 2 > cut else 0)
        stencil = Image.new("1", (w * 2, h * 2))
        ImageDraw.Draw(stencil).polygon([(x * s - left, y * s - top) for x, y in points], fill=1)
        dots = grain.resize((w * 2, h * 2), Image.Resampling.NEAREST).convert("1", dither=Image.Dither.NONE)
        self.image.paste(colour, (left, top), ImageChops.logical_and(stencil, dots))

    def reflect(self, y: float, *, depth: float, tint: Colour, strength: float = 0.55) -> None:
        """The world above `y` upside down in the water below it, broken into strips that drift apart near us."""
        s = self.scale
        line, rows = int(y * s), min(int(depth * s), int(y * s), self.image.height - int(y * s))
        mirror = self.image.crop((0, line - rows, self.image.width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        veil = Image.new("RGB", (4, mirror.height // 8 + 1))
        veil.putdata([mix(tint, self.mood.shade, 0.45 * (i // 4) / veil.height) for i in range(4 * veil.height)])
        mirror = Image.blend(mirror, veil.resize(mirror.size, Image.Resampling.NEAREST), 1 - strength)
        at = 0
        while at < rows:
            tall = max(2, int((2 + at / rows * 10) * s / 2))
            drift = int(self.rng.gauss(0, 1.5 + at / rows * 11) * s)
            strip = mirror.crop((0, at, mirror.width, min(rows, at + tall)))
            self.image.paste(strip, (0, line + at))
            self.image.paste(strip, (drift, line + at))
            at += tall

    # -- outlines ------------------------------------------------------------------------------------------------

    def ridge(self, y: float, height: float, *, roughness: float = 0.5, base: float = HIGH) -> list[Point]:
        """The outline of hills: the middle of every stretch is moved, then the middles between (midpoint displacement)."""
        levels, reach = [self.rng.uniform(-1, 1) for _ in range(3)], 0.5
        while len(levels) < 129:
            between = [(a + b) / 2 + self.rng.uniform(-reach, reach) for a, b in pairwise(levels)]
            levels = [value for pair in zip(levels, between, strict=False) for value in pair] + [levels[-1]]
            reach *= roughness
        step = (WIDE + 40) / (len(levels) - 1)
        top = [(i * step - 20, y - height * (value + 1) / 2) for i, value in enumerate(levels)]
        return [(-20, base), *top, (WIDE + 20, base)]

    # -- the print -----------------------------------------------------------------------------------------------

    def finish(self, *, grain: float = 1.0) -> Image.Image:
        """The picture at its real size, with the tooth of the paper in it."""
        picture = self.image.reduce(2)
        return ImageChops.add(picture, _paper(picture.size, grain), 1, -128)

    def lamp(self, x: float, y: float, radius: float = 4, reach: float = 60) -> None:
        """A small bright light and its glow."""
        self.halo(x, y, reach, self.mood.light, 0.5)
        self.disc(x, y, radius, lighter(self.mood.light, 0.5))


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 8) -> list[Point]:
    """A curve through all the points (Catmull-Rom)."""
    n, out = len(points), []
    for i in range(n if closed else n - 1):
        p = [points[(i + k) % n] if closed else points[min(n - 1, max(0, i + k))] for k in (-1, 0, 1, 2)]
        for j in range(steps):
            t = j / steps
            out.append(tuple(
                0.5 * (2 * p[1][c] + (p[2][c] - p[0][c]) * t + (2 * p[0][c] - 5 * p[1][c] + 4 * p[2][c] - p[3][c]) * t**2
                       + (3 * p[1][c] - p[0][c] - 3 * p[2][c] + p[3][c]) * t**3)
                for c in (0, 1)
            ))  # fmt: skip
    return out if closed else [*out, points[-1]]


def _ink(colour: Colour, alpha: float) -> tuple[int, ...]:
    return colour if alpha >= 1 else (*colour, round(alpha * 255))


@lru_cache(maxsize=24)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The open face that comes inside Pillow."""
    return ImageFont.load_default(size)


@lru_cache(maxsize=64)
def _grain(size: tuple[int, int]) -> Image.Image:
    """The same dots for the same size: a sheet of paper, not an accident of one picture."""
    w, h = size
    return Image.frombytes("L", size, random.Random(w * 7919 + h).randbytes(w * h))


@lru_cache(maxsize=4)
def _paper(size: tuple[int, int], strength: float) -> Image.Image:
    """Fine grain, and the faint streaks of a wide brush."""
    chance = random.Random(20)
    fine = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).filter(ImageFilter.BoxBlur(0.6))
    streaks = Image.frombytes("L", (24, 260), chance.randbytes(24 * 260)).resize(size, Image.Resampling.BICUBIC)
    sheet = Image.blend(fine, streaks, 0.38).point(lambda value: round(128 + (value - 127) * 0.13 * strength))
    return Image.merge("RGB", (sheet, sheet, sheet))
