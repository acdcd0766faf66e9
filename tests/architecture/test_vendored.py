"""What we carry of others is exactly what its page says it is, and comes with its licence."""

import hashlib
import re

import pytest

from tests.architecture.sources import ROOT

FONTS = ROOT / "static/fonts"
TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.woff2")), ids=lambda p: p.name)
def test_a_font_is_the_one_that_its_page_describes(font):
    described = dict(re.findall(r"`([\w.-]+\.woff2)` \| `([0-9a-f]{64})`", (FONTS / "README.md").read_text(encoding="utf-8")))

    assert hashlib.sha256(font.read_bytes()).hexdigest() == described[font.name]


def test_every_font_is_used_and_every_one_used_is_there():
    used = set(re.findall(r"fonts/([\w.-]+\.woff2)", TOKENS))

    assert used == {path.name for path in FONTS.glob("*.woff2")}


def test_the_fonts_come_with_their_licence():
    assert "SIL Open Font License" in (FONTS / "LICENSE").read_text(encoding="utf-8")
