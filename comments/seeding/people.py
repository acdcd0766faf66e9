"""The readers of the demo newspaper: names from several scripts, a voice each, and how much they write."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from comments.seeding.debates import SIDES, Voice, voices
from comments.seeding.reading import TEXTS

# A tenth of the readers write four in ten comments, and some hardly ever: rank by rank 1 / (rank + HEAD) ** SKEW, after
# Zipf and Mandelbrot. Without the head the first reader alone writes an eighth, and answers everybody.
SKEW, HEAD = 0.9, 6
# Two of three agree with whoever proposes a thing; how many do in a debate varies about that.
FOR = 0.55
# So many people are asked before somebody speaks in a second written thread of a story.
ASKED = 8
# Newcomers wait with their first comments; so many of a hundred readers have not written before.
NEWCOMERS = 0.2
# Of so many readers three have much of what they write removed.
ENOUGH_FOR_OFFENDERS, OFFENDERS = 100, 3


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


# The demo's own reader, who may be signed in as and says only what is written for them (`accounts.PEOPLE`).
VISITOR = Reader(0, "Robin Thale", Voice("plain", (), (), (), ()), 0.0)


@dataclass(frozen=True)
class Cast:
    """Who writes: who has been here for a while, whose first words are waiting, and of whom much is removed."""

    regulars: Sequence[Reader]
    newcomers: Sequence[Reader]
    offenders: Sequence[Reader] = ()


class Company:
    """The readers of one conversation, by where they stand in its debate. `rng` says who speaks up."""

    def __init__(self, debate: str, readers: Sequence[Reader], *, rng: random.Random) -> None:
        self.rng = rng
        self.readers: dict[str, list[Reader]] = {side: [] for side in SIDES}
        for reader in readers:
            self.readers[reader.side(debate)].append(reader)
        self.weights = {side: list(accumulate(reader.weight for reader in found)) for side, found in self.readers.items()}
        self.spoken: set[int] = set()

    def writer(self, side: str, *, besides: Reader | None = None) -> Reader:
        """Somebody of this side, those who write much more often than others."""
        side = side if self.readers[side] else other_side(side)
        for _again in range(20):
            found = self.rng.choices(self.readers[side], cum_weights=self.weights[side])[0]
            if besides is None or found.number != besides.number:
                return found
        return found

    def speaker(self, side: str, *, besides: Iterable[Reader]) -> Reader:
        """Somebody of this side who has not spoken in this thread, nor in another written one while there are others."""
        there = {reader.number for reader in besides}
        for again in range(2 * ASKED):
            found = self.writer(side)
            if found.number not in there and (again >= ASKED or found.number not in self.spoken):
                break
        self.spoken.add(found.number)
        return found


def other_side(side: str) -> str:
    """The side that argues with this one."""
    return SIDES[1] if side == SIDES[0] else SIDES[0]


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


def cast(readers: Sequence[Reader]) -> Cast:
    """Part the readers; the newcomers are the last to have joined."""
    old = len(readers) - int(len(readers) * NEWCOMERS)
    here = old - (OFFENDERS if len(readers) >= ENOUGH_FOR_OFFENDERS else 0)
    return Cast(readers[:here], readers[old:], readers[here:old])


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
