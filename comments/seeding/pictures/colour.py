"""Colours as plain triples, and the moods that keep a picture to a few of them, like the inks of a screen print."""

from collections.abc import Sequence
from dataclasses import dataclass

Colour = tuple[int, int, int]


def ink(code: str) -> Colour:
    """`"d1495b"` as a triple."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """`a` at 0, `b` at 1; beyond that, clipped."""
    t = min(1.0, max(0.0, t))
    return (round(a[0] + (b[0] - a[0]) * t), round(a[1] + (b[1] - a[1]) * t), round(a[2] + (b[2] - a[2]) * t))


def darker(colour: Colour, by: float = 0.25) -> Colour:
    """The shadow side of a colour: a little bluer, because shade is lit by the sky."""
    return mix(colour, (18, 20, 44), by)


def lighter(colour: Colour, by: float = 0.25) -> Colour:
    """The lit side of a colour: a little warmer, because the sun is."""
    return mix(colour, (255, 246, 222), by)


def along(stops: Sequence[Colour], t: float) -> Colour:
    """The colour at `t` (0 to 1) of a gradient with evenly spaced stops."""
    place = min(0.9999, max(0.0, t)) * (len(stops) - 1)
    first = int(place)
    return mix(stops[first], stops[min(first + 1, len(stops) - 1)], place - first)


@dataclass(frozen=True)
class Mood:
    """The hour and the weather of a picture: everything drawn under it takes its light."""

    sky: tuple[Colour, ...]  # from the top down to the horizon
    haze: Colour  # what distance dissolves into
    shade: Colour  # the darkest ink
    sun: Colour
    light: Colour  # lamps, lit windows, foam
    accent: Colour
    cast: Colour  # the light that falls on every surface
    cast_strength: float = 0.3
    lamps: float = 0.0  # how many windows are lit, 0 to 1

    def depth(self, near: float) -> Colour:
        """A silhouette's colour: 0 is lost in the distance, 1 stands in front of us."""
        return mix(self.haze, self.shade, near)

    def lit(self, colour: Colour, near: float = 1.0) -> Colour:
        """A surface's own colour under this light, seen through the air between."""
        cast = (colour[0] * self.cast[0] // 255, colour[1] * self.cast[1] // 255, colour[2] * self.cast[2] // 255)
        return mix(self.haze, mix(colour, cast, self.cast_strength), near)


def _mood(sky: str, haze: str, shade: str, sun: str, light: str, accent: str, cast: str, **more: float) -> Mood:  # noqa: PLR0917
    return Mood(
        sky=tuple(ink(code) for code in sky.split()),
        haze=ink(haze), shade=ink(shade), sun=ink(sun), light=ink(light), accent=ink(accent), cast=ink(cast), **more,
    )  # fmt: skip


MOODS: dict[str, Mood] = {
    "dawn": _mood("39597c 8d8fa3 e5a184 fbd6a0", "efb796", "1d2c45", "fff3cf", "ffe3a3", "cf4a4f", "ffb98a",
                  cast_strength=0.55, lamps=0.3),
    "day": _mood("3f8fb5 7dbccb c8e0d3 f5ecd2", "bcd9d4", "17394c", "fffbe8", "fff3d0", "d9482b", "fff2d8"),
    "spring": _mood("69afa9 a6d2bd d9e7c3 f8f0cf", "c9dfc3", "1c3f3c", "fffbe0", "fff6d8", "dd5348", "fff6d0"),
    "autumn": _mood("cf9b4b e7bb73 f2d49b f9e8c2", "e9c890", "3c2423", "fff6d8", "ffe7a8", "a8392a", "ffd08a",
                    cast_strength=0.5),
    "dusk": _mood("2a2452 6d3b6b c65f63 f7a65f", "b8646f", "1b1636", "ffd98a", "ffd27a", "f06c4e", "e08a90",
                  cast_strength=0.75, lamps=0.55),
    "night": _mood("091530 10264a 1d4163 356680", "2b5070", "060d1e", "f5f0da", "ffd470", "ec7a42", "6f8fc0",
                   cast_strength=0.9, lamps=0.6),
    "storm": _mood("1d2832 3a4c55 6c7f80 b3b9a4", "87958f", "10191f", "dcd9bb", "f0ead0", "e3ad35", "9fb0b4",
                   cast_strength=0.7, lamps=0.2),
    "fog": _mood("a9b7b9 c2cac5 d9d9cd e9e3d3", "d9d9cd", "33464e", "faf4e2", "fff0c4", "c2573f", "e0e4e0",
                 cast_strength=0.5, lamps=0.3),
    "snow": _mood("7e99ae adbfcb d6dcdc f3e9dc", "ccd7dc", "21303f", "fff6e6", "ffe2a0", "c9423f", "dfe9f5",
                  cast_strength=0.5, lamps=0.25),
    "room": _mood("e9dcc0 e3d0ac d8bf94 cfae80", "e0cda8", "2d2732", "fffbe8", "fff0c4", "b8432f", "ffe6bd",
                  cast_strength=0.4),
}  # fmt: skip
