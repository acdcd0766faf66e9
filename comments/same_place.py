"""Accounts that were at the same place lately: a hint for moderators, kept as digests that expire.

A place is a network address as limits count it (an IPv6 address stands for its /64). What is stored is its keyed digest, never
the address. The key is made of the site's secret and the month, so that nobody learns from these rows where somebody was
before; and each sighting is written under the key of this month and of the last one, so that two who were at a place within
30 days share a digest across a month's end. Whoever holds the secret could try all addresses: hence the 30 days.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from comments.models import Whereabouts
from comments.moderation import measures
from newsroom.accounts.models import User
from newsroom.jobs import job
from newsroom.web import limits as limiter

DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another account that was at a place where this one was."""

    id: int
    name: str
    last_at: dt.datetime


# Read, and written at most once a day. The account is locked against being erased meanwhile: one that is gone leaves nothing.
_SEEN = """
INSERT INTO comments_whereabouts AS known (account_id, place, seen_at)
SELECT account.id, at.place, %(now)s FROM accounts_user AS account, unnest(%(places)s::bytea[]) AS at (place)
 WHERE account.id = %(account)s AND account.is_active
   AND NOT EXISTS (SELECT FROM comments_whereabouts
                    WHERE account_id = %(account)s AND comments_whereabouts.place = at.place AND seen_at > %(lately)s)
 ORDER BY at.place FOR KEY SHARE OF account
ON CONFLICT (account_id, place) DO UPDATE SET seen_at = excluded.seen_at
"""

_OTHERS = """
SELECT account.id, account.display_name, found.last_at
  FROM (SELECT other.account_id, max(other.seen_at) AS last_at
          FROM comments_whereabouts AS mine
          JOIN comments_whereabouts AS other ON other.place = mine.place AND other.account_id <> mine.account_id
         WHERE mine.account_id = %(account)s AND mine.seen_at > %(since)s AND other.seen_at > %(since)s
         GROUP BY other.account_id ORDER BY last_at DESC, other.account_id LIMIT %(most)s) AS found
  JOIN accounts_user AS account ON account.id = found.account_id
 ORDER BY found.last_at DESC, account.id
"""


def seen(request: HttpRequest, user: User) -> None:
    """Remember that `user` wrote or signed in from where this request comes from. One query, a write once a day."""
    address = limiter.client_address(request)
    # A socket without an address is no place.
    if address:
        remember(user, address=address, now=timezone.now())


def remember(user: User, *, address: str, now: dt.datetime) -> None:
    """The same for an address, at a moment."""
    asked: dict[str, Any] = {
        "account": user.pk,
        "places": digests(address, now=now),
        "now": now,
        "lately": now - measures.PLACES_WRITTEN_EVERY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, asked)


def digests(address: str, *, now: dt.datetime) -> list[bytes]:
    """What stands for the place of an address: under the key of this month, and under that of the last."""
    this_month = now.astimezone(dt.UTC).replace(day=1)
    return [_digest(address, month=month) for month in (this_month, this_month - dt.timedelta(days=1))]


def others_at_places_of(user: User, *, now: dt.datetime) -> list[Neighbour]:
    """Other accounts that were where `user` was, within 30 days, the latest first; one more than are shown. One query."""
    since = now - measures.PLACES_KEPT_FOR
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"account": user.pk, "since": since, "most": measures.ACCOUNTS_FROM_A_PLACE + 1})
        return [Neighbour(*row) for row in cursor.fetchall()]


@jobs.periodic(cron="53 3 * * *")
@job(retry=3)
def forget_old_places(timestamp: int) -> None:
    """Forget where accounts were longer ago than moderators are told."""
    old = dt.datetime.fromtimestamp(timestamp, dt.UTC) - measures.PLACES_KEPT_FOR
    Whereabouts.objects.filter(seen_at__lte=old).delete()


def _digest(address: str, *, month: dt.datetime) -> bytes:
    key = hmac.new(settings.SECRET_KEY.encode(), f"comments.same_place {month:%Y-%m}".encode(), hashlib.sha256).digest()
    return hmac.new(key, limiter.network(address).encode(), hashlib.sha256).digest()[:DIGEST_BYTES]
