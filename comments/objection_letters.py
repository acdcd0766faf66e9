"""What is written about objections: the answer to whoever objected, and the call to editors where no moderator is left."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import limits, telling
from comments.models import Comment, Decision, Notification, Objection
from comments.moderation import second_looks
from newsroom.accounts.models import User
from newsroom.jobs import job

About = Objection.About
Outcome = Objection.Outcome

# Whose comment is back is written to by whoever put it back.
_TOLD_ELSEWHERE = {(Outcome.MOOT, About.REMOVAL), (Outcome.MOOT, About.REFUSAL), (Outcome.MOOT, About.SANCTION)}


def tell_later(objection: Objection) -> None:
    """Queue, in the transaction that settles an objection, what its author is told when that can no longer be undone."""
    if (objection.outcome, objection.about) in _TOLD_ELSEWHERE:
        return
    due = {"schedule_in": {"seconds": int(limits.UNDO_WINDOW.total_seconds())}}
    tell.configure(**due).defer(objection_id=objection.pk, decision_id=objection.answer_decision_id)


@job(retry=8, once=True)
def tell(objection_id: int, decision_id: int) -> None:
    """Write the answer to whoever objected; nothing if it was taken back, or if they have left."""
    by_id = Objection.objects.values_list("by_id", flat=True).get(pk=objection_id)
    # So somebody who leaves at this moment is told nothing, and an undo under way is waited for.
    reader = User.objects.select_for_update(no_key=True).filter(pk=by_id, is_active=True).first()
    rows = Objection.objects.select_for_update(of=("self",)).select_related("comment__discussion__article", "sanction")
    objection = rows.get(pk=objection_id)
    if reader is None or objection.outcome == Outcome.OPEN or objection.answer_decision_id != decision_id:
        return
    if objection.comment is not None:
        decision = Decision.objects.get(pk=decision_id)
        telling.tell_of_decision(decision, reader=reader, kind=Notification.Kind.DECISION)
    _write([reader], objection, template="objection", subject=_("Your objection was answered"))


@job(retry=8, once=True)
def call_editors(objection_id: int) -> None:
    """Ask editors and administrators to answer what no moderator may; nothing where one has come, or it is answered."""
    rows = Objection.objects.select_related("comment__discussion__article", "sanction")
    objection = rows.filter(pk=objection_id, outcome=Outcome.OPEN).first()
    if objection is not None:
        _write(second_looks.who_steps_in(objection), objection, template="step_in", subject=_("An objection waits for you"))


def _write(readers: list[User], objection: Objection, *, template: str, subject: str) -> None:
    """Send one letter to each; the mail backend queues it in this transaction."""
    for reader in readers:
        context = {
            "reader": reader,
            "objection": objection,
            "story": objection.comment.discussion.article if objection.comment else None,
            "comment_url": _absolute(objection.comment.get_absolute_url()) if objection.comment else "",
            "waits_again": objection.comment is not None and objection.comment.status == Comment.Status.HELD,
            "objection_url": _absolute(reverse("comments:object", args=[objection.decision_id])),
            "desk_url": _absolute(reverse("moderation:objection", args=[objection.pk])),
            "redress": settings.REDRESS,
            "site_name": settings.SITE_NAME,
        }
        text = render_to_string(f"comments/mail/{template}.txt", context)
        send_mail(f"{settings.SITE_NAME}: {subject}", text, None, [reader.email])


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
