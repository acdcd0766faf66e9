"""Statements of reasons: whoever is restricted is told why, in full, as it was when it was decided."""

from __future__ import annotations

import datetime as dt

from comments.models import Decision, Statement
from comments.moderation import standards


def give_reasons(decision: Decision, *, facts: str, until: dt.datetime | None = None) -> Statement:
    """Store why `decision` restricts its account, in the words that its rule had then. In the transaction that stores it.

    `facts` is what it is based on, in words for whoever reads it; `until` is when it ends, if it does. Two queries. Raises
    `KeyError` where no version of the standards has the rule: nothing is decided under a rule that nobody can read.
    """
    rule = standards.rules_named_by([decision])[decision.pk]
    return Statement.objects.create(
        decision=decision,
        reader_id=decision.account_id,
        kind=decision.kind,
        rule_number=rule.number,
        rule_title=rule.title,
        rule_text=rule.text,
        standards_version=decision.standards_version or 0,
        facts=facts,
        by_machine=decision.automatic,
        machine_helped=bool(decision.machine_helped),
        initiative=decision.initiative,
        until=until,
    )
