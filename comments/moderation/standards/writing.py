"""Writing a version of the standards: whatever changes a rule writes one, in the same transaction."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Rule, StandardsVersion
from comments.moderation import suggested
from comments.moderation.standards.in_force import rules_in_force
from newsroom.web import pages, stamps


@pages.verb
def save_rule(rule: Rule) -> Rule:
    """Add or change one rule at once: the standards get a new version, and decisions name it from then on."""
    save_rules([rule])
    return rule


@pages.verb
def save_rules(rules: list[Rule], *, at: dt.datetime | None = None, note: str = "") -> StandardsVersion:
    """Save several rules as one version, in force from a moment, or from now: how a new site gets its first standards."""
    with pages.change() as change:
        for rule in rules:
            rule.save()
        change.raises(stamps.standards())
        return write_version(at=at, note=note)


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


def lock() -> None:
    """Wait for whoever writes a version at this moment, until the transaction ends."""
    # The first version's row is the lock, because it stays the same one: whoever waited for the newest would still hold
    # that, after another has been added. So two editors saving at once make two versions, never one number twice.
    StandardsVersion.objects.select_for_update().order_by("number").first()


def write_version(*, at: dt.datetime | None = None, note: str = "", is_wording_only: bool = False) -> StandardsVersion:
    """Keep the rules in force as the next version, in the caller's transaction."""
    lock()
    newest = StandardsVersion.objects.aggregate(number=Max("number"))["number"] or 0
    return StandardsVersion.objects.create(
        number=newest + 1,
        in_force_from=at or timezone.now(),
        rules=list(rules_in_force().values("number", *Rule.WORDS)),
        note=note,
        is_wording_only=is_wording_only,
    )
