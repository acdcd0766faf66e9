"""A template rendered once with holes in it, and filled many times: a hundredth of the cost of rendering it each time.

The template decides nothing by the values that fill its holes; where it must (is there a badge?), that is part of which
stencil is asked for. Whoever fills a hole escapes what goes in.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

# Nobody outside this process knows it, so nothing in a template or a translation can be taken for a hole.
_TOKEN = f"hole{secrets.token_hex(12)}"
_HOLE = re.compile(rf"{_TOKEN}([a-z]+)_")


def hole(name: str) -> SafeString:
    """What stands in a stencil where the value `name` (small letters) goes in."""
    return mark_safe(f"{_TOKEN}{name}_")


class Stencil:
    """A text with holes."""

    def __init__(self, text: str) -> None:
        # The language's own formatting fills all holes in one step.
        self.form = _HOLE.sub(r"%(\1)s", text.replace("%", "%%"))

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with every hole filled."""
        return self.form % values
