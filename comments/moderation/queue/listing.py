"""The list: what waits by expected harm or the newest first, page by page; and what was found by its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from comments import limits
from comments.models import Awaiting
from comments.moderation import harm
from comments.moderation.harm import Harm, Waits
from comments.moderation.queue import filters as filtering
from comments.moderation.queue.filters import EVERYTHING, Filters, Order
from newsroom.accounts.models import User
from newsroom.web import pagination


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is looking at something, since when: advice to others."""

    by_id: int
    name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, as the table has it; `key` is empty for what does not wait."""

    key: int | None
    kind: str
    comment_id: int | None
    objection_id: int | None = None
    notice_id: int | None = None
    since: dt.datetime | None = None
    harm: Harm | None = None
    claim: Claim | None = None
    # Where the list goes on behind it.
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of the list, and where the next one begins."""

    items: Sequence[Row]
    next: str | None


# Readings are asked for by story, of which there are far fewer than of what waits, and by the key of their table.
# S608, here and below: only constants are put together; every value is a parameter.
STORIES = """
story AS MATERIALIZED (
  SELECT discussion_id, (
           SELECT coalesce(sum(count), 0)::bigint FROM web_reads
            WHERE article_id = discussion_id AND minute > %(reading_since)s AND minute <= %(now)s) AS reads
    FROM (SELECT DISTINCT discussion_id FROM picked WHERE discussion_id IS NOT NULL) AS stories
)"""
_FROM = """
  FROM (SELECT picked.*, coalesce(reads, 0) AS reads FROM picked LEFT JOIN story USING (discussion_id)) AS waits
"""
_COLUMNS = """
waits.id, waits.kind, waits.comment_id, waits.objection_id, waits.notice_id, waits.since, waits.found, waits.reported,
waits.reads, waits.is_seen, waits.is_escalated, waits.harm, waits.newest, waits.claimed_by_id,
CASE WHEN waits.claimed_at > %(claimed_since)s THEN waits.claimed_at END"""
# What stands behind a marker, and what comes first.
ORDERS = {
    Order.HARM: ("(waits.harm < %(mark)s OR (waits.harm = %(mark)s AND waits.id > %(last)s))", "waits.harm DESC, waits.id"),
    Order.NEWEST: ("(waits.newest, waits.id) < (%(mark)s, %(last)s)", "waits.newest DESC, waits.id DESC"),
}
_PAGE = f"""
WITH picked AS (SELECT * FROM comments_awaiting AS waits WHERE {{where}}), {STORIES},
valued AS (SELECT waits.*, {harm.sql(reads="waits.reads")} AS harm {_FROM})
SELECT {_COLUMNS} FROM valued AS waits WHERE {{behind}} ORDER BY {{order}} LIMIT %(limit)s
"""  # noqa: S608
_SEARCH = """
SELECT comment.id FROM comments_comment AS comment
  LEFT JOIN comments_awaiting AS waits ON waits.comment_id = comment.id AND waits.kind = 'comment'
 WHERE {where} AND comment.id < %(last)s ORDER BY comment.id DESC LIMIT %(limit)s
"""


def rows(filters: Filters = EVERYTHING, *, now: dt.datetime, after: str | None = None, viewer: User | None, limit: int) -> Rows:
    """One page of what waits; `after` is where the last one ended. Two queries at most; three for what was searched.

    Later pages go by the moment at which the first one was made: what became more urgent since is announced as news, and
    nothing that moved is passed over.
    """
    if filters.is_search:
        return _found(filters, now=now, after=after, viewer=viewer, limit=limit)
    where, values = filtering.on_what_waits(filters, viewer=viewer.pk if viewer else None)
    marked = read_marker(filters.order, after)
    behind, order = ORDERS[filters.order]
    # A moment to come is nobody's; what was asked for days ago is asked anew.
    if marked and now - harm.DAY < marked[0] <= now:
        now, values["mark"], values["last"] = marked
    else:
        marked = None
    statement = _PAGE.format(where=where, behind=behind if marked else "TRUE", order=order)
    found = _rows(statement, values | {"limit": limit + 1}, now=now, order=filters.order)
    return Rows(found[:limit], found[limit - 1].place if len(found) > limit else None)


def rows_of(comment_ids: Sequence[int], *, now: dt.datetime) -> dict[int, Row]:
    """The rows of these comments, where they wait. Two queries at most."""
    statement = _PAGE.format(where="waits.kind = 'comment' AND waits.comment_id = ANY(%(ids)s)", behind="TRUE", order="waits.id")
    found = _rows(statement, {"ids": list(comment_ids), "limit": len(comment_ids)}, now=now, order=Order.HARM)
    return {row.comment_id: row for row in found if row.comment_id}


def row_with(key: int, *, now: dt.datetime, order: Order) -> Row | None:
    """The row with this key, if it still waits, with its place in the list. Two queries at most."""
    statement = _PAGE.format(where="waits.id = %(key)s", behind="TRUE", order="waits.id")
    return next(iter(_rows(statement, {"key": key, "limit": 1}, now=now, order=order)), None)


def _found(filters: Filters, *, now: dt.datetime, after: str | None, viewer: User | None, limit: int) -> Rows:
    """Comments with these words, the newest first, whether they wait or not."""
    where, values = filtering.on_every_comment(filters, viewer=viewer.pk if viewer else None)
    [last] = pagination.read(after, int) or (pagination.NUMBER_MOST,)
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH.format(where=where), values | {"last": last, "limit": limit + 1})
        ids = [pk for (pk,) in cursor.fetchall()]
    waiting = rows_of(ids[:limit], now=now)
    items = [waiting.get(pk) or Row(None, Awaiting.Kind.COMMENT, pk) for pk in ids[:limit]]
    return Rows(items, pagination.mark(ids[limit - 1]) if len(ids) > limit else None)


def _rows(statement: str, values: Mapping[str, Any], *, now: dt.datetime, order: Order) -> list[Row]:
    moments = {"now": now, "reading_since": now - limits.READING_COUNTS, "claimed_since": timezone.now() - limits.CLAIM_HOLDS}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, **moments})
        found = cursor.fetchall()
    claimed = {row[13] for row in found if row[14]}
    names = dict(User.objects.filter(pk__in=claimed).values_list("pk", "display_name")) if claimed else {}
    return [_row(row, names=names, now=now, order=order) for row in found]


def _row(values: Sequence[Any], *, names: Mapping[int, str], now: dt.datetime, order: Order) -> Row:
    (
        pk, kind, comment_id, objection_id, notice_id, since, found, reported, reads, is_seen, is_escalated, total, newest,
        claimed_by, claimed_at,
    ) = values  # fmt: skip
    expected = harm.expected(Waits(kind, found, reported, reads, is_seen, is_escalated, now - since))
    claim = Claim(claimed_by, names.get(claimed_by, ""), claimed_at) if claimed_by and claimed_at else None
    place = _marker(now, total if order == Order.HARM else newest, pk)
    return Row(pk, kind, comment_id, objection_id, notice_id, since, expected, claim, place)


def _marker(now: dt.datetime, mark: float | dt.datetime, last: int) -> str:
    # Sixteen digits in a hexadecimal spelling: read back, it is the same number.
    return pagination.mark(now, mark.hex() if isinstance(mark, float) else mark, last)


def read_marker(order: Order, after: str | None) -> tuple[dt.datetime, float | dt.datetime, int] | None:
    """The moment of the first page, and where the last row shown stands; None for a marker from nowhere."""
    if order == Order.NEWEST:
        return pagination.read(after, dt.datetime, dt.datetime, int)
    if (read := pagination.read(after, dt.datetime, str, int)) is None:
        return None
    try:
        return read[0], float.fromhex(read[1]), read[2]
    except (ValueError, OverflowError):
        return None
