"""What happened to a comment before: what was decided, said and asked about it by everybody, for whoever decides next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, QuerySet, When, Window

from comments.models import Comment, Decision, Notice, Objection, Report
from comments.moderation import measures
from comments.moderation.desk import history
from comments.moderation.desk.history import Earlier, Entry

Kind = Decision.Kind

_OPEN_FIRST = Case(When(outcome="open", then=0), default=1)


@dataclass(frozen=True, slots=True)
class Some:
    """The first rows of a list, and how many more there are."""

    shown: Sequence[Any]
    left: int


@dataclass(frozen=True, slots=True)
class Past:
    """The past of one comment; what still waits for an answer stands first in each list."""

    decisions: Sequence[Entry]
    # Who asked colleagues to look, and nobody has decided since.
    passed_on: Sequence[Entry]
    # Reports that were answered, with what came of them.
    reports: Some
    objections: Some
    notices: Some
    earlier: Earlier


def of(comment: Comment, *, whole: bool = False) -> Past:
    """What happened to a comment: of what many have said about it the first, or the `whole`. Nine queries at most."""
    decisions = history.of_comment(comment)
    answered = Report.objects.filter(comment=comment).exclude(outcome=Report.Outcome.OPEN)
    objections = Objection.objects.filter(comment=comment).select_related("by")
    return Past(
        decisions=decisions,
        passed_on=passed_on(decisions),
        reports=_some(answered.select_related("rule", "reader").order_by("at"), whole=whole),
        objections=_some(objections.order_by(_OPEN_FIRST, "-at"), whole=whole),
        notices=_some(Notice.objects.filter(comment=comment).order_by(_OPEN_FIRST, "-at"), whole=whole),
        earlier=history.earlier_wordings(comment),
    )


def passed_on(decisions: Sequence[Entry]) -> list[Entry]:
    """Of what was decided on one comment, oldest first: the questions to colleagues that nobody has answered."""
    undone = {entry.decision.undoes_id for entry in decisions}
    asked: list[Entry] = []
    for entry in decisions:
        if entry.decision.pk in undone:
            continue
        if entry.decision.kind == Kind.ESCALATE:
            asked.append(entry)
        elif entry.decision.kind in {Kind.APPROVE, Kind.REMOVE}:
            asked = []
    return asked


def _some(rows: QuerySet[Any], *, whole: bool) -> Some:
    rows = rows.annotate(in_all=Window(Count("pk")))
    shown = list(rows if whole else rows[: measures.PAST_SHOWN])
    return Some(shown, shown[0].in_all - len(shown) if shown else 0)
