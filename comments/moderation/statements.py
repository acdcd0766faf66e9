"""Statements of reasons: whoever is restricted is told why, in full, as it was when it was decided."""

from __future__ import annotations

import datetime as dt

from comments.models import Decision, Statement
from comments.moderation import standards


def word_reasons(entry: Decision, *, facts: str, until: dt.datetime | None = None) -> Statement:
    """Word why `entry` restricts its account, as its rule read then; stored with the entry, which vouches for it (`evidence`).

    `facts` is what it is based on, in words for whoever reads it; `until` is when it ends, if it does. One query. Raises
    `KeyError` where no version of the standards has the rule: nothing is decided under a rule that nobody can read.
    """
    # Not stored yet, it has no number, and is found under that.
    rule = standards.rules_named_by([entry])[entry.pk]
    return Statement(
        reader_id=entry.account_id,
        kind=entry.kind,
        rule_number=rule.number,
        rule_title=rule.title,
        rule_text=rule.text,
        standards_version=entry.standards_version or 0,
        facts=facts,
        by_machine=entry.automatic,
        machine_helped=bool(entry.machine_helped),
        initiative=entry.initiative,
        until=until,
    )
