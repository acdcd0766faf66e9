"""The part of `bench.sealing` that runs inside the site: so many entries more, each with words and findings behind it.

python -m bench.long_log <entries> <findings of each>
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

# First, because it sets Django up.
from bench.inside import settings  # noqa: F401
from bench.tampering import unseen
from comments.models import Decision, Evidence, Signal
from comments.moderation import evidence
from comments.moderation.checks.finding import Finding
from comments.seeding.copying import copy, numbers

# No comment has such a number: what is measured is the log, and not how long so many comments take.
FIRST_COMMENT = 10**9
WORDS, SALT = "These words were approved.", bytes(1)
AT_ONCE = 20_000


@transaction.atomic
def append(entries: int, *, findings: int) -> None:
    """Append entries in the order of their numbers, each about a comment of its own."""
    found = [Finding(f"check_{n}", detail={"words": ["one", "two"]} if n < 2 else {}) for n in range(findings)]
    keys = numbers(Decision, entries)
    for start in range(0, entries, AT_ONCE):
        _append(keys[start : start + AT_ONCE], found)


def _append(keys: Sequence[int], found: Sequence[Finding]) -> None:
    rows = {key: [evidence.row(finding, comment_id=FIRST_COMMENT + key, revision=1) for finding in found] for key in keys}
    columns = ["id", "comment_id", "revision", "kind", "status_after", "initiative", "automatic", "thresholds", "codes", "at",
               "evidence_digest"]  # fmt: skip
    copy(Decision, columns, _entries(rows))
    copy(Evidence, ["decision_id", "salt", "body", "note", "facts"], ((key, SALT, WORDS, "", "{}") for key in keys))
    # Behind the back of what asks whether there is such a comment.
    with unseen():
        copy(Signal, ["decision_id", *evidence.OF_A_FINDING], _findings(rows))


def _entries(rows: dict[int, list[evidence.Row]]) -> Iterator[tuple[Any, ...]]:
    now, thresholds, codes = timezone.now(), '{"links": 0.5, "pace": 0.5, "history": 0.3}', '["links", "pace"]'
    for minutes, (key, found) in enumerate(rows.items()):
        at, digest = now - timedelta(minutes=minutes), evidence.digest(SALT, body=WORDS, note="", facts={}, findings=found)
        yield key, FIRST_COMMENT + key, 1, "approve", "published", "own", False, thresholds, codes, at, digest


def _findings(rows: dict[int, list[evidence.Row]]) -> Iterator[tuple[Any, ...]]:
    for key, found in rows.items():
        for row in found:
            detail = '{"words": ["one", "two"]}' if row["detail"] else "{}"
            yield key, *({**row, "detail": detail}[column] for column in evidence.OF_A_FINDING)


if __name__ == "__main__":
    append(int(sys.argv[1]), findings=int(sys.argv[2]))
