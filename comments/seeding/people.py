"""The readers of the demo newspaper: names from several scripts, a voice each, and how much they write."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comments.seeding.debates import SIDES, Voice, voices
from comments.seeding.reading import TEXTS

# A tenth of the readers write four in ten comments, and some hardly ever: rank by rank 1 / (rank + HEAD) ** SKEW, after
# Zipf and Mandelbrot. Without the head the first reader alone writes an eighth, and answers everybody.
SKEW, HEAD = 0.9, 6
# Two of three agree with whoever proposes a thing; how many do in a debate varies about that.
FOR = 0.55


@dataclass(frozen=True)
class Reader:
    """One invented reader. `number` names the account; `weight` says how often they write."""

    number: int
    name: str
    voice: Voice
    weight: float

    @property
    def email(self) -> str:
        """An address in a domain that never exists (RFC 2606)."""
        return f"reader-{self.number:05}@readers.example"

    def side(self, debate: str) -> str:
        """Where they stand in a debate: always the same."""
        return _side(debate, self.number)


@cache
def _side(debate: str, number: int) -> str:
    return SIDES[0] if random.Random(f"{debate} {number}").random() < FOR else SIDES[1]


def crowd(count: int, *, seed: int) -> list[Reader]:
    """So many readers, the same for the same seed."""
    rng = random.Random(f"readers {seed}")
    known = voices()
    return [
        Reader(number, name, rng.choice(known), 1 / (HEAD + rng.randrange(count)) ** SKEW)
        for number, name in enumerate(itertools.islice(_names(rng), count), start=1)
    ]


def _names(rng: random.Random) -> Iterator[str]:
    """Names without end: those that were thought of first, then pairs, then pairs with a number."""
    lists: dict[str, list[str]] = {"name": [], "first": [], "last": []}
    for line in (TEXTS / "readers.txt").read_text(encoding="utf-8").splitlines():
        kind, _space, name = line.partition(" ")
        if kind in lists:
            lists[kind].append(name)
    pairs = [f"{first} {last}" for first in lists["first"] for last in lists["last"]]
    rng.shuffle(pairs)
    # One in four bears a name they made up, until these are used; so even a small crowd has both.
    made_up, plain = lists["name"], iter(pairs)
    rng.shuffle(made_up)
    for name in made_up:
        yield name
        yield from itertools.islice(plain, 3)
    yield from plain
    for number in itertools.count(2):
        yield from (f"{pair} {number}" for pair in pairs)
