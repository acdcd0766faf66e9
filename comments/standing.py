"""How readers grow from new to known to trusted, by what they wrote and what became of it.

Known: as many published comments as wait for a person at first. Trusted: ten published, and none of those removed that
moderators judged in the last 90 days. A level that a moderator chose is left alone. Asked nowhere while a reader waits:
an hourly job settles those who wrote or were judged lately. Nothing is lost by that hour: the checks that hold a comment
look at the record itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from comments import accepting, limits, sanctioned
from comments.models import Sanction, Standing
from comments.permissions import Viewer
from comments.sanctioned import Held
from newsroom.accounts.models import User
from newsroom.jobs import job
from newsroom.web import pages

# Those who wrote or were judged since the job last ran, with a day to spare for a worker that stood still.
LOOKS_BACK = dt.timedelta(hours=25)


def level_of(user: User, *, stored: str | None) -> str:
    """How somebody stands, given the level of their row if they have one. Whoever works for the newspaper is trusted."""
    if user.is_staff and stored != Standing.Level.WATCHED:
        return Standing.Level.TRUSTED
    return stored or Standing.Level.NEW


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader is told before they write: whether a person looks first, and what holds against them."""

    is_newcomer: bool = False
    # Whether they accept the standards by publishing, for the first time or anew.
    accepts: bool = False
    # Chosen by a moderator's hand before there were sanctions: told here, since nobody wrote them a reason.
    is_watched: bool = False
    held: Sequence[Held] = ()

    @property
    def looked_at_first(self) -> Held | None:
        """The sanction by which everything they write is looked at first, if one holds."""
        return sanctioned.of_kinds(self.held, Sanction.Kind.LOOKED_AT_FIRST)


# S608: a constant of another file.
_EXPECTED = f"""
SELECT (SELECT count(*) FROM (SELECT 1 FROM comments_comment WHERE author_id = %(account)s AND status = 'published'
                              LIMIT %(first)s) AS first_ones) < %(first)s
   AND coalesce(stands.level, '') <> 'trusted' AND NOT %(is_staff)s,
       {accepting.ACCEPTS}, coalesce(stands.level, '') = 'watched',
       held.kind, held.rule_number, held.ends_at, held.decision_id
  FROM (SELECT) AS asked
  LEFT JOIN comments_standing AS stands ON stands.account_id = %(account)s
  LEFT JOIN comments_sanction AS held ON held.account_id = %(account)s AND held.lifted_at IS NULL
        AND held.acknowledged_at IS NULL AND held.starts_at <= %(now)s AND (held.ends_at IS NULL OR held.ends_at > %(now)s)
"""  # noqa: S608


def expected_of(user: Viewer, *, now: dt.datetime | None = None) -> Expected:
    """What to tell a reader before they write: that a person looks first, as at everybody's first comments; what holds
    against them. One query at most."""
    if not user.is_authenticated:
        return Expected()
    asked: dict[str, Any] = {
        "account": user.pk,
        "is_staff": user.is_staff,
        "first": limits.FIRST_COMMENTS,
        "now": now or timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_EXPECTED, asked)
        rows = cursor.fetchall()
    newcomer, accepts, watched = rows[0][:3]
    return Expected(newcomer, accepts, watched, sanctioned.of_rows(row[3:] for row in rows))


@pages.verb
def choose(account: User, *, level: str, by: User) -> Standing:
    """Let a moderator say how a reader stands; their record does not move it any more. Raises `PermissionDenied`.

    Nobody is watched by this: whoever is looked at first is told so, with a reason (`moderation.sanctions.look_first`).
    """
    with pages.change():
        _must_be_allowed(account, by=by)
        if level == Standing.Level.WATCHED:
            raise PermissionDenied(_("Nobody is watched without being told. On the reader’s page, let a person look first."))
        chosen, _made = Standing.objects.update_or_create(account=account, defaults={"level": level, "by_hand": True})
    return chosen


@pages.verb
def let_the_record_say(account: User, *, by: User) -> Standing:
    """Take a moderator's choice back: from now on a reader stands as their record says. Raises `PermissionDenied`."""
    with pages.change():
        _must_be_allowed(account, by=by)
        Standing.objects.update_or_create(account=account, defaults={"by_hand": False})
        settle([account.pk])
    return Standing.objects.get(account=account)


def forget_hand_picked_watch(account: User) -> None:
    """Let their record say how a reader stands who was watched by hand, without a reason: they have been given one now."""
    watched = Standing.objects.filter(account=account, level=Standing.Level.WATCHED, by_hand=True)
    if watched.update(by_hand=False):
        settle([account.pk])


def _must_be_allowed(account: User, *, by: User) -> None:
    # Asked of the database inside the transaction: a role taken away a second ago no longer chooses.
    if not User.objects.get(pk=by.pk).is_moderator:
        raise PermissionDenied(_("Only moderators choose how a reader stands."))
    if account.pk == by.pk:
        raise PermissionDenied(_("Nobody chooses their own standing. Ask a colleague."))


_SETTLE = """
INSERT INTO comments_standing (account_id, level, by_hand, since)
SELECT account.id,
       CASE WHEN published.count >= %(for_trust)s AND NOT EXISTS (
                SELECT 1 FROM comments_decision AS decision JOIN comments_comment AS judged ON judged.id = decision.comment_id
                 WHERE decision.account_id = account.id AND decision.kind = 'remove' AND decision.at > %(clean_since)s
                   AND judged.status = 'removed') THEN 'trusted'
            WHEN published.count >= %(for_known)s THEN 'known' ELSE 'new' END,
       false, %(now)s
  FROM accounts_user AS account
 CROSS JOIN LATERAL (
       SELECT count(*) FROM (SELECT 1 FROM comments_comment WHERE author_id = account.id AND status = 'published'
                             LIMIT %(for_trust)s) AS first_ones) AS published (count)
 WHERE account.id = ANY(%(accounts)s)
 ORDER BY account.id
ON CONFLICT (account_id) DO UPDATE SET level = excluded.level, since = excluded.since
 WHERE NOT comments_standing.by_hand AND comments_standing.level <> excluded.level
"""

_LATELY = """
SELECT author_id FROM comments_comment WHERE created_at > %(since)s AND author_id IS NOT NULL
UNION SELECT account_id FROM comments_decision WHERE at > %(since)s AND account_id IS NOT NULL
"""


def settle(account_ids: Collection[int], *, now: dt.datetime | None = None) -> None:
    """Give these readers the level that their record has earned. One statement."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            {
                "accounts": sorted(account_ids),
                "for_known": limits.FIRST_COMMENTS,
                "for_trust": limits.PUBLISHED_BEFORE_TRUST,
                "clean_since": now - limits.CLEAN_BEFORE_TRUST,
                "now": now,
            },
        )


@jobs.periodic(cron="23 * * * *")
@job(retry=3)
def settle_recent_writers(timestamp: int) -> None:
    """Settle everyone who wrote or was judged lately."""
    now = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    with connection.cursor() as cursor:
        cursor.execute(_LATELY, {"since": now - LOOKS_BACK})
        settle([row[0] for row in cursor.fetchall()], now=now)
