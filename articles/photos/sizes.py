"""Which cuts and widths of a photograph pages use, and the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Rendition

Format = Rendition.Format
Ratio = Rendition.Ratio

ASPECT = {Ratio.WIDE: 16 / 9, Ratio.CLASSIC: 3 / 2, Ratio.SQUARE: 1.0}


@dataclass(frozen=True)
class Shape:
    """One file to make: a cut, the width it should have at most, and a format."""

    ratio: Ratio
    width: int
    format: Format = Format.JPEG


# A page is at most 1180 px wide, its reading column 620 px, a telephone 390 px; a screen shows one to three pixels for
# each of these.
WIDTHS: dict[Ratio, tuple[int, ...]] = {
    Ratio.WIDE: (480, 960, 1600),  # the lead of a story: a telephone's width, the column on a dense screen, the whole page
    Ratio.CLASSIC: (320, 640, 960),  # teasers: beside a headline, first of a block, the front's lead
    Ratio.SQUARE: (160, 320),  # portraits
    Ratio.WHOLE: (640, 1280),  # figures in the text, never cut: charts would lose their axes
}

# Made while the editor waits, so that no page is without its pictures; everything else is the worker's. Two widths of what
# stands at the head of a story and in lists: on a telephone the smaller is a third of the bytes, for 10 ms.
FIRST: tuple[Shape, ...] = (
    Shape(Ratio.WIDE, 480),
    Shape(Ratio.WIDE, 960),
    Shape(Ratio.CLASSIC, 320),
    Shape(Ratio.CLASSIC, 640),
    Shape(Ratio.WHOLE, 640),
    Shape(Ratio.SQUARE, 160),
)

# AVIF takes ten times as long as WebP, so only the lead, which decides when a page looks ready, comes as AVIF too.
FORMATS: dict[Ratio, Sequence[Format]] = {
    Ratio.WIDE: (Format.JPEG, Format.WEBP, Format.AVIF),
    Ratio.CLASSIC: (Format.JPEG, Format.WEBP),
    Ratio.SQUARE: (Format.JPEG, Format.WEBP),
    Ratio.WHOLE: (Format.JPEG, Format.WEBP),
}

ALL: tuple[Shape, ...] = tuple(
    Shape(ratio, width, form) for ratio, widths in WIDTHS.items() for form in FORMATS[ratio] for width in widths
)

# No page shows more than 1600 px; half as much again leaves room for other cuts later.
LONGEST_ORIGINAL = 2400
