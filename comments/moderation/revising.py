"""Changing the standards: changes are gathered rule by rule, and put in force together as one version, with a word to readers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import announcing
from comments.models import Rule, RuleChange, StandardsVersion
from comments.moderation.standards import comparing, in_force, writing
from comments.moderation.standards.comparing import Difference
from comments.moderation.standards.worded import WordedRule
from newsroom.accounts.models import User
from newsroom.web import pages, stamps


class Changed(Exception):
    """A colleague has written something else meanwhile; nothing is stored, and the sentence says so."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What is written and not in force: how readers will see it, and a mark by which one knows it again."""

    changes: Sequence[RuleChange]
    differences: Sequence[Difference]
    mark: str


@pages.verb
def write_change(
    number: int, *, words: Mapping[str, str], retires: bool, seen: dt.datetime | None, by: User
) -> RuleChange | None:
    """Keep what rule `number` is to say from the next version on; None if that is what it says now.

    `seen` is when the change was written that `by` had before their eyes. Raises `Changed` if there is another one now. Two new
    rules written at once under one number get two.
    """
    with pages.change():
        writing.lock()
        written = RuleChange.objects.select_for_update().filter(number=number).first()
        if written and seen is None and not Rule.objects.filter(number=number).exists():
            written, number = None, in_force.next_number()
        if (written.at if written else None) != seen:
            raise Changed(
                _("A colleague has changed this rule meanwhile. What you wrote is still here; what they wrote, below it.")
            )
        change = written or RuleChange(number=number)
        for name in Rule.WORDS:
            setattr(change, name, words[name])
        change.retires, change.by, change.at = retires, by, timezone.now()
        if _is_in_force(change):
            if written:
                written.delete()
            return None
        change.save()
        return change


@pages.verb
def drop_change(number: int) -> None:
    """Let a change go that is not in force."""
    with pages.change():
        RuleChange.objects.filter(number=number).delete()


def pending() -> Pending:
    """What is written and not in force. Two queries."""
    changes = list(RuleChange.objects.select_related("by").order_by("number"))
    return Pending(changes, _differences(changes), _mark(changes))


@pages.verb
def put_in_force(*, note: str, is_wording_only: bool, seen: str, by: User) -> StandardsVersion:
    """Put all that was gathered in force as one version, and let readers who accepted an older one be told.

    `seen` is the mark of what `by` had before their eyes. Raises `Changed` if something else is gathered now, or nothing.
    Nobody is told of a version in which only the wording changes, nor of one that reads like the last.
    """
    with pages.change() as change:
        writing.lock()
        gathered = list(RuleChange.objects.select_for_update().order_by("number"))
        if not gathered or _mark(gathered) != seen:
            raise Changed(_("The changes are others now than when you looked. Read them again, then put them in force."))
        reads_the_same = not _differences(gathered)
        now = timezone.now()
        rules = Rule.objects.in_bulk([row.number for row in gathered], field_name="number")
        for row in gathered:
            _apply(row, rules.get(row.number) or Rule(number=row.number), now=now)
        RuleChange.objects.filter(pk__in=[row.pk for row in gathered]).delete()
        version = writing.write_version(at=now, note=note, is_wording_only=is_wording_only or reads_the_same)
        if not version.is_wording_only:
            announcing.tell_later(version.number)
        change.raises(stamps.standards())
    return version


def _apply(change: RuleChange, rule: Rule, *, now: dt.datetime) -> None:
    for name in Rule.WORDS:
        setattr(rule, name, getattr(change, name))
    rule.retired_at = (rule.retired_at or now) if change.retires else None
    rule.save()


def _is_in_force(change: RuleChange) -> bool:
    rule = Rule.objects.filter(number=change.number).first()
    if rule is None:
        # A rule that is retired before it was ever in force.
        return change.retires
    return _words(rule) == _words(change) and (rule.retired_at is not None) == change.retires


def _words(rule: Rule | RuleChange) -> list[str]:
    return [getattr(rule, name) for name in Rule.WORDS]


def _differences(changes: Iterable[RuleChange]) -> Sequence[Difference]:
    """What readers will see as changed, of these rules alone."""
    listed = list(changes)
    rules = Rule.objects.filter(number__in=[change.number for change in listed], retired_at__isnull=True)
    before = [WordedRule.from_rule(rule) for rule in rules]
    return comparing.compare(before, [WordedRule.from_rule(change) for change in listed if not change.retires])


def _mark(changes: Iterable[RuleChange]) -> str:
    told = "\n".join(f"{change.number} {change.at.isoformat()}" for change in changes)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
