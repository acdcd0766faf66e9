"""Letting go of who sent a notice, once nobody can question any more what was decided about it."""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django import app as jobs

from comments import limits
from comments.models import Notice
from newsroom.jobs import job


@jobs.periodic(cron="17 4 * * *")
@job(retry=3)
def forget_senders(timestamp: int) -> None:
    """Erase names and addresses of notices that were answered long ago; what was said and decided stays.

    A first notice keeps them as long as its second look waits, or was answered not long ago.
    """
    old = dt.datetime.fromtimestamp(timestamp, dt.UTC) - limits.OBJECT_WITHIN - limits.SENDERS_KEPT_FOR
    over = Notice.objects.exclude(outcome=Notice.Outcome.OPEN).filter(answered_at__lt=old).exclude(email="")
    alive = Notice.objects.exclude(pk__in=over.values("pk")).filter(follows__isnull=False)
    over.exclude(pk__in=alive.values("follows")).update(name="", email="", sent_by_id=None)
