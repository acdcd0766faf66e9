"""What a decision makes of the reports of its comment. Inside the transaction of whoever decides."""

from __future__ import annotations

from django.db.models import Q

from comments import limits
from comments.models import Comment, Decision, Objection, Report, Tally
from comments.moderation import awaiting

Kind = Decision.Kind
Outcome = Report.Outcome

OUTCOME_AFTER = {Kind.APPROVE: Outcome.DISMISSED, Kind.REMOVE: Outcome.UPHELD, Kind.TAKE_BACK: Outcome.MOOT}


def answer(comment: Comment, *, decision: Decision, was: str) -> bool:
    """Give the reports of a comment that was in the state `was` the answer that a decision means for them, if there are any.

    The open ones; and whoever restores what was removed dismisses the reports that its removal had upheld.
    """
    answered = [Outcome.OPEN]
    if decision.kind == Kind.APPROVE and was == Comment.Status.REMOVED:
        answered.append(Outcome.UPHELD)
    reports = Report.objects.filter(Q(comment=comment) & (Q(outcome__in=answered) | _dismissed_wrongly(decision)))
    answered_any = bool(reports.update(outcome=OUTCOME_AFTER[Kind(decision.kind)], decision_id=decision.pk))
    if answered_any:
        _count(comment)
    return answered_any


def reopen(comment: Comment) -> None:
    """Let the reports that the removal of a comment has upheld wait again, as they did before it."""
    if Report.objects.filter(comment=comment, outcome=Outcome.UPHELD).update(outcome=Outcome.OPEN, decision_id=None):
        _count(comment)


def unanswer(comment: Comment, *, undone: Decision, by: Decision, before: Decision) -> None:
    """Give the reports that `undone` answered, and `by` undoes, the answer they had under `before`."""
    # An undoing that let them wait again has answered none of them; while a comment is held, nobody adds to them.
    waits_again = Q(comment=comment, outcome=Outcome.OPEN) if undone.kind == Kind.UNDO else Q(pk__in=[])
    reports = Report.objects.filter(Q(decision_id=undone.pk) | waits_again)
    contested = _contested(undone)
    if contested is not None:
        # Those that it dismissed are dismissed again; the others waited.
        reports.filter(at__lte=contested.at).update(outcome=Outcome.DISMISSED, decision_id=contested.pk)
    if before.status_after == Comment.Status.REMOVED:
        # A removal that stood long enough has been told to those who reported; one that did not is told now.
        was_told = undone.at - before.at > limits.UNDO_WINDOW
        answered = reports.update(outcome=Outcome.UPHELD, decision_id=before.pk if was_told else by.pk)
    else:
        answered = reports.update(outcome=Outcome.OPEN, decision_id=None)
    if answered:
        _count(comment)


def _contested(decision: Decision) -> Decision | None:
    """The dismissal that a removal has overturned because a reporter objected to it."""
    if decision.kind != Kind.REMOVE or decision.objection_id is None:
        return None
    return Decision.objects.get(pk=Objection.objects.values_list("decision_id", flat=True).get(pk=decision.objection_id))


def _dismissed_wrongly(decision: Decision) -> Q:
    """The reports that were right after all: those which the dismissal answered that `decision` overturns."""
    contested = _contested(decision)
    return Q(decision_id=contested.pk) if contested else Q(pk__in=[])


def _count(comment: Comment) -> None:
    open_now = Report.objects.filter(comment=comment, outcome=Outcome.OPEN).count()
    Tally.objects.filter(comment=comment).update(reports=open_now)
    awaiting.settle(comment)
