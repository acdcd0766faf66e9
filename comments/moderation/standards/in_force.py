"""The standards in force: their number, their rules, and which check cites which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Max, QuerySet

from comments.models import Rule, RuleChange, StandardsVersion
from comments.moderation.remembering import Remembered
from newsroom.web import stamps


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


def rules_in_force() -> QuerySet[Rule]:
    """The rules one can name today, in order."""
    return Rule.objects.filter(retired_at__isnull=True).order_by("number")


def next_number() -> int:
    """The number of the next rule, above every one that was ever used or is being written."""
    used = [model.objects.aggregate(highest=Max("number"))["highest"] or 0 for model in (Rule, RuleChange)]
    return max(used) + 1
