"""Names as the eye takes them in: which two look alike, and which scripts one is written in (Unicode TR 39).

The data is Unicode's, as the library `confusable-homoglyphs` carries it. It is read at the first name somebody chooses
and kept as one small table a process; a start reads nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

DATA = "confusable_homoglyphs"
# Unicode prints letters of scripts read from the right between these marks; the library has kept them.
LEFT_TO_RIGHT = "\u200e"

# A gap that tells nothing: one that does not part two numbers.
GAP = re.compile(r"(?<!\d) | (?!\d)")
# No name comes near it. Unicode has characters that stand for eighteen letters, and an index takes 2,704 bytes.
LONGEST_KEY = 200

# Written together in one name by whole peoples (TR 39, "highly restrictive"); everything else is one script a name.
WRITTEN_TOGETHER = (
    {"LATIN", "HAN", "HIRAGANA", "KATAKANA"},
    {"LATIN", "HAN", "BOPOMOFO"},
    {"LATIN", "HAN", "HANGUL"},
)
# Spaces, hyphens, digits, and marks that take the script of their letter.
OF_NO_SCRIPT = {"COMMON", "INHERITED", "Unknown"}


@dataclass(frozen=True, slots=True)
class Table:
    """What the library knows, as two look-ups: the letters a character looks like, and where each script begins."""

    looks_like: dict[str, str]
    begins: list[int]
    scripts: list[tuple[int, str]]

    def script_of(self, letter: str) -> str:
        """The script of a character, in Unicode's words."""
        end, script = self.scripts[bisect_right(self.begins, ord(letter)) - 1]
        return script if ord(letter) <= end else "Unknown"


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of this process. Reading it takes 0.1 s, once."""
    ranges = sorted(_read("categories.json")["code_points_ranges"])
    names = _read("categories.json")["iso_15924_aliases"]
    return Table(
        _prototypes(_read("confusables.json")),
        [begin for begin, _end, _script, _category in ranges],
        [(end, names[script]) for _begin, end, script, _category in ranges],
    )


def key(name: str) -> str:
    """What two names share that a reader could take for one another: case, width, accents and look-alike letters folded.

    What is neither letter nor digit goes, except between two digits: "Kira-Evans" is "Kira Evans", "Reader 1 2" is not
    "Reader 12". Each letter counts as what its capital looks like, since names begin with one: Cyrillic "Вова" is "Boba".
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = _bare(plain)
    spaced = " ".join("".join(c if _is_written(c) else " " for c in plain).split())
    return "".join(map(_folded, GAP.sub("", spaced)))[:LONGEST_KEY] or name[:LONGEST_KEY]


def scripts(name: str) -> set[str]:
    """The scripts a name is written in."""
    found = {table().script_of(letter) for letter in unicodedata.normalize("NFKC", name)}
    return found - OF_NO_SCRIPT


def mixes_scripts(name: str) -> bool:
    """Whether letters of scripts stand together that nobody writes together."""
    found = scripts(name)
    return len(found) > 1 and not any(found <= together for together in WRITTEN_TOGETHER)


@lru_cache(maxsize=4096)
def _is_written(character: str) -> bool:
    """Whether it is a letter, a digit, a mark on one, or a sign that passes for a letter, as | does."""
    return unicodedata.category(character)[0] in "LNM" or _is_latin(table().looks_like.get(character, ""))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """What one character of a name looks like, in small Latin letters where it looks like any."""
    shapes = [_bare(table().looks_like.get(form, form)) for form in (character.upper(), character.lower())]
    plain = next((shape for shape in shapes if shape.isascii()), shapes[-1]).casefold()
    # A small m passes for r and n, which its capital does not; a letter that passes for i alone has no capital I.
    return plain.replace("m", "rn").replace("i", "l")


def _bare(text: str) -> str:
    """Without accents. Signs of vowels, which tell words apart in India, Thailand and Japan, stay."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not _is_an_accent(unicodedata.combining(c)))


def _is_an_accent(combining: int) -> bool:
    # Unicode's combining classes: strokes through a letter; points of Hebrew and Arabic; whatever stands above or below.
    return combining == 1 or 10 <= combining <= 36 or combining >= 200


def _prototypes(data: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """For each character that passes for others, the one that stands for them all."""
    looks_like: dict[str, str] = {}
    for group in _groups(data):
        # Among digits and letters a Latin letter; else the most letters, since "rn" typed as two cannot become one.
        prototype = min(group, key=lambda text: (not _is_latin(text), -len(text), not text.isalpha(), text.isupper(), text))
        looks_like |= {text: prototype for text in group if len(text) == 1 and text != prototype}
    return looks_like


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _groups(data: dict[str, list[dict[str, str]]]) -> Iterator[set[str]]:
    """Characters that pass for one another, directly or by way of others."""
    beside: dict[str, set[str]] = defaultdict(set)
    for character, others in data.items():
        beside[character.strip(LEFT_TO_RIGHT)] |= {other["c"].strip(LEFT_TO_RIGHT) for other in others}
    while beside:
        _first, waiting = beside.popitem()
        group = {_first}
        while waiting:
            group |= waiting
            waiting = set().union(*(beside.pop(text, set()) for text in waiting)) - group
        yield group


def _read(name: str) -> Any:
    return json.loads((resources.files(DATA) / name).read_text(encoding="utf-8"))
