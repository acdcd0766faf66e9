"""What people argue about, and how they speak: points with everything that can be said for, against and around them.

A debate's file is a list of points. `@ key side` begins one; each line after it is one text, told by its first sign:

    = says it     + agrees     - objects     ~ answers an objection     ? asks     : answers the question     ! jokes
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comments.seeding.reading import TEXTS, read

KINDS = {"=": "say", "+": "agree", "-": "object", "~": "rejoin", "?": "ask", ":": "tell", "!": "joke"}
SIDES = ("for", "against")

# What may follow a remark of each kind: from whoever holds with its point, and from the others. A kind named twice is
# chosen twice as often. "turn" is a point of one's own after a word of transition, "yield" one after giving way.
SAME, OTHER = 0, 1
FOLLOWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "say": (("agree", "agree", "agree", "ask", "joke"), ("object", "object", "object", "object", "ask", "joke")),
    "agree": (("turn", "joke"), ("object", "object", "turn")),
    "object": (("rejoin", "rejoin", "rejoin", "turn"), ("turn", "joke")),
    "rejoin": (("turn", "joke"), ("yield", "yield", "turn")),
    "ask": (("tell",), ("tell",)),
    "tell": (("turn", "joke"), ("yield", "turn")),
    "joke": (("turn", "agree"), ("turn", "object")),
}
# What brings in a point of the speaker's own.
OWN = frozenset({"turn", "yield"})
# The nth text of these kinds in a point answers its nth text of that kind.
REPLIES = {"rejoin": "object", "tell": "ask"}


@dataclass(frozen=True)
class Point:
    """One thing that can be argued, from one side, and what others make of it."""

    key: str
    side: str
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Voice:
    """How somebody begins, ends, turns to a point of their own, and gives way."""

    name: str
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    turns: tuple[str, ...]
    concedes: tuple[str, ...]


@cache
def debate(name: str) -> tuple[Point, ...]:
    """The points of one debate, in the order of its file."""
    points: list[tuple[str, str, dict[str, list[str]]]] = []
    for line in read(TEXTS / "debates" / f"{name}.txt").splitlines():
        sign, _space, text = line.partition(" ")
        if sign == "@":
            key, side = text.split()
            points.append((key, side, {kind: [] for kind in KINDS.values()}))
        elif sign:
            points[-1][2][KINDS[sign]].append(text)
    return tuple(Point(key, side, {kind: tuple(found) for kind, found in texts.items()}) for key, side, texts in points)


@cache
def voices() -> tuple[Voice, ...]:
    """Every voice of the town."""
    found: dict[str, dict[str, list[str]]] = {}
    current = ""
    for line in read(TEXTS / "voices.txt").splitlines():
        kind, _space, text = line.partition(" ")
        if kind == "voice":
            current = text
            found[current] = {"open": [], "close": [], "turn": [], "concede": []}
        elif kind in {"open", "close", "turn", "concede"}:
            found[current][kind].append(text)
    return tuple(Voice(name, *(tuple(texts) for texts in parts.values())) for name, parts in found.items())


class Deck:
    """Texts dealt so that none comes again before the others of its pile have had their turn."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.left: dict[Sequence[str], list[str]] = {}

    def deal(self, pile: Sequence[str]) -> str:
        """The next text of this pile; `pile` must not be empty."""
        left = self.left.get(pile)
        if not left:
            left = self.left[pile] = list(pile)
            self.rng.shuffle(left)
        return left.pop()
