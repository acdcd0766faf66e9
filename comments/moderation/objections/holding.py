"""What objections and notices hold about a reader: handed over, and erased."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from comments import limits
from comments.models import Notice, Objection
from comments.moderation import awaiting
from newsroom.accounts import confirmation
from newsroom.accounts.models import User

# Stands where an answer stood that spoke to somebody who has left: that there was one is no secret.
ERASED = "…"


def export(user: User) -> dict[str, Any]:
    """Somebody's objections with their answers, and the notices that surely came from them."""
    mine = Objection.objects.filter(by=user).order_by("pk")
    return {
        "objections": list(mine.values("decision_id", "about", "words", "at", "outcome", "answer", "answered_at")),
        "notices": list(
            _sent_by(user).values("address", "law", "why", "name", "email", "at", "outcome", "answer", "answered_at")
        ),
    }


def erase(user: User) -> None:
    """Erase what somebody objected and what they were answered; what is open is settled, because nobody waits for it.

    Who sent a notice is erased where it has been answered for good. One that is open, or can be again, keeps the address it
    is answered to, and loses it like all others (`notices.forgetting`): it is not about whoever sent it.
    """
    mine = Objection.objects.select_for_update(of=("self",)).filter(by=user)
    for objection in mine.filter(outcome=Objection.Outcome.OPEN).order_by("pk"):
        objection.outcome, objection.answered_at = Objection.Outcome.MOOT, timezone.now()
        objection.save(update_fields=["outcome", "answered_at"])
        awaiting.settle_objection(objection)
    mine.exclude(answer="").update(answer=ERASED)
    mine.update(words="")
    answered = _sent_by(user).exclude(outcome=Notice.Outcome.OPEN)
    answered.filter(answered_at__lt=timezone.now() - limits.UNDO_WINDOW).update(name="", email="")
    Notice.objects.filter(sent_by_id=user.pk).update(sent_by_id=None)


def _sent_by(user: User) -> QuerySet[Notice]:
    # Anybody can write down anybody's address: only one that its owner has confirmed says whose notices they are.
    theirs = Q(sent_by_id=user.pk)
    if confirmation.is_confirmed(user):
        theirs |= Q(email=user.email.lower())
    return Notice.objects.filter(theirs).order_by("pk")
