"""What the worker does about the log: seals it every five minutes, and once a day lets somebody outside hold the last seal."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from comments.moderation.sealing import checking, sealer
from newsroom.jobs import doing_once, job

# Of what is wrong a letter says the beginning; `check_log` says all of it.
MOST_SAID = 20


@jobs.periodic(cron="*/5 * * * *")
@job(retry=0, queueing_lock="comments.seal")
def seal(timestamp: int) -> None:
    """Seal what was decided; what cannot be sealed yet is sealed by the next round."""
    sealer.seal_log()


@jobs.periodic(cron="17 5 * * *")
@job(retry=8, queueing_lock="comments.mail_the_seal")
def mail_the_seal(timestamp: int) -> None:
    """Check the whole log and write its last seal to the operator, if the site has one who wants it."""
    if not settings.OPERATOR_EMAIL:
        return
    found: list[str] = []
    checked = checking.check(tell=lambda sentence: found.append(sentence) if len(found) < MOST_SAID else None)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("seal %(number)s of the log") % {"number": checked.last.number} if checked.last else _("no seal yet")
        if checked.problems:
            subject = _("THE LOG IS NOT AS IT WAS")
        elif checked.is_overdue:
            subject = _("THE LOG IS NOT BEING SEALED")
        text = render_to_string("comments/mail/sealed.txt", {"checked": checked, "found": found, "site_name": settings.SITE_NAME})
    # The log was checked as it stood at one moment, which a transaction around all of this would not let it be.
    with doing_once() as is_first:
        if is_first:
            send_mail(f"{settings.SITE_NAME}: {subject}", text, None, [settings.OPERATOR_EMAIL])
