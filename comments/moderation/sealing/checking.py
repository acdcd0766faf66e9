"""Checking the log: every entry, every seal, and what stands behind the entries, against what they were when they were kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from comments.models import Seal
from comments.moderation.sealing import behind, believing, chain
from comments.moderation.sealing.behind import Behind
from newsroom.web import snapshots

# Fewer digits of a digest name nothing: somebody could make a seal that begins like another.
SHORTEST_DIGEST = 12
# Seals are made every five minutes. What has waited so long was never sealed, or its seal was taken away.
SEALED_WITHIN = dt.timedelta(hours=1)
# So many entries are held in memory at once.
AT_ONCE = 2000

Tell = Callable[[str], None]


@dataclass(slots=True)
class Checked:
    """What a check of the whole log has looked at, and how much of it was not as it should be."""

    entries: int = 0
    seals: int = 0
    last: Seal | None = None
    problems: int = 0
    unsealed: int = 0
    # The oldest entry that stands under no seal.
    unsealed_since: dt.datetime | None = None
    # Whether that is longer ago than it takes to seal.
    is_overdue: bool = False
    behind: Behind = field(default_factory=Behind)
    # The seal that has the digest which was asked for.
    found: Seal | None = None


def check(*, tell: Tell, against: str = "", now: dt.datetime | None = None) -> Checked:
    """Hold everything against what vouches for it, and `tell` each thing that is wrong, in a sentence.

    `against` is the digest of a seal, whole or its first digits, which somebody has kept outside: it must be in the chain.
    Reads one moment of the database, in pieces; sealing and deciding go on meanwhile.
    """
    # A test, or a caller with a transaction of its own, sees what it has written.
    with nullcontext() if connection.in_atomic_block else snapshots.snapshot():
        checker = _Checker(tell, against.lower().replace(" ", ""))
        with believing.what_is_built_in():
            checker.run()
    checked = checker.checked
    since = checked.unsealed_since
    checked.is_overdue = since is not None and (now or timezone.now()) - since > SEALED_WITHIN
    return checked


class _Checker:
    def __init__(self, tell: Tell, against: str) -> None:
        self.checked, self.against = Checked(), against
        self._tell = tell
        # Whether a seal since the last whole one was altered.
        self.is_broken = False

    def tell(self, sentence: str) -> None:
        self.checked.problems += 1
        self._tell(sentence)

    def run(self) -> None:
        believing.check_tables(tell=self.tell)
        last_id: int | None = None
        for seal in Seal.objects.order_by("number").iterator(chunk_size=20):
            last_id = self.follow(seal, last_id)
        for _number in self.alone(last_id, None):
            pass
        if self.against and self.checked.found is None:
            self.tell(f"No seal of the chain has the digest {self.against}: seals were replaced, or taken away at the end.")
        self.checked.behind = behind.check(tell=self.tell)

    def follow(self, seal: Seal, last_id: int | None) -> int | None:
        """Check one seal and the entries up to its last. Given and returned is where the entries end that seals vouch for."""
        before = self.checked.last
        expected = before.number + 1 if before else 1
        self.checked.seals += 1
        if chain.digest(seal) != bytes(seal.digest):
            # It vouches for nothing: what stood under it is looked at with the next seal.
            self.tell(f"Seal {seal.number} was altered.")
            self.is_broken = True
            if seal.number == expected:
                self.checked.last = seal
            return last_id
        self.checked.last = seal
        if seal.number != expected:
            self.tell(f"Seal {expected} is missing." if seal.number == expected + 1 else _missing(expected, seal.number - 1))
        elif _bytes(seal.previous) != (_bytes(before.digest) if before else None):
            self.tell(f"Seal {seal.number} does not follow the seal before it: one of the two was replaced.")
        if (last_id or 0) + 1 < seal.first_id and (last_id is not None or seal.number > 1):
            last_id = self.under_no_seal(last_id, seal.first_id - 1)
        self.under(seal, last_id)
        self.is_broken = False
        if self.against and seal.hex.startswith(self.against):
            self.checked.found = seal
        return seal.last_id

    def under_no_seal(self, low: int | None, high: int) -> int:
        """Check entries between two seals: the one they stood under is missing or broken, or they were added."""
        found = list(self.alone(low, high))
        if found and not self.is_broken:
            self.tell(f"Entries {found[0]} to {found[-1]} stand under no seal: {len(found):,} of them.")
        return high

    def under(self, seal: Seal, low: int | None) -> None:
        """Check the entries that a seal vouches for, and that there are no others."""
        members = chain.unpack(bytes(seal.members))
        for number, _at, kept, now in _entries(low, seal.last_id):
            self.checked.entries += 1
            vouched = members.pop(number, None)
            if vouched is None:
                self.tell(f"Entry {number} was added after seal {seal.number} was made.")
            elif vouched != now or vouched != kept:
                self.tell(f"Entry {number} was altered.")
        for number in members:
            self.tell(f"Entry {number} is missing: seal {seal.number} vouches for it.")

    def alone(self, low: int | None, high: int | None) -> Iterator[int]:
        """Check entries against the digest that each was given, as nothing else vouches for them."""
        for number, at, kept, now in _entries(low, high):
            self.checked.entries += 1
            self.checked.unsealed += 1
            self.checked.unsealed_since = min(self.checked.unsealed_since or at, at)
            if kept != now:
                self.tell(f"Entry {number} was altered. No seal vouches for it.")
            yield number


def _missing(first: int, last: int) -> str:
    return f"Seals {first} to {last} are missing."


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)


_ENTRIES = f"""
SELECT id, at, digest, {believing.DIGEST} FROM comments_decision AS entry
 WHERE (%(low)s::bigint IS NULL OR id > %(low)s) AND (%(high)s::bigint IS NULL OR id <= %(high)s)
 ORDER BY id LIMIT %(most)s
"""  # noqa: S608


def _entries(low: int | None, high: int | None) -> Iterator[tuple[int, dt.datetime, bytes, bytes]]:
    """Entries above `low` and up to `high` in their order: number, time, the digest they were given, the one they have now."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES, {"low": low, "high": high, "most": AT_ONCE})
            rows = cursor.fetchall()
        for number, at, kept, now in rows:
            yield number, at, bytes(kept or b""), bytes(now)
        if len(rows) < AT_ONCE:
            return
        low = rows[-1][0]
