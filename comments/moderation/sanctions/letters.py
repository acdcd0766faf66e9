"""What a reader is written about a sanction: queued with the decision, due when it can no longer be undone."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from comments import limits, sanctioned, standing
from comments.models import Decision, Evidence, Sanction, Statement
from comments.moderation.sanctions import trail
from newsroom.accounts.models import User
from newsroom.jobs import job

Kind = Decision.Kind

_SUBJECTS = {
    Kind.WARN: gettext_lazy("A warning from our moderators"),
    Kind.LOOK_FIRST: gettext_lazy("A person looks at your comments first from now on"),
    Kind.MUTE: gettext_lazy("You cannot write comments for a while"),
    Kind.BAR: gettext_lazy("You cannot write, recommend or report for now"),
    Kind.LIFT: gettext_lazy("A decision about you was lifted"),
}


def tell_later(decision: Decision) -> None:
    """Queue, in the decision's own transaction, what its reader is told."""
    tell.configure(schedule_in={"seconds": int(limits.UNDO_WINDOW.total_seconds())}).defer(decision_id=decision.pk)


@job(retry=8, once=True)
def tell(decision_id: int) -> None:
    """Write to a reader what was decided about them; nothing if it no longer stands, or if they have left."""
    decision = Decision.objects.get(pk=decision_id)
    # So an undo under way is waited for, and whoever leaves at this moment is told nothing.
    reader = User.objects.select_for_update(no_key=True).get(pk=decision.account_id or 0)
    sanction = Sanction.objects.filter(pk=decision.sanction_id or 0).first()
    last = trail.last_on(sanction) if sanction else None
    if sanction is None or not reader.is_active or last is None or last.pk != decision.pk:
        return
    if decision.kind == Kind.LIFT:
        # Whoever objected reads of it in the answer.
        if decision.objection_id is None and not _was_never_told(sanction, lifted=decision):
            _write(reader, sanction, decision)
        return
    if decision.kind == Kind.LOOK_FIRST:
        # What was once chosen for them without telling them is told now.
        standing.forget_hand_picked_watch(reader)
    _write(reader, sanction, decision)


def _was_never_told(sanction: Sanction, *, lifted: Decision) -> bool:
    """Whether it was lifted before anybody had written to its reader about it."""
    imposed = Decision.objects.filter(pk=sanction.decision_id or 0).first()
    return imposed is not None and lifted.at - imposed.at <= limits.UNDO_WINDOW and sanction.acknowledged_at is None


def _write(reader: User, sanction: Sanction, decision: Decision) -> None:
    """Send one letter; the mail backend queues it in this transaction."""
    evidence = Evidence.objects.filter(pk=decision.pk).first()
    text = render_to_string(
        f"comments/mail/{'lifted' if decision.kind == Kind.LIFT else 'sanction'}.txt",
        {
            "reader": reader,
            "sanction": sanction,
            "statement": Statement.objects.filter(pk=sanction.decision_id or 0).first(),
            "note": evidence.note if evidence and decision.kind == Kind.LIFT else "",
            "reasons_url": _absolute(sanctioned.reasons_at(sanction.decision_id)),
            "standards_url": _absolute(reverse("comments:standards")),
            "site_name": settings.SITE_NAME,
        },
    )
    send_mail(f"{settings.SITE_NAME}: {_SUBJECTS[Kind(decision.kind)]}", text, None, [reader.email])


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
