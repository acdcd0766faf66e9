"""Accepting the community standards: said at the comment box, kept with the comment, told anew when they change.

Somebody accepts them by publishing, having read at the box that they do: the first time, and once more after each version in
which more than the wording changed. What is kept is the version that their form named.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Max, Subquery
from django.utils import timezone

from comments import limits
from comments.models import Acceptance, StandardsVersion
from newsroom.accounts.models import User
from newsroom.jobs import job

# The greatest number of a version that the database holds; what a form names beyond it is nonsense.
_GREATEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said at a comment box: the version that publishing accepts; and, if it is another than before, since when."""

    version: int
    accepted: int | None = None
    changed_at: dt.datetime | None = None


def terms_for(user: User | AnonymousUser) -> Terms | None:
    """What somebody accepts who publishes now; None where there is nothing they have not accepted. One query."""
    binding = StandardsVersion.objects.filter(is_wording_only=False).order_by("-number")
    mine = Acceptance.objects.filter(account=user.pk or 0).values("account").annotate(newest=Max("version")).values("newest")
    newest = (
        StandardsVersion.objects.order_by("-number")
        .annotate(
            accepted=Subquery(mine),
            changed=Subquery(binding.values("number")[:1]),
            changed_at=Subquery(binding.values("in_force_from")[:1]),
        )
        .values_list("number", "accepted", "changed", "changed_at")
        .first()
    )
    if newest is None:
        return None
    number, accepted, changed, changed_at = newest
    if accepted is None:
        return Terms(number)
    return Terms(number, accepted, changed_at) if (changed or 0) > accepted else None


def version_from(text: str | None) -> int | None:
    """The version that a form names; None for anything that is none."""
    if text and text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) <= _GREATEST:
        return int(text)
    return None


# Asked together with other things, at the box and when a comment is begun: whether an account accepts anything by publishing.
ACCEPTS = """
coalesce((SELECT max(number) FROM comments_standardsversion WHERE NOT is_wording_only), 0)
  > coalesce((SELECT max(version) FROM comments_acceptance WHERE account_id = %(account)s), 0)
"""

# What a form names that was open while a newer version came into force is what its writer has read. Whoever has accepted a
# change need not be told of it any more.
_ACCEPT = """
WITH accepted AS (
    INSERT INTO comments_acceptance (account_id, version, at)
    SELECT %(account)s, least(max(number), %(version)s), %(at)s FROM comments_standardsversion
    HAVING count(*) > 0
    ON CONFLICT DO NOTHING RETURNING version
)
UPDATE comments_notification SET read_at = %(at)s FROM accepted
 WHERE reader_id = %(account)s AND kind = 'standards' AND read_at IS NULL AND standards_version <= accepted.version
"""


def accept(account: User, *, version: int | None, at: dt.datetime) -> None:
    """Keep that somebody accepts the standards, in the version their form named, or in the newest. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCEPT, {"account": account.pk, "version": version, "at": at})


def accepted_by(account: User) -> list[Acceptance]:
    """Which versions somebody has accepted and when, the newest first. One query."""
    return list(Acceptance.objects.filter(account=account).order_by("-version"))


# Accounts are locked against being erased meanwhile. Of several changes that somebody has not heard of, the newest is told.
_TELL = """
WITH concerned AS (
    SELECT DISTINCT account_id FROM comments_acceptance WHERE account_id > %(after)s ORDER BY account_id LIMIT %(most)s
), untold AS (
    SELECT account.id FROM concerned JOIN accounts_user AS account ON account.id = concerned.account_id
     WHERE account.is_active AND NOT EXISTS (
        SELECT FROM comments_acceptance AS accepted WHERE accepted.account_id = account.id AND accepted.version >= %(version)s)
       FOR KEY SHARE OF account
), overtaken AS (
    DELETE FROM comments_notification USING untold
     WHERE reader_id = untold.id AND kind = 'standards' AND read_at IS NULL AND standards_version < %(version)s
), written AS (
    INSERT INTO comments_notification (reader_id, kind, standards_version, at)
    SELECT id, 'standards', %(version)s, %(now)s FROM untold ON CONFLICT DO NOTHING
)
SELECT count(*), max(account_id) FROM concerned
"""


def tell_later(version: int) -> None:
    """Queue, in the caller's transaction, that readers who accepted an older version are told of this one."""
    tell_of_change.defer(version=version)


@job(retry=8)
def tell_of_change(version: int, after: int = 0) -> None:
    """Tell a thousand readers that the standards changed, in the order of their accounts; queue the rest. No letter is sent.

    Nothing where a newer version tells the same people. Running twice tells nobody twice.
    """
    with transaction.atomic():
        if StandardsVersion.objects.filter(number__gt=version, is_wording_only=False).exists():
            return
        asked: dict[str, Any] = {"version": version, "after": after, "most": limits.TOLD_AT_ONCE, "now": timezone.now()}
        with connection.cursor() as cursor:
            cursor.execute(_TELL, asked)
            concerned, last = cursor.fetchone()
        if concerned == limits.TOLD_AT_ONCE:
            tell_of_change.defer(version=version, after=last)
