"""Where the texts of the demo newspaper are read, and set as a newspaper sets them: with typographic quotation marks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts")

# A mark opens before a word and after nothing, a space, a bracket or a dash; emphasis and tags between them do not count.
# Addresses and tags are matched so as to be left as they are.
MARKS = re.compile(
    r"""
    (?P<kept> \w+://[^\s"<>]+ )
    | (?<! [^\s(\[“—–] ) (?P<markup> (?: \* | <[^<>]*> )* ) (?P<opening> ["']+ ) (?= \S )
    | (?P<tag> <[^<>]*> )
    | (?P<closing> ["'] )
    """,
    re.VERBOSE,
)
# What an apostrophe may stand before: '53, 'em, 'tis.
ELIDED = re.compile(r"\d|(?:em|til|tis|twas|cause)\b", re.IGNORECASE)
OPENING, CLOSING = {'"': "“", "'": "‘"}, {'"': "”", "'": "’"}


def typographic(text: str) -> str:
    """The text with “ ” ‘ ’ in place of straight marks. Addresses and whatever stands within a tag stay as they are."""
    return MARKS.sub(_set, text)


def _set(found: re.Match[str]) -> str:
    if closing := found["closing"]:
        return CLOSING[closing]
    if opening := found["opening"]:
        elided = opening == "'" and ELIDED.match(found.string, found.end())
        return found["markup"] + "".join((CLOSING if elided else OPENING)[mark] for mark in opening)
    return found[0]


def read(path: Path) -> str:
    """The text of one file, as readers are to see it."""
    return typographic(path.read_text(encoding="utf-8"))


def read_table(name: str) -> dict[str, Any]:
    """One of the TOML files, its values as readers are to see them."""
    table: dict[str, Any] = _values(tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8")))
    return table


def _values(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: _values(value) for name, value in found.items()}
    if isinstance(found, list):
        return [_values(value) for value in found]
    return typographic(found) if isinstance(found, str) else found
