"""What a page shows: told by its builder while it is built, remembered with it, compared when it is asked for again.

A page may have one *inset*, a stretch that changes far more often than the rest (a story's conversation): what it shows
is told and remembered apart from the *frame* around it. While the frame's stamps stand, a rebuild makes the inset alone.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Where the inset goes in the text of its frame. Nobody outside this process knows it, so no reader's text can contain it.
PLACE = f"<!--inset {secrets.token_hex(12)}-->"


class Shown:
    """What a page, or the frame or the inset of one, depends on and carries."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self.nearly: dict[str, float] = {}
        self.until: datetime | None = None
        self.noted: dict[str, list[int]] = {}
        self.reading_of: int | None = None

    def shows(self, *keys: str, within: float | None = None) -> None:
        """The page shows what these stamps stand for: exactly, or as it was at most `within` seconds ago."""
        if within is None:
            self.exact.update(keys)
            return
        for key in keys:
            self.nearly[key] = min(within, self.nearly.get(key, within))

    def true_until(self, moment: datetime | None) -> None:
        """By time alone the page changes at this moment. The earliest counts; None changes nothing."""
        if moment is not None and (self.until is None or moment < self.until):
            self.until = moment

    def counts_reading_of(self, article_id: int) -> None:
        """Each answer with this page is one reading of that article."""
        self.reading_of = article_id

    def notes(self, kind: str, ids: Iterable[int]) -> None:
        """Remember what is on the page, for those who lay a viewer's state over it."""
        self.noted.setdefault(kind, []).extend(ids)

    @classmethod
    def together(cls, *parts: Shown) -> Shown:
        """What all of these show."""
        whole = cls()
        for part in parts:
            whole.shows(*part.exact)
            for key, within in part.nearly.items():
                whole.shows(key, within=within)
            whole.true_until(part.until)
            for kind, ids in part.noted.items():
                whole.notes(kind, ids)
            whole.reading_of = whole.reading_of or part.reading_of
        return whole

    @property
    def keys(self) -> set[str]:
        """Every stamp that is shown, exactly or nearly."""
        return {*self.exact, *self.nearly}


@dataclass(frozen=True, slots=True)
class Inset:
    """How the inset of a page is made, again and again, and the text that came of it."""

    builder: Callable[..., str]
    arguments: Mapping[str, Any]
    shown: Shown
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a page, in bytes, that may show something else to a signed-in viewer."""

    name: str
    start: int
    end: int

    def moved(self, by: int) -> Slot:
        """The same slot so many bytes further on."""
        return Slot(self.name, self.start + by, self.end + by) if by else self


# Bytes of a page, and where slots are in them.
Piece = tuple[bytes, tuple[Slot, ...]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the inset of a kept page, and how the inset is made again."""

    shown: Shown
    builder: Callable[..., str]
    arguments: Mapping[str, Any]
    # Where the inset begins and ends: in bytes, and in slots, since an empty slot may stand right beside it.
    start: int
    end: int
    first_slot: int
    end_slot: int

    @classmethod
    def around(cls, inset: Inset, shown: Shown, pieces: Sequence[Piece]) -> Frame:
        """The frame of a page whose second piece is the inset."""
        (head, slots_before), (within, slots_within), *_tail = pieces
        start, first = len(head), len(slots_before)
        shown = Shown.together(shown)
        return cls(shown, inset.builder, inset.arguments, start, start + len(within), first, first + len(slots_within))

    def stands(self, *, built_from: Mapping[str, int], now_are: Mapping[str, int], now: datetime) -> bool:
        """Whether it would come out the same, given the numbers it was built from and those of the snapshot we build from.

        What it shows nearly has to be equal as well, since the page that is built counts as new.
        """
        if self.shown.until is not None and now >= self.shown.until:
            return False
        return all(now_are.get(key, 0) == built_from[key] for key in self.shown.keys)

    def pieces(self, plain: bytes, slots: Sequence[Slot]) -> tuple[Piece, Piece]:
        """What stands before and after the inset of this page."""
        after = tuple(slot.moved(-self.end) for slot in slots[self.end_slot :])
        return (plain[: self.start], tuple(slots[: self.first_slot])), (plain[self.end :], after)

    def weight(self) -> int:
        """About how many bytes of memory it takes; its keys and moments are the page's."""
        noted = sum(sys.getsizeof(ids) + 100 for ids in self.shown.noted.values())
        return noted + sum(100 for _key in self.shown.keys) + 2_000
