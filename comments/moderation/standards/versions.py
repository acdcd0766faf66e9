"""Every version of the standards that was in force: from when until when, with what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import Lead

from comments.models import StandardsVersion
from comments.moderation.standards.comparing import Difference, compare
from comments.moderation.standards.worded import WordedRule

# A list of versions that one reads in a glance; each leads to the ones before it.
LISTED = 20


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its rules in order, and the span in which it held; `until` is empty for the one in force."""

    number: int
    since: dt.datetime
    until: dt.datetime | None
    rules: Sequence[WordedRule] = ()
    note: str = ""
    is_wording_only: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is other in one version than in an older one."""

    older: int
    differences: Sequence[Difference]


def in_force() -> Version | None:
    """The newest version; None where there are no standards yet. One query."""
    newest = StandardsVersion.objects.order_by("-number").first()
    return _version(newest, until=None) if newest else None


def version(number: int) -> Version | None:
    """One version, as it was. Two queries."""
    found = StandardsVersion.objects.filter(number=number).first()
    if found is None:
        return None
    after = StandardsVersion.objects.filter(number=number + 1).values_list("in_force_from", flat=True).first()
    return _version(found, until=after)


def before(number: int) -> list[Version]:
    """The newest versions older than this one, newest first, without their rules. One query."""
    rows = StandardsVersion.objects.defer("rules").annotate(until=Window(Lead("in_force_from"), order_by=F("number").asc()))
    older = StandardsVersion.objects.filter(number__lte=number).order_by("-number").values("number")[: LISTED + 1]
    listed = rows.filter(number__in=older).order_by("-number")
    return [_version(row, until=row.until, rules=False) for row in listed if row.number < number]


def changes(found: Version, *, since: int) -> Comparison | None:
    """What is other in a version than in an older one; None if there is no such older one. One query."""
    if not 0 < since < found.number:
        return None
    older = StandardsVersion.objects.filter(number=since).first()
    if older is None:
        return None
    return Comparison(older.number, compare(_rules(older), found.rules))


def _version(row: StandardsVersion, *, until: dt.datetime | None, rules: bool = True) -> Version:
    worded = _rules(row) if rules else ()
    return Version(row.number, row.in_force_from, until, worded, note=row.note, is_wording_only=row.is_wording_only)


def _rules(row: StandardsVersion) -> Sequence[WordedRule]:
    return tuple(WordedRule.from_version(rule) for rule in row.rules)
