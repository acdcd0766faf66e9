"""The community standards: what is in force, and the one way to change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Decision, Rule, StandardsVersion
from comments.moderation import suggested
from comments.moderation.remembering import Remembered
from newsroom.web import pages, stamps


@dataclass(frozen=True, slots=True)
class Standards:
    """The standards in force: the number of their version, and the rule each check cites when it refuses."""

    number: int = 0
    cited_by_checks: Mapping[str, int] = field(default_factory=dict)


def current_standards() -> Standards:
    """The standards in force now. One query."""
    version = StandardsVersion.objects.order_by("-number").only("number", "rules").first()
    if version is None:
        return Standards()
    cited = {rule["cited_by"]: rule["number"] for rule in version.rules if rule.get("cited_by")}
    return Standards(version.number, cited)


# For whoever asks with every comment: the newest version brings all its words along.
IN_FORCE = Remembered(stamps.standards(), current_standards)


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule as it was worded when a decision named it."""

    number: int
    title: str
    text: str = ""


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
    # Retired between the moderator's look and their decision: its version does not have it any more, but it keeps its row.
    retired = {d.rule_number for d in naming if d.rule_number and d.pk not in named}
    rows = {rule.number: NamedRule(rule.number, rule.title, rule.text) for rule in Rule.objects.filter(number__in=retired)}
    return named | {d.pk: rows[d.rule_number] for d in naming if d.pk not in named and d.rule_number in rows}


def as_worded_at(moment: dt.datetime, *, rule: Rule) -> NamedRule:
    """A rule in the words it had at `moment`; in today's, if no version of that time is known to have it. One query."""
    version = StandardsVersion.objects.filter(in_force_from__lte=moment).order_by("-number").first()
    then = next((row for row in version.rules if row["number"] == rule.number), None) if version else None
    return NamedRule(rule.number, then["title"] if then else rule.title, then["text"] if then else rule.text)


def rules_in_force() -> QuerySet[Rule]:
    """The rules one can name today, in order."""
    return Rule.objects.filter(retired_at__isnull=True).order_by("number")


def next_number() -> int:
    """The number of the next rule, above every one that was ever used."""
    return (Rule.objects.aggregate(highest=Max("number"))["highest"] or 0) + 1


@pages.verb
def save_rule(rule: Rule) -> Rule:
    """Add or change a rule: the standards get a new version, and decisions name it from then on."""
    with pages.change() as change:
        rule.save()
        _write_version()
        change.raises(stamps.standards())
    return rule


@pages.verb
def save_rules(rules: list[Rule], *, at: dt.datetime | None = None) -> StandardsVersion:
    """Add several rules as one version, in force from a moment, or from now: how a new site gets its first standards."""
    with pages.change() as change:
        for rule in rules:
            rule.save()
        change.raises(stamps.standards())
        return _write_version(at=at)


class AlreadyWritten(Exception):
    """The newsroom has rules of its own, in force or retired: nothing is suggested over them."""


@pages.verb
def adopt_suggested() -> StandardsVersion:
    """Make the suggested rules the first version of the standards. Raises `AlreadyWritten` where there is any rule."""
    written = AlreadyWritten(_("There are community standards already; change them rule by rule."))
    if Rule.objects.exists():
        raise written
    try:
        return save_rules(suggested.rules())
    except IntegrityError:
        # Somebody else pressed at the same moment, and was first: rule 1 is there.
        raise written from None


def _write_version(*, at: dt.datetime | None = None) -> StandardsVersion:
    # The first version's row is the lock, because it stays the same one: whoever waited for the newest would still hold
    # that, after another has been added. So two editors saving at once make two versions, never one number twice.
    StandardsVersion.objects.select_for_update().order_by("number").first()
    newest = StandardsVersion.objects.aggregate(number=Max("number"))["number"] or 0
    return StandardsVersion.objects.create(
        number=newest + 1,
        in_force_from=at or timezone.now(),
        rules=list(rules_in_force().values("number", *Rule.WORDS)),
    )
