"""Every pair of colours is readable by day and by night: text 4.5:1 (WCAG 2.2, 1.4.3), edges 3:1 (1.4.11)."""

import re

import pytest

from tests.architecture.sources import ROOT

TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+):\s*#([0-9a-f]{6});")

INKS = ["ink", "bright", "quiet", "accent-plain", "accent-deep", "wrong", "good", "warning"]
TEXT = [
    *[(ink, ground) for ink in INKS for ground in ["paper", "wash"]],
    ("on-accent", "accent-plain"),
    ("on-accent", "accent-deep"),
    ("paper", "wrong"),
    ("bright", "mark"),
    *[("on-avatar", f"avatar-{number}") for number in range(12)],
]
# What shows where a field or a button ends.
EDGES = [("edge", "paper"), ("accent-plain", "paper"), ("wrong", "paper"), ("good", "paper"), ("warning", "wash")]


def palettes():
    """The colours by day, and by night as they overrule them."""
    day, night = re.split(r"prefers-color-scheme: dark", TOKENS)
    by_day = dict(COLOUR.findall(day))
    return {"day": by_day, "night": by_day | dict(COLOUR.findall(night))}


def luminance(colour):
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast of two colours, from 1 to 21."""
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT, ids="-on-".join)
def test_text_is_readable(scheme, ink, ground):
    colours = palettes()[scheme]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("edge", "ground"), EDGES, ids="-on-".join)
def test_edges_can_be_seen(scheme, edge, ground):
    colours = palettes()[scheme]

    assert contrast(colours[edge], colours[ground]) >= 3


def test_night_has_colours_of_its_own():
    day, night = palettes()["day"], palettes()["night"]

    assert [name for name in day if day[name] == night[name]] == []


def test_no_colour_is_named_outside_the_tokens():
    elsewhere = [
        f"{path.name}: {found}"
        for path in (ROOT / "static/css").glob("*.css")
        if path.name != "tokens.css"
        for found in re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", _on_screen(path))
    ]

    assert not elsewhere, elsewhere


def _on_screen(path):
    # Printed paper is white and ink black, whatever the screen has; a mask has an opaque side and no colour.
    return re.sub(r"mask-image:[^;]*;", "", path.read_text(encoding="utf-8").split("@media print")[0])
