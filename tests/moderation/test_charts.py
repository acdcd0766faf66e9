"""Charts: from zero, whole, legible, in the reader's numbers; for no data, for one piece, for huge numbers."""

import math
import re
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from comments.moderation import charts
from comments.moderation.charts import Column

# A telephone of 320 pixels, its gutters and the chart's margin taken off; a sign of 12 px type is at most this wide.
NARROWEST, SIGN = 224, 7


def drawn(values, *, label="18:00", **over):
    return charts.columns([Column(value, label, f"{value}") for value in values], name="Decisions", **over)


def parsed(svg):
    return etree.fromstring(svg)


def numbers_of(svg):
    return [text.text for text in parsed(svg).findall("text") if "chart-scale" in text.get("class")]


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 1),
        (5e-324, 1),
        (0.3, 1),
        (1, 1),
        (1.5, 2),
        (3, 4),
        (5, 6),
        (7, 8),
        (9, 10),
        (11, 20),
        (99, 100),
        (101, 200),
        (10**9, 10**9),
        (math.inf, 1),
    ],
)
def test_the_axis_ends_at_a_round_number(most, top):
    assert charts.nice_top(most) == top


@given(st.lists(st.floats(min_value=0, max_value=1e12), max_size=40))
def test_every_column_stands_within_the_chart(values):
    svg = parsed(drawn(values))

    for rect in svg.findall("rect"):
        y, height = float(rect.get("y")), float(rect.get("height"))
        x, width = float(rect.get("x").rstrip("%")), float(rect.get("width").rstrip("%"))
        assert y >= charts.TOP - 0.01
        assert y + height == pytest.approx(charts.HEIGHT - charts.BOTTOM, abs=0.02)
        assert x >= 0
        assert x + width <= 100.01


def test_the_axis_begins_at_zero_and_columns_are_as_high_as_their_numbers():
    svg = drawn([0, 5, 10])

    assert numbers_of(svg)[0] == "0"
    assert numbers_of(svg)[-1] == "10"
    heights = [float(rect.get("height")) for rect in parsed(svg).findall("rect")]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.02)


def test_numbers_on_an_axis_of_counts_are_whole():
    assert [numbers_of(drawn([value])) for value in (1, 2, 3, 6)] == [
        ["0", "1"],
        ["0", "1", "2"],
        ["0", "1", "2", "3", "4"],
        ["0", "3", "6"],
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 5, 24, 28, 30, 400])
@pytest.mark.parametrize("label", ["18:00", "Mon", "23 Nov"])
def test_what_is_written_below_does_not_overlap_on_the_narrowest_screen(count, label):
    svg = parsed(drawn([1] * count, label=label))
    begins = [float(t.get("x").rstrip("%")) / 100 * NARROWEST for t in svg.findall("text") if "chart-scale" not in t.get("class")]

    assert bool(begins) == bool(count)
    for begin, end in pairwise([*begins, NARROWEST]):
        assert begin + SIGN * len(label) <= end
    assert len(begins) <= charts.LABELS


def test_numbers_of_the_axis_stand_apart():
    places = [float(t.get("y")) for t in parsed(drawn([7])).findall("text") if "chart-scale" in t.get("class")]

    assert all(abs(one - other) >= 14 for one, other in pairwise(places))


@pytest.mark.parametrize("value", [9_999, 10_000, 999_999, 10**6, 123_456_789, 10**12])
def test_numbers_of_the_axis_fit_into_its_margin(value):
    assert all(len(said) <= 8 for said in numbers_of(drawn([value])))


def test_numbers_are_written_as_the_readers_language_writes_them():
    with translation.override("de"):
        assert charts.number(1234567.0) == "1.234.567"
        assert charts.number(2.5) == "2,5"
        svg = drawn([2.5, 1.25])
    assert charts.number(1234567) == "1,234,567"
    # A coordinate is none of the reader's numbers.
    assert not re.search(r'(?:x|y|width|height)="[^"]*,', svg)


def test_no_data_is_a_chart_without_columns():
    assert parsed(drawn([])).findall("rect") == []
    assert numbers_of(drawn([])) == ["0", "1"]


def test_a_chart_says_what_it_is_and_names_are_never_markup():
    svg = charts.columns([Column(1, "<b>", '"><script>')], name='<i>"')

    assert parsed(svg).get("aria-label") == '<i>"'
    assert parsed(svg).get("role") == "img"
    assert "<script>" not in svg


def test_a_bar_shows_its_parts_one_after_the_other_and_ends_where_its_row_does():
    rects = parsed(charts.bar([1, 0, 3], most=8)).findall("rect")

    assert [(r.get("class"), r.get("x"), r.get("width")) for r in rects] == [
        ("chart-part-0", "0%", "12.5%"),
        ("chart-part-2", "12.5%", "37.5%"),
    ]


@pytest.mark.parametrize(
    ("parts", "most"), [([], 0), ([0, 0], 0), ([5], 0), ([math.nan], 1), ([10**15, 10**15], 10**15), ([-3], 4)]
)
def test_bars_of_odd_numbers_stay_within_their_cell(parts, most):
    for rect in parsed(charts.bar(parts, most=most)).findall("rect"):
        assert 0 <= float(rect.get("x").rstrip("%")) + float(rect.get("width").rstrip("%")) <= 100


def test_colours_are_the_sheets_and_nothing_is_styled_in_place():
    for svg in (drawn([1, 2]), charts.bar([1, 2], most=3), charts.swatch(1)):
        assert not re.search(r"fill=|stroke=|style=|#[0-9a-f]{3}", svg)
