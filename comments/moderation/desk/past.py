"""What happened to a comment before: what was decided, said and asked about it by everybody, for whoever decides next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comments.models import Comment, Decision, Notice, Objection, Report
from comments.moderation.desk import history
from comments.moderation.desk.history import Earlier, Entry

Kind = Decision.Kind


@dataclass(frozen=True, slots=True)
class Past:
    """The past of one comment; what still waits for an answer stands first in each list."""

    decisions: Sequence[Entry]
    # Who asked colleagues to look, and nobody has decided since.
    passed_on: Sequence[Entry]
    # Reports that were answered, with what came of them.
    reports: Sequence[Report]
    objections: Sequence[Objection]
    notices: Sequence[Notice]
    earlier: Earlier


def of(comment: Comment) -> Past:
    """Everything that happened to a comment. Nine queries at most."""
    decisions = history.of_comment(comment)
    answered = Report.objects.filter(comment=comment).exclude(outcome=Report.Outcome.OPEN)
    return Past(
        decisions=decisions,
        passed_on=passed_on(decisions),
        reports=list(answered.select_related("rule", "reader").order_by("at")),
        objections=_open_first(Objection.objects.filter(comment=comment).select_related("by").order_by("-at")),
        notices=_open_first(Notice.objects.filter(comment=comment).order_by("-at")),
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


def _open_first(rows):  # type: ignore[no-untyped-def]
    return sorted(rows, key=lambda row: row.outcome != "open")
