"""Accepting the community standards: said at the comment box, kept with the comment, said anew when they change.

Somebody accepts them by publishing, having read at the box that they do: the first time, and once more after each version in
which more than the wording changed. What is kept is the version that their form named.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Max, Subquery

from comments.models import Acceptance, StandardsVersion
from newsroom.accounts.models import User

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
