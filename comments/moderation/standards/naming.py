"""What a rule said when somebody named it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from comments.models import Decision, Rule, StandardsVersion


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule as it was worded when a decision named it."""

    number: int
    title: str
    text: str = ""


def version_with(rule: Rule) -> int:
    """The number of the newest version that has `rule`, for a decision under it; 0 if none ever had. One query.

    That is the one in force; or, if the rule was retired between the press and the decision, the one that was in force when
    it was pressed. So a decision never names a rule that its version does not have.
    """
    having = StandardsVersion.objects.filter(rules__contains=[{"number": rule.number}])
    return having.order_by("-number").values_list("number", flat=True).first() or 0


def rules_named_by(decisions: Iterable[Decision]) -> dict[int, NamedRule]:
    """The rule that each of these decisions names, by the decision's id, in the words of that day. One query, two at most."""
    naming = [decision for decision in decisions if decision.rule_number]
    if not naming:
        return {}
    versions = StandardsVersion.objects.filter(number__in={decision.standards_version for decision in naming})
    worded = {
        (version.number, rule["number"]): NamedRule(rule["number"], rule["title"], rule["text"])
        for version in versions
        for rule in version.rules
    }
    named = {d.pk: worded[key] for d in naming if (key := (d.standards_version, d.rule_number)) in worded}
    # Decided before `version_with` held the two together: a rule that its version does not have any more keeps its row.
    retired = {d.rule_number for d in naming if d.rule_number and d.pk not in named}
    rows = {rule.number: NamedRule(rule.number, rule.title, rule.text) for rule in Rule.objects.filter(number__in=retired)}
    return named | {d.pk: rows[d.rule_number] for d in naming if d.pk not in named and d.rule_number in rows}


def as_worded_at(moment: dt.datetime, *, rule: Rule) -> NamedRule:
    """A rule in the words it had at `moment`; in today's, if no version of that time is known to have it. One query."""
    version = StandardsVersion.objects.filter(in_force_from__lte=moment).order_by("-number").first()
    then = next((row for row in version.rules if row["number"] == rule.number), None) if version else None
    return NamedRule(rule.number, then["title"] if then else rule.title, then["text"] if then else rule.text)
