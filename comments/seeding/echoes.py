"""Who has said nearly the same within a day: what the site asks its table (`moderation.likeness`), asked of memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from comments import limits
from comments.moderation.words import likeness


class _Said(NamedTuple):
    at: dt.datetime
    author: int
    key: bytes
    like: likeness.Like


class Echoes:
    """What was said lately, by the bands under which its like is found."""

    def __init__(self) -> None:
        self.by_band: dict[int, list[_Said]] = defaultdict(list)

    def count(self, text: str, *, key: bytes, author: int, at: dt.datetime) -> tuple[int, int]:
        """How often this reader, and how many others, said nearly this in the day before `at`; and remember that it was said."""
        like = likeness.of(text)
        met = {id(said): said for band in like.bands for said in self.by_band.get(band, ())}
        alike = [
            said
            for said in met.values()
            if said.key != key and at - said.at < limits.REPEATS_WINDOW and likeness.similarity(said.like, like) >= limits.ALIKE
        ]
        itself = _Said(at, author, key, like)
        for band in like.bands:
            self.by_band[band].append(itself)
        return sum(said.author == author for said in alike), len({said.author for said in alike} - {author})
