"""How the servers behind outside checks answer, and which of them are left alone for a while because they do not.

One that has failed three times in a row rests for a minute; then one question is a try for all. So a dead server costs one call
a minute, however many comments wait for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from comments.models import OutsideService, Unchecked
from comments.moderation import checks
from comments.moderation.outside import limits

# Whoever comes first after its rest asks, and lets it rest again at once: the others see that somebody tries.
_MAY = """
INSERT INTO comments_outsideservice AS service (check_name, failures, why) VALUES (%(name)s, 0, '')
ON CONFLICT (check_name) DO UPDATE SET rests_until = CASE WHEN service.failures >= %(enough)s THEN %(until)s::timestamptz END
 WHERE service.rests_until IS NULL OR service.rests_until <= %(now)s
RETURNING 1
"""

_FAILED = """
UPDATE comments_outsideservice
   SET failures = failures + 1, failing_since = coalesce(failing_since, %(now)s), why = %(why)s,
       rests_until = CASE WHEN failures + 1 >= %(enough)s THEN %(until)s::timestamptz END
 WHERE check_name = %(name)s
"""

_ANSWERED = """
WITH before AS (SELECT failures FROM comments_outsideservice WHERE check_name = %(name)s FOR UPDATE)
UPDATE comments_outsideservice SET answered_at = %(now)s, failures = 0, failing_since = NULL, why = '', rests_until = NULL
  FROM before WHERE check_name = %(name)s RETURNING before.failures
"""

_WAITING = "SELECT name, count(*) FROM comments_unchecked, unnest(missing) AS name GROUP BY name"


@dataclass(frozen=True, slots=True)
class State:
    """How one outside check does now, and how many comments wait for it."""

    name: str
    waiting: int
    answered_at: dt.datetime | None = None
    failing_since: dt.datetime | None = None
    why: str = ""

    @property
    def label(self) -> str:
        """What moderators know it by."""
        return {"outside": _("The newsroom’s own check"), "akismet": "Akismet"}.get(self.name, self.name)


def may_be_asked(name: str, *, now: dt.datetime) -> bool:
    """Whether the server behind this check is asked at `now`; whoever hears yes does ask it, and says what came of it."""
    return bool(_run(_MAY, name=name, now=now, until=now + limits.OUTSIDE_RESTS))


def answered(name: str, *, now: dt.datetime) -> None:
    """It has answered. If it comes back after a while, it is the turn of everything that waited for it."""
    [(failures,)] = _run(_ANSWERED, name=name, now=now)
    if failures >= limits.FAILURES_BEFORE_REST:
        Unchecked.objects.filter(missing__contains=[name], next_at__gt=now).update(next_at=now)


def failed(name: str, *, why: str, now: dt.datetime) -> None:
    """It has not answered, or nothing that makes sense."""
    _run(_FAILED, name=name, why=why[:200], now=now, until=now + limits.OUTSIDE_RESTS)


def at_rest(*, now: dt.datetime) -> list[str]:
    """The checks whose servers are not asked at `now`. One query."""
    return list(OutsideService.objects.filter(rests_until__gt=now).values_list("check_name", flat=True))


def states() -> Sequence[State]:
    """How every outside check does that is set up. Two queries, none where there is none."""
    names = [check.name for check in checks.in_force() if check.look is None]
    if not names:
        return []
    known = OutsideService.objects.in_bulk(names)
    waiting = dict(_run(_WAITING))
    return [_state(name, known.get(name), waiting=waiting.get(name, 0)) for name in names]


def _state(name: str, service: OutsideService | None, *, waiting: int) -> State:
    if service is None:
        return State(name, waiting)
    is_failing = service.failures >= limits.FAILURES_BEFORE_REST
    return State(name, waiting, service.answered_at, service.failing_since if is_failing else None, service.why)


def _run(statement: str, **values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"enough": limits.FAILURES_BEFORE_REST, **values})
        return cursor.fetchall() if cursor.description else []
