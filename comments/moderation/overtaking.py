"""What a decision makes of the objections to earlier ones and of the notices on its comment. In the decider's transaction."""

from __future__ import annotations

from django.utils import timezone

from comments import notice_letters, notice_turns, objection_letters
from comments.models import Comment, Decision, Notice, Objection, Sanction
from comments.moderation import awaiting

Kind = Decision.Kind
About = Objection.About
Status = Comment.Status


def overtake(comment: Comment, *, decision: Decision) -> None:
    """Settle what `decision` has left nothing to answer: a removal that was taken back, a notice of what is gone.

    What the decision itself answers is settled by whoever took it.
    """
    seen = comment.status == Status.PUBLISHED
    about = [About.REMOVAL, About.REFUSAL] if seen else [About.DISMISSAL]
    objections = Objection.objects.filter(comment=comment, outcome=Objection.Outcome.OPEN, about__in=about)
    for objection in objections.exclude(pk=decision.objection_id or 0).order_by("pk"):
        _settle_objection(objection, decision=decision)
        objection_letters.tell_later(objection)
    notice_turns.tell_later(decision)
    if seen:
        return
    left = Notice.objects.filter(comment=comment, outcome=Notice.Outcome.OPEN).exclude(pk=decision.notice_id or 0)
    # A campaign sends thousands about one comment: all at once, because the conversation waits meanwhile.
    if gone := list(left.order_by("pk").values_list("pk", flat=True)):
        left.update(outcome=Notice.Outcome.GONE, decision_id=decision.pk, answered_at=timezone.now())
        awaiting.settle_notices(gone)
        notice_letters.tell_later(gone, decision=decision)


def overtake_on_account(sanction: Sanction, *, decision: Decision) -> None:
    """Settle the objections to a sanction that `decision` has lifted."""
    objections = Objection.objects.filter(sanction=sanction, outcome=Objection.Outcome.OPEN)
    for objection in objections.exclude(pk=decision.objection_id or 0).order_by("pk"):
        _settle_objection(objection, decision=decision)
        objection_letters.tell_later(objection)


def overtake_undone(undone: Decision, *, by: Decision) -> None:
    """Settle the objections to `undone`, which `by` has undone before anybody was told of it: it has never been."""
    for objection in Objection.objects.filter(decision_id=undone.pk, outcome=Objection.Outcome.OPEN).order_by("pk"):
        _settle_objection(objection, decision=by)


def is_confirmed(decision: Decision) -> bool:
    """Whether somebody else has answered an objection to it, saying that it stands: then whoever took it undoes it no more."""
    return Objection.objects.filter(decision_id=decision.pk, outcome=Objection.Outcome.REJECTED).exists()


def give_back(undone: Decision) -> None:
    """Open again what `undone` had answered or settled; the words of an answer stay, to be used again.

    An objection whose words are gone with whoever objected stays settled: nobody waits for it.
    """
    settled = Objection.objects.filter(answer_decision_id=undone.pk).exclude(words="")
    for objection in settled.select_for_update(of=("self",)).order_by("pk"):
        objection.outcome = Objection.Outcome.OPEN
        objection.answered_by_id = objection.answered_at = objection.answer_decision_id = None
        objection.save(update_fields=["outcome", "answered_by_id", "answered_at", "answer_decision_id"])
        awaiting.settle_objection(objection)
    notices = Notice.objects.filter(decision_id=undone.pk)
    if again := list(notices.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True)):
        notices.update(outcome=Notice.Outcome.OPEN, answered_by_id=None, answered_at=None, decision_id=None)
        awaiting.settle_notices(again)


def _settle_objection(objection: Objection, *, decision: Decision) -> None:
    objection.outcome = Objection.Outcome.MOOT
    objection.answer_decision_id, objection.answered_at = decision.pk, timezone.now()
    objection.save(update_fields=["outcome", "answer_decision_id", "answered_at"])
    awaiting.settle_objection(objection)
