"""Press graphics: numbers large enough to read on a telephone, one colour for the point that the story makes."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

import math
from collections.abc import Sequence

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, ink, lighter, mix
from comments.seeding.pictures.scenes.frame import Frame

PAPERS: dict[str, tuple[Colour, Colour, Colour, Colour]] = {  # paper, ink, quiet, the point
    "cream": (ink("f4ead2"), ink("20323f"), ink("a9b3a6"), ink("c8452f")),
    "sea": (ink("17384a"), ink("f3ead2"), ink("4f7a88"), ink("f0a63c")),
    "sand": (ink("e6cfa2"), ink("2b2a3a"), ink("b39a72"), ink("14686b")),
    "rose": (ink("efd3c3"), ink("3a2233"), ink("c69f95"), ink("9c2f43")),
    "moss": (ink("dfe3c8"), ink("21362f"), ink("a3b293"), ink("c5572b")),
}
LEFT, RIGHT, TOP, BOTTOM = 120, 1380, 330, 840


def _page(c: Canvas, *, title: str, note: str, source: str, paper: str) -> tuple[Colour, Colour, Colour, Colour]:
    """The empty sheet with its heading; returns its inks."""
    sheet, text, quiet, point = PAPERS[paper]
    c.rect(0, 0, 1500, 1000, sheet)
    c.rect(LEFT, 84, 90, 14, point)
    c.text(LEFT, 160, title, 68, text, anchor="lm")
    c.text(LEFT, 232, note, 36, mix(text, sheet, 0.25), anchor="lm", bold=False)
    c.text(LEFT, 940, source, 26, mix(text, sheet, 0.4), anchor="lm", bold=False)
    c.text(RIGHT, 940, "The Harbour Courier", 26, mix(text, sheet, 0.25), anchor="rm")
    return sheet, text, quiet, point


def columns(c: Canvas, *, title: str, note: str, source: str, values: Sequence[float], labels: Sequence[str], unit: str = "",
            mark: int = -1, paper: str = "cream") -> Frame:
    """One column a value, one of them marked."""
    sheet, text, quiet, point = _page(c, title=title, note=note, source=source, paper=paper)
    mark %= len(values)
    top, wide = max(values), (RIGHT - LEFT) / len(values)
    for line in range(1, 4):
        c.rect(LEFT, BOTTOM - (BOTTOM - TOP) * line / 3.3, RIGHT - LEFT, 2, mix(quiet, sheet, 0.5))
    for index, (value, label) in enumerate(zip(values, labels, strict=True)):
        x, h = LEFT + index * wide + wide * 0.14, (BOTTOM - TOP - 40) * value / top
        tint = point if index == mark else mix(quiet, text, 0.12)
        column = [(x, BOTTOM - h), (x + wide * 0.72, BOTTOM - h), (x + wide * 0.72, BOTTOM), (x, BOTTOM)]
        c.poly(column, tint)
        c.spray(column, darker(tint, 0.35), towards="down", amount=0.45)
        c.text(x + wide * 0.36, BOTTOM - h - 28, f"{value:,g}{unit}", 44 if index == mark else 32, point
            if index == mark else text)
        c.text(x + wide * 0.36, BOTTOM + 40, label, 30, text, bold=index == mark)
    c.rect(LEFT, BOTTOM, RIGHT - LEFT, 5, text)
    return Frame(LEFT + (mark + 0.5) * wide * 0.6 + 300, 560, "a column chart", grain=0.55)


def lines(c: Canvas, *, title: str, note: str, source: str, series: dict[str, Sequence[float]], labels: Sequence[str],
        unit: str = "",
          paper: str = "cream", curved: bool = False, level: tuple[float, str] | None = None) -> Frame:
    """Lines with their names at their ends; the first is the point. `level` draws a threshold with its name."""
    sheet, text, quiet, point = _page(c, title=title, note=note, source=source, paper=paper)
    everything = [value for row in series.values() for value in row] + ([level[0]] if level else [])
    low, high = min(0.0, *everything), max(everything) * 1.08
    right = RIGHT - (210 if len(series) > 1 else 120)

    def place(index: float, value: float, count: int) -> tuple[float, float]:
        return LEFT + 90 + (right - LEFT - 90) * index / (count - 1), BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    step = _step(high - low)
    for mark in range(int((high - low) / step) + 1):
        value = low + mark * step
        y = place(0, value, 2)[1]
        c.rect(LEFT + 90, y, right - LEFT - 90, 2, mix(quiet, sheet, 0.4))
        c.text(LEFT + 70, y, f"{value:,g}{unit}", 28, mix(text, sheet, 0.25), anchor="rm", bold=False)
    if level:
        y = place(0, level[0], 2)[1]
        for x in range(int(LEFT + 90), int(right), 30):
            c.rect(x, y - 2, 18, 5, text)
        c.text(right - 8, y - 26, level[1], 30, text, anchor="rm")
    for rank, (name, row) in reversed(list(enumerate(series.items()))):
        tint = point if rank == 0 else mix(quiet, text, 0.15 + 0.25 * (rank % 2))
        path = [place(index, value, len(row)) for index, value in enumerate(row)]
        path = smooth(path, closed=False) if curved else path
        if rank == 0:
            area = [(path[0][0], BOTTOM), *path, (path[-1][0], BOTTOM)]
            c.poly(area, tint, 0.16)
            c.spray(area, lighter(tint, 0.15), towards="up", amount=0.28)
        c.line(path, 12 if rank == 0 else 7, tint)
        c.disc(*path[-1], 16 if rank == 0 else 10, tint)
        c.text(path[-1][0] + 28, path[-1][1], name, 36 if rank == 0 else 30, tint if rank == 0 else text, anchor="lm",
            bold=rank == 0)
    for index, label in enumerate(labels):
        c.text(place(index, 0, len(labels))[0], BOTTOM + 40, label, 28, text, bold=False)
    c.rect(LEFT + 90, BOTTOM, right - LEFT - 90, 5, text)
    return Frame(800, 560, "a line chart", grain=0.55)


def _step(span: float) -> float:
    """A round number that divides the span into three to seven parts."""
    tens = 10.0 ** math.floor(math.log10(span / 3))
    return next(tens * part for part in (1, 2, 2.5, 5, 10) if span / (tens * part) <= 7)


def bars(c: Canvas, *, title: str, note: str, source: str, rows: Sequence[tuple[str, float]], unit: str = "", mark: int = 0,
         paper: str = "cream") -> Frame:
    """Lying bars with long names, one of them marked."""
    _, text, quiet, point = _page(c, title=title, note=note, source=source, paper=paper)
    top, tall = max(value for _, value in rows), (BOTTOM + 40 - 300) / len(rows)
    for index, (name, value) in enumerate(rows):
        y, w = 300 + index * tall, 760 * value / top
        tint = point if index == mark else mix(quiet, text, 0.12)
        bar = [(LEFT + 360, y + tall * 0.16), (LEFT + 360 + w, y + tall * 0.16), (LEFT + 360 + w, y + tall * 0.84),
            (LEFT + 360, y + tall * 0.84)]
        c.poly(bar, tint)
        c.spray(bar, darker(tint, 0.35), towards="right", amount=0.42)
        c.text(LEFT + 340, y + tall / 2, name, 34, text, anchor="rm", bold=index == mark)
        c.text(LEFT + 380 + w, y + tall / 2, f"{value:,g}{unit}", 38 if index == mark else 32, point if index == mark else text,
            anchor="lm")
    c.rect(LEFT + 355, 296, 5, BOTTOM + 40 - 292, text)
    return Frame(720, 540, "a bar chart", grain=0.55)
