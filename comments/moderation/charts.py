"""Charts as SVG, drawn on the server: data in, markup out. Pure; no script, no image, no colour of their own.

Colours are classes of `desk.css`, text is `currentColor`, so both themes and paper work. Widths are percentages and text keeps
its size, so a chart is as wide as its column on any screen; axes begin at zero. What a chart shows stands in a table beside it:
the chart is its picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# A chart of columns: how high in pixels, with room for half a number above its uppermost line and for moments below. The
# numbers of its axis stand in the margin that `.chart-frame` leaves.
HEIGHT, TOP, BOTTOM = 180, 10, 26
# Moments below it: four stand apart on the narrowest telephone, 320 pixels across.
LABELS = 4
# Of a column's place, so much is the column; the rest parts it from the next.
FILLED = 0.8
# Lines across: zero, the top, and as many between as the eye can use.
LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how high, what is written below it if there is room, and what it says when one points at it."""

    value: float
    label: str
    title: str


def nice_top(most: float) -> float:
    """The first round number that is not below `most`: 1, 2, 4, 6, 8 or 10 times a power of ten; 1 for nothing."""
    # Half a thing waits for nobody: an axis of small counts has whole numbers on it.
    if not math.isfinite(most) or most <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(float(step * power) for step in (1, 2, 4, 6, 8, 10) if step * power >= most * (1 - 1e-9))


def number(value: float) -> str:
    """A number as the reader's language writes it: whole where it is, else with one digit behind the point."""
    whole = math.isclose(value, round(value), abs_tol=0.05)
    return number_format(round(value) if whole else round(value, 1), decimal_pos=0 if whole else 1, force_grouping=True)


def short_number(value: float) -> str:
    """A number for the margin of a chart, where seven signs have room: thousands and millions by their letter."""
    if value >= 1e9:
        return _("%(number)s bn") % {"number": number(value / 1e9)}
    if value >= 1e6:
        return _("%(number)s m") % {"number": number(value / 1e6)}
    if value >= 1e4:
        return _("%(number)s k") % {"number": number(value / 1e3)}
    return number(value)


def columns(data: Sequence[Column], *, name: str, highest: float | None = None) -> SafeString:
    """Columns side by side in the order of time, under an axis from zero to a round number.

    `name` is what it is for who cannot see it; `highest` lets several charts share one scale.
    """
    top = nice_top(max([column.value for column in data], default=0.0) if highest is None else highest)
    drawn = HEIGHT - TOP - BOTTOM
    place = 100 / max(len(data), 1)
    bars = format_html_join(
        "",
        '<rect class="chart-column" x="{}%" y="{}" width="{}%" height="{}"><title>{}</title></rect>',
        (
            (
                _short(place * (at + (1 - FILLED) / 2)),
                _short(TOP + drawn - drawn * _share(column.value, top)),
                _short(place * FILLED),
                _short(drawn * _share(column.value, top)),
                column.title,
            )
            for at, column in enumerate(data)
        ),
    )
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" width="100%" height="{}" direction="ltr">{}{}{}</svg>',
        name,
        HEIGHT,
        _axis(top, drawn=drawn),
        bars,
        _moments(data, place=place),
    )


def bar(parts: Sequence[float], *, most: float) -> SafeString:
    """A row's bar, of one part or several after each other, as long as the row's share of `most`. Its numbers stand beside it."""
    drawn, begins = [], 0.0
    for at, part in enumerate(parts):
        share = 100 * _share(part, most)
        if share > 0:
            drawn.append((at, _short(begins), _short(min(share, 100 - begins))))
        begins = min(begins + share, 100.0)
    rects = format_html_join("", '<rect class="chart-part-{}" x="{}%" y="0" width="{}%" height="12"/>', drawn)
    return format_html('<svg class="chart-bar" aria-hidden="true" width="100%" height="12" direction="ltr">{}</svg>', rects)


def swatch(at: int) -> SafeString:
    """The colour of the part number `at`, beside its name."""
    return format_html(
        '<svg class="chart-swatch" aria-hidden="true" width="12" height="12">'
        '<rect class="chart-part-{}" width="12" height="12"/></svg>',
        at,
    )


def _axis(top: float, *, drawn: float) -> SafeString:
    # An axis up to 1 has nothing between its ends that could be counted.
    lines = 1 if top <= 1 else 2 if top <= 2 else LINES if top % LINES == 0 else 2
    return format_html_join(
        "",
        '<line class="chart-line" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
        '<text class="chart-text chart-scale" x="-8" y="{1}" text-anchor="end">{2}</text>',
        (
            (_short(TOP + drawn * (1 - at / lines)), _short(TOP + drawn * (1 - at / lines) + 4), short_number(top * at / lines))
            for at in range(lines + 1)
        ),
    )


def _moments(data: Sequence[Column], *, place: float) -> SafeString:
    """What is written below: the first column's moment, and others evenly from there, as many as stand apart."""
    every = max(1, math.ceil(len(data) / LABELS))
    return format_html_join(
        "",
        '<text class="chart-text" x="{}%" y="{}">{}</text>',
        ((_short(place * at), HEIGHT - 6, column.label) for at, column in enumerate(data) if at % every == 0),
    )


def _share(value: float, top: float) -> float:
    """What part of the whole a value is; never less than nothing, nor more than all."""
    if not math.isfinite(value) or not math.isfinite(top) or top <= 0:
        return 0.0
    return min(max(value / top, 0.0), 1.0)


def _short(value: float) -> str:
    """A coordinate: two digits behind the point are less than a pixel. SVG wants a point, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
