"""Sessions that nobody needs any more: those of erased accounts, and those whose time is over."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from newsroom.jobs import job


@job(retry=3)
def forget(*, account_id: int) -> None:
    """Delete what browsers were remembered by. Each ended with the account; what is in them goes now."""
    # Whose a session is stands inside it, packed: every one must be opened, which is why a job does it.
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account_id):
            session.delete()


@jobs.periodic(cron="11 3 * * *")
@job(retry=3)
def sweep(timestamp: int) -> None:
    """Delete sessions whose time is over."""
    Session.objects.filter(expire_date__lt=datetime.fromtimestamp(timestamp, UTC)).delete()
