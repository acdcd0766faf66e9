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
        objection.outcome = Objection.Outcome.MOOT
        _settle_objection(objection, decision=decision)
    notice_turns.tell_later(decision)
    if seen:
        return
    for notice in Notice.objects.filter(comment=comment, outcome=Notice.Outcome.OPEN).exclude(pk=decision.notice_id or 0):
        notice.outcome = Notice.Outcome.GONE
        notice.decision_id, notice.answered_at = decision.pk, timezone.now()
        notice.save(update_fields=["outcome", "decision_id", "answered_at"])
        awaiting.settle_notice(notice)
        notice_letters.tell_later(notice)


def overtake_on_account(sanction: Sanction, *, decision: Decision) -> None:
    """Settle the objections to a sanction that `decision` has lifted."""
    objections = Objection.objects.filter(sanction=sanction, outcome=Objection.Outcome.OPEN)
    for objection in objections.exclude(pk=decision.objection_id or 0).order_by("pk"):
        objection.outcome = Objection.Outcome.MOOT
        _settle_objection(objection, decision=decision)


def give_back(undone: Decision) -> None:
    """Open again what `undone` had answered or settled; the words of an answer stay, to be used again."""
    for objection in Objection.objects.select_for_update(of=("self",)).filter(answer_decision_id=undone.pk).order_by("pk"):
        objection.outcome = Objection.Outcome.OPEN
        objection.answered_by_id = objection.answered_at = objection.answer_decision_id = None
        objection.save(update_fields=["outcome", "answered_by_id", "answered_at", "answer_decision_id"])
        awaiting.settle_objection(objection)
    for notice in Notice.objects.select_for_update(of=("self",)).filter(decision_id=undone.pk).order_by("pk"):
        notice.outcome = Notice.Outcome.OPEN
        notice.answered_by_id = notice.answered_at = notice.decision_id = None
        notice.save(update_fields=["outcome", "answered_by_id", "answered_at", "decision_id"])
        awaiting.settle_notice(notice)


def _settle_objection(objection: Objection, *, decision: Decision) -> None:
    objection.answer_decision_id, objection.answered_at = decision.pk, timezone.now()
    objection.save(update_fields=["outcome", "answer_decision_id", "answered_at"])
    awaiting.settle_objection(objection)
    objection_letters.tell_later(objection)
