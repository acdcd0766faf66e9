"""A moderator's second thought: undoing is a new decision, possible until the first has been told."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, notifying
from comments.models import Decision, Objection
from comments.moderation import answering, overtaking
from comments.moderation.decisions import grounds, recording
from comments.moderation.decisions.allowed import must_be_allowed
from comments.moderation.decisions.by_escalating import unescalate
from comments.moderation.decisions.occasions import PLAIN, Occasion
from comments.moderation.decisions.seen import nothing_to_show
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Decision.Kind


class TooLate(Exception):
    """The decision cannot be undone any more: its author has been told, or somebody decided anew."""


@pages.verb
def undo(decision: Decision, *, by: User, occasion: Occasion = PLAIN) -> Decision:
    """Put a comment, its reports and its counts back as they were before `decision`.

    Raises `TooLate` once the author has been told, or when another decision has followed. What was passed on to colleagues
    is taken back, as long as nobody did that before.
    """
    if decision.kind == Kind.ESCALATE:
        taken_back = unescalate(decision, by=by)
        if taken_back is None:
            raise TooLate(_("This has been taken back already."))
        return taken_back
    with pages.change() as change:
        comment = recording.lock(decision.comment_id or 0)
        # Whoever may not answer an objection may not take the answer back either: their own decision would stand again.
        about = Occasion(objection_id=decision.objection_id, notice_id=decision.notice_id)
        must_be_allowed(comment, by=by, occasion=about)
        now = timezone.now()
        if decision.previous_id is None or not (decision.kind in {Kind.APPROVE, Kind.REMOVE} or _is_an_answer(decision)):
            raise TooLate(_("Only a moderator's decision can be undone."))
        if now - decision.at > limits.UNDO_WINDOW:
            raise TooLate(_("The author has already been told. Make a new decision instead."))
        if recording.last_id_on(comment) != decision.pk or overtaking.is_confirmed(decision):
            raise TooLate(_("Somebody has decided on this comment since."))
        if comment.is_wordless:
            raise TooLate(nothing_to_show())
        before = Decision.objects.get(pk=decision.previous_id)
        recording.move(comment, to=before.status_after, change=change)
        entry = Decision(
            kind=Kind.UNDO,
            initiative=Decision.Initiative.OWN,
            by_id=by.pk,
            machine_helped=bool(grounds.found_on(comment)),
            batch=occasion.batch,
            undoes_id=decision.pk,
            previous_id=decision.pk,
        )
        undone = recording.append(entry, on=comment, now=now)
        answering.unanswer(comment, undone=decision, by=undone, before=before)
        overtaking.give_back(decision)
        overtaking.overtake_undone(decision, by=undone)
        recording.settle_author(comment)
        notifying.tell_later(undone)
    return undone


def _is_an_answer(decision: Decision) -> bool:
    """Whether this undoing of a removal is what an objection was answered with (`overturning`)."""
    if decision.kind != Kind.UNDO or decision.objection_id is None:
        return False
    return Objection.objects.filter(pk=decision.objection_id, answer_decision_id=decision.pk).exists()
