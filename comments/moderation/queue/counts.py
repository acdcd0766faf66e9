"""How much waits, and what has come since: numbers for titles, tabs and the line that announces news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits, switching
from comments.models import Seal, SiteSwitch
from comments.moderation import sealing
from comments.moderation.queue import filters as filtering
from comments.moderation.queue.filters import CONDITIONS, EVERYTHING, Filters, Queue
from newsroom.accounts.models import User
from newsroom.web import pagination

_EACH = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in CONDITIONS.values())
# S608: only constants are put together; every value is a parameter.
_OVERVIEW = f"""
SELECT max(newest), {sealing.NEWEST}, {switching.RESTRICTING}, count(*) FILTER (WHERE {{where}}), {_EACH}
  FROM comments_awaiting AS waits
"""  # noqa: S608
# No more are counted than anybody goes through: a word that is in every comment is found in them all.
_FOUND = """
SELECT count(*), count(key) FROM (
  SELECT waits.id AS key FROM comments_comment AS comment
    LEFT JOIN comments_awaiting AS waits ON waits.comment_id = comment.id AND waits.kind = 'comment'
   WHERE {where} LIMIT %(most)s) AS found
"""
_ARRIVED = "SELECT count(*) FROM comments_awaiting AS waits WHERE newest > %(since)s AND {where}"


@dataclass(frozen=True, slots=True)
class Found:
    """How many comments have the words that were looked for, and how many of them wait."""

    many: int
    waiting: int

    @property
    def sentence(self) -> str:
        """Both, as a heading."""
        if self.many > limits.FOUND_COUNTED:
            return _("More than %(n)s comments with these words") % {"n": limits.FOUND_COUNTED}
        said = ngettext("%(n)s comment with these words", "%(n)s comments with these words", self.many) % {"n": self.many}
        if not self.waiting:
            return said
        also = ngettext("%(said)s, %(n)s of them waiting", "%(said)s, %(n)s of them waiting", self.waiting)
        return also % {"said": said, "n": self.waiting}


@dataclass(frozen=True, slots=True)
class Overview:
    """How much waits in each queue, how much of it under some filters, a marker of the newest of all, and the last seal.

    `found` is there where words were looked for in every comment, `switch` where all commenting is restricted.
    """

    counts: Mapping[Queue, int]
    here: int
    newest: str
    seal: Seal | None = None
    found: Found | None = None
    switch: SiteSwitch | None = None


def overview(filters: Filters = EVERYTHING, *, viewer: User | None = None) -> Overview:
    """How things stand now. One query; two after a search."""
    found = _found(filters, viewer=viewer) if filters.is_search else None
    # What was found says how much of it waits: nobody looks for the same words twice.
    where, values = filtering.on_what_waits(EVERYTHING if found else filters, viewer=viewer.pk if viewer else None)
    with connection.cursor() as cursor:
        cursor.execute(_OVERVIEW.format(where=where), values)
        newest, seal, switch, here, *each = cursor.fetchone()
    counts = dict(zip(CONDITIONS, each, strict=True))
    here = found.waiting if found else here
    return Overview(counts, here, (newest or timezone.now()).isoformat(), sealing.read(seal), found, switching.read(switch))


def _found(filters: Filters, *, viewer: User | None) -> Found:
    """How much a search has found."""
    where, values = filtering.on_every_comment(filters, viewer=viewer.pk if viewer else None)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(where=where), values | {"most": limits.FOUND_COUNTED + 1})
        return Found(*cursor.fetchone())


def counts() -> Mapping[Queue, int]:
    """How many things wait in each queue. One query."""
    return overview().counts


def newest_waiting() -> str:
    """A marker of the newest thing that waits: pass it to `arrived_since` later."""
    return overview().newest


def arrived_since(marker: str, *, filters: Filters = EVERYTHING, viewer: User | None = None) -> int:
    """How many things came to wait after a marker of `newest_waiting`, or were added to; none for a marker from nowhere."""
    since = pagination.moment(marker)
    if since is None:
        return 0
    where, values = filtering.on_what_waits(filters, viewer=viewer.pk if viewer else None)
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED.format(where=where), values | {"since": since})
        return cursor.fetchone()[0]
