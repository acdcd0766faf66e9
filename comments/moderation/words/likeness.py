"""Whether two comments say nearly the same, found by an index however many there are.

A comment counts as the set of its pairs of neighbouring words. How alike two are is the share of pairs that they have in
common among all that either has (their Jaccard similarity; Broder, "On the resemblance and containment of documents", 1997).
That number is exact. Which comments are worth comparing is said by MinHash: for each of some orders of all pairs, the first one
that a comment has; two comments agree in it as often as they are alike. Orders are taken three together as a band, and
comments that agree in any band are compared (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4). With twenty
bands, of two that have six tenths in common 99 % meet, of two that have one tenth 2 %.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from django.db import connection
from procrastinate.contrib.django import app as jobs

from comments import limits
from comments.models import Comment, Likeness
from comments.moderation.words import folding
from newsroom.jobs import job

# A quotation says what somebody else has said, and so do all who quote the same comment.
_QUOTED = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)
BANDS, ORDERS_IN_A_BAND = 20, 3
# Each order of all pairs is the order of their hashes with some bits turned over: hashes are spread evenly, so any will do.
# Multiples of the golden ratio stay apart from each other.
_ORDERS = [number * 0x9E3779B1 & 0xFFFFFFFF for number in range(1, BANDS * ORDERS_IN_A_BAND + 1)]
# The longest letter to the editor has as many; of a longer text in Chinese the smallest hashes are a fair sample.
MOST_PAIRS = 512


class Like(NamedTuple):
    """What is compared, and what it is found by; both empty for words too few to say that somebody repeats them."""

    pairs: list[int]
    bands: list[int]


NOBODY = Like([], [])

_KEEP = """
INSERT INTO comments_likeness (comment_id, author_id, at, bands, pairs) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (comment_id) DO UPDATE SET at = excluded.at, bands = excluded.bands, pairs = excluded.pairs
"""


@lru_cache(maxsize=64)
def of(body: str) -> Like:
    """What tells whether other words say nearly the same as these. Remembered for the few that are being posted."""
    words = folding.words(_QUOTED.sub("", body))
    pairs = sorted({_number(f"{one} {next_one}") for one, next_one in pairwise(words)})[:MOST_PAIRS]
    if len(pairs) < limits.FEWEST_PAIRS_ALIKE:
        return NOBODY
    firsts = [min(map(order.__xor__, pairs)) for order in _ORDERS]
    bands = [
        _signed(crc32(repr((at, firsts[at : at + ORDERS_IN_A_BAND])).encode())) for at in range(0, len(firsts), ORDERS_IN_A_BAND)
    ]
    return Like([_signed(pair) for pair in pairs], bands)


def similarity(one: Like, other: Like) -> float:
    """The share of pairs in common, 0 to 1."""
    shared = len({*one.pairs} & {*other.pairs})
    return shared / (len(one.pairs) + len(other.pairs) - shared) if shared else 0.0


def keep(comment: Comment, *, instead_of: str = "") -> None:
    """Let later comments be held against this one, for a day. One query; none for one that is, and was, too short."""
    like = of(comment.body)
    if like is NOBODY:
        if of(instead_of) is not NOBODY:
            Likeness.objects.filter(comment=comment).delete()
        return
    at = comment.edited_at or comment.created_at
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [comment.pk, comment.author_id, at, like.bands, like.pairs])


@jobs.periodic(cron="47 * * * *")
@job(retry=3)
def forget_the_old(timestamp: int) -> None:
    """Let go of what is older than repeats count."""
    until = dt.datetime.fromtimestamp(timestamp, dt.UTC) - limits.REPEATS_WINDOW
    Likeness.objects.filter(at__lt=until).delete()


def _number(pair: str) -> int:
    return int.from_bytes(blake2b(pair.encode("utf-8", "replace"), digest_size=4).digest(), "big")


def _signed(number: int) -> int:
    """The same 32 bits as Postgres keeps them."""
    return number - (1 << 32) if number >> 31 else number
