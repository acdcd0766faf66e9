"""What was said, as it turned out: with its time, what was found on it, what was done; and what is known of who said it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from comments import references
from comments.models import Comment, Decision
from comments.moderation.checks.finding import Finding
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.moderation.words import folding
from comments.seeding.remarks import Remark


@dataclass(slots=True)
class Step:
    """One entry of the log to be written."""

    kind: Decision.Kind
    status_after: Comment.Status
    at: dt.datetime
    by_policy: Verdict | None = None
    rule: int | None = None
    note: str = ""
    # Whether readers had reported it.
    upon_reports: bool = False


@dataclass(slots=True)
class Spoken:
    """A remark with its time, what was found on it, and what was done."""

    remark: Remark
    talk: int
    position: int
    created_at: dt.datetime
    body_key: bytes
    facts: Facts
    findings: Sequence[Finding]
    seen_at: dt.datetime | None = None
    status: Comment.Status = Comment.Status.PUBLISHED
    steps: list[Step] = field(default_factory=list)

    def evidence(self) -> dict[str, Any]:
        """What the policy knew, as the log's evidence keeps it."""
        return self.facts.without_words()


@dataclass(slots=True)
class Record:
    """What somebody has done up to now."""

    last_at: dt.datetime | None = None
    # When they may post again, counting what already waits for its turn.
    next_turn: dt.datetime | None = None
    published: int = 0
    # Approved later than the last look: moments at which these will be published.
    coming: list[dt.datetime] = field(default_factory=list)
    judged: list[tuple[dt.datetime, bool]] = field(default_factory=list)
    upheld: list[dt.datetime] = field(default_factory=list)
    in_thread: dict[tuple[int, int], list[dt.datetime]] = field(default_factory=lambda: defaultdict(list))

    def published_by(self, at: dt.datetime) -> int:
        """How many of their comments readers had seen; asked in the order of time."""
        still = [moment for moment in self.coming if moment > at]
        self.published += len(self.coming) - len(still)
        self.coming = still
        return self.published


_CALLED = re.compile(f"{references.BEGIN}@([0-9]+){references.END}")


def call_by_account(spoken: Iterable[Spoken], accounts: Mapping[int, int]) -> None:
    """Let whoever is called by name stand there by their account, as in any other comment, and no longer by their number."""
    for said in spoken:
        if references.BEGIN in said.remark.text:
            text = _CALLED.sub(lambda found: references.to_reader(accounts[int(found[1])]), said.remark.text)
            said.remark.text, said.facts, said.body_key = text, replace(said.facts, body=text), folding.body_key(text)
