"""One objection as whoever answers it reads it: what was decided and why, the comment as it was then, what is said against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from comments import limits, references
from comments.models import Decision, Evidence, Objection, Report, Statement
from comments.moderation import second_looks
from comments.moderation.desk import history, past, records, surroundings
from comments.moderation.desk.history import Entry
from comments.moderation.desk.past import Past
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Surroundings
from comments.permissions import Permission
from newsroom.accounts.models import User

Outcome = Objection.Outcome


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page of one objection; `permission` says whether whoever reads it may answer."""

    objection: Objection
    contested: Entry
    statement: Statement | None
    permission: Permission
    # Where nobody but editors and administrators may: who has been asked.
    steps_in: Sequence[User]
    record: Record
    # The comment's words as they were decided on, and what they refer to.
    body: str
    names: references.Known
    surroundings: Surroundings | None
    past: Past | None
    report: Report | None
    # What an answer did, and how long it can still be undone.
    answered: Entry | None
    seconds_to_undo: int

    @property
    def is_overdue(self) -> bool:
        """Whether it has waited for longer than anybody should."""
        return self.objection.outcome == Outcome.OPEN and timezone.now() - self.objection.at > limits.ANSWERED_WITHIN

    @property
    def due(self) -> dt.datetime:
        """When it should be answered."""
        return self.objection.at + limits.ANSWERED_WITHIN


def sheet(objection: Objection, *, by: User) -> Sheet:
    """The page of one objection, whose comment, sanction and writer are loaded. Thirty queries, whatever stands round it."""
    comment, writer = objection.comment, objection.by
    decision = Decision.objects.get(pk=objection.decision_id)
    evidence = Evidence.objects.filter(pk=decision.pk).first()
    body = evidence.body if evidence and evidence.body else (comment.body if comment else "")
    answer = Decision.objects.filter(pk=objection.answer_decision_id or 0).first()
    judged = comment.author_id if comment else (writer.pk if writer else None)
    is_dismissal = objection.about == Objection.About.DISMISSAL and comment is not None and writer is not None
    return Sheet(
        objection=objection,
        contested=history.in_words(decision),
        statement=Statement.objects.filter(pk=decision.pk).first(),
        permission=second_looks.can_decide(by, objection),
        steps_in=second_looks.who_steps_in(objection),
        record=records.of_authors([judged]).get(judged, Record()) if judged else Record(),
        body=body,
        names=references.known([body]),
        surroundings=surroundings.around(comment) if comment else None,
        past=past.of(comment) if comment else None,
        report=Report.objects.select_related("rule").filter(comment=comment, reader=writer).first() if is_dismissal else None,
        answered=history.in_words(answer) if answer else None,
        seconds_to_undo=seconds_left(answer, answered=objection.outcome in {Outcome.UPHELD, Outcome.REJECTED}),
    )


def seconds_left(answer: Decision | None, *, answered: bool) -> int:
    """How long an answer can still be undone; 0 where it cannot."""
    if answer is None or not answered:
        return 0
    return max(int((limits.UNDO_WINDOW - (timezone.now() - answer.at)).total_seconds()), 0)
