"""What is written about notices: to whoever sent one, and to editors where no moderator is left who may decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Decision, Notice
from comments.moderation import second_looks
from newsroom.jobs import job
from newsroom.web import limits as limiter

Outcome = Notice.Outcome

_HOUR = dt.timedelta(hours=1)


def acknowledge(notice: Notice) -> None:
    """Queue the receipt of a notice, in the transaction that stores it."""
    receipt.defer(notice_id=notice.pk)


def tell_later(keys: Iterable[int], *, decision: Decision) -> None:
    """Queue, in the transaction that settles notices, what their senders are told when that can no longer be undone."""
    due = {"schedule_in": {"seconds": int(limits.UNDO_WINDOW.total_seconds())}}
    tell.configure(**due).batch_defer(*[{"notice_id": key, "decision_id": decision.pk} for key in keys])


@job(retry=8, once=True)
def receipt(notice_id: int) -> None:
    """Write that a notice has come, with its number and the way to it.

    Anybody can write down anybody's address, so one address gets a few of these an hour: whoever sends more has been shown
    on the page that each was taken, and where its answer will stand.
    """
    notice = Notice.objects.select_related("comment__discussion__article").filter(pk=notice_id).exclude(email="").first()
    if notice is not None and may_write_to(notice.email, "receipt"):
        write(notice, template="notice_received", subject=_("We have received your notice"))


@job(retry=8, once=True)
def tell(notice_id: int, decision_id: int | None) -> None:
    """Write what was decided and why; nothing if it was taken back. An address that has had a few letters waits an hour."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("comment__discussion__article")
    notice = rows.filter(pk=notice_id).exclude(email="").first()
    if notice is None or notice.outcome == Outcome.OPEN or notice.decision_id != decision_id:
        return
    if not may_write_to(notice.email, "answer"):
        tell.configure(schedule_in={"seconds": int(_HOUR.total_seconds())}).defer(notice_id=notice_id, decision_id=decision_id)
        return
    write(notice, template="notice_answered", subject=_("What we decided about your notice"))


@job(retry=8, once=True)
def call_editors(notice_id: int) -> None:
    """Ask editors and administrators to decide what no moderator may; nothing where one has come, or it is decided.

    Each gets a few of these an hour: thousands of notices are one thing to look at.
    """
    notice = Notice.objects.select_related("comment").filter(pk=notice_id, outcome=Outcome.OPEN).first()
    for person in second_looks.who_steps_in(notice) if notice is not None else []:
        if may_write_to(person.email, "step-in"):
            way = settings.SITE_URL.rstrip("/") + reverse("moderation:notice", args=[notice_id])
            context = {"reader": person, "notice": notice, "desk_url": way, "site_name": settings.SITE_NAME}
            text = render_to_string("comments/mail/step_in_notice.txt", context)
            send_mail(f"{settings.SITE_NAME}: {_('A notice waits for you')}", text, None, [person.email])


def may_write_to(address: str, what: str) -> bool:
    """Whether an address takes one more letter of this kind within the hour. Asking counts."""
    return limiter.allow(f"notice-{what}:{address.lower()}", times=limits.RECEIPTS_PER_HOUR, within=_HOUR)


def write(notice: Notice, *, template: str, subject: str, **said: Any) -> None:
    """Send one letter; the mail backend queues it in this transaction."""
    context = {
        "notice": notice,
        "state_url": settings.SITE_URL.rstrip("/") + reverse("comments:notice_state", args=[notice.key]),
        "redress": settings.REDRESS,
        "site_name": settings.SITE_NAME,
        **said,
    }
    text = render_to_string(f"comments/mail/{template}.txt", context)
    line = _("%(site)s: %(subject)s (no. %(number)s)")
    send_mail(line % {"site": settings.SITE_NAME, "subject": subject, "number": notice.pk}, text, None, [notice.email])
