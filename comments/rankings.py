"""Orders that move, held still: who pages through "best" or "most answered" reads a ranking made at one moment.

A ranking is all visible threads of a conversation in one order. It is made at most once a minute, and only when somebody
reads in that order; it is named in the address of every page after its first, and kept for half an hour after the next one
was made. So each thread comes on exactly one page, however often the order changes meanwhile; what was hidden since is left
out.

A page is built in a read-only transaction, so `make_ready` comes before it. A short ranking is made there if there is none.
A long one takes longer than a reader should wait, so jobs make it: the first before anybody asks (`make_first_ones`), each
further one when somebody reads in that order and the last is older than a minute. Its pages are told by a stamp. Nobody waits
for a long one but where the worker is away.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateEvent
from procrastinate.exceptions import AlreadyEnqueued

from comments import best, limits
from comments.models import Discussion, Ranking
from newsroom.jobs import job
from newsroom.web import pages, stamps

Order = Ranking.Order

# The bytes of one thread's id.
STEP = 8
# How many ids are read at first: a page of threads, and as many again for those hidden since. Few pages need a second look.
WINDOW = 2 * limits.THREADS_ON_A_PAGE


def make_ready(arguments: Mapping[str, Any]) -> None:
    """Before a page of a conversation is built: see that there is a ranking for its order, and that the next one comes.

    Nothing for orders that do not move, and for conversations that nobody may read. One query as long as it is fresh.
    """
    discussion_id, order, now = arguments["article_id"], arguments["order"], timezone.now()
    if order not in Order.values:
        return
    latest = Ranking.objects.filter(discussion=OuterRef("pk"), order=order).order_by("-made_at").values("made_at")
    shown = Discussion.objects.shown(now=now).filter(pk=discussion_id).annotate(made=Subquery(latest[:1]))
    for made_at, threads in shown.values_list("made", "thread_count"):
        if made_at is not None and now - made_at < limits.RANKING_MADE_EVERY:
            continue
        is_old = made_at is None or now - made_at >= limits.RANKING_SHOWN_FOR
        is_short = threads <= limits.THREADS_RANKED_AT_ONCE
        if is_old and (is_short or _waits_in_vain(discussion_id, order=order, now=now)):
            make(discussion_id, order=order, now=now)
        else:
            _make_later(discussion_id, order=order)


def shown_until(made_at: dt.datetime, *, now: dt.datetime) -> dt.datetime:
    """When a page that shows a ranking looks for the next one, if no stamp has told it earlier."""
    fresh_until = made_at + limits.RANKING_MADE_EVERY
    return fresh_until if now < fresh_until else now + limits.RANKING_MADE_EVERY


def make(discussion_id: int, *, order: str, now: dt.datetime | None = None) -> bool:
    """Rank the threads of a conversation as they are now, unless that was done within the last minute. Whether it was done."""
    now = now or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        # Two processes that find none make one: the second waits here, and then finds it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_name(discussion_id, order)])
        values: dict[str, Any] = {
            "discussion": discussion_id,
            "order": order,
            "now": now,
            "not_since": now - limits.RANKING_MADE_EVERY,
        }
        cursor.execute(_MAKE[Order(order)], values | best.parameters())
        return cursor.rowcount > 0


@job(retry=0)  # Whoever reads next asks for it again.
@pages.verb
def make_again(discussion_id: int, order: str) -> None:
    """Make the next ranking of a conversation that is being read in this order, and let its pages show it."""
    with pages.change() as change:
        if make(discussion_id, order=order):
            change.raises(stamps.ranking(discussion_id))


@jobs.periodic(cron="* * * * *")
@job(retry=2)
def make_first_ones(timestamp: int) -> None:
    """Rank conversations that are about to grow too long to be ranked while a reader waits."""
    now = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    long_ones = Discussion.objects.shown(now=now).filter(thread_count__gt=limits.THREADS_RANKED_AHEAD)
    for order in Order.values:
        ranked = Ranking.objects.filter(discussion=OuterRef("pk"), order=order)
        for discussion_id in long_ones.exclude(Exists(ranked)).values_list("pk", flat=True):
            make_again(discussion_id, order)


@jobs.periodic(cron="*/5 * * * *")
@job(retry=2)
def let_old_ones_go(timestamp: int) -> None:
    """Delete rankings that nobody can be paging through any more: the next one has long been there."""
    long_ago = dt.datetime.fromtimestamp(timestamp, dt.UTC) - limits.RANKING_KEPT_FOR
    same = Ranking.objects.filter(discussion=OuterRef("discussion"), order=OuterRef("order"))
    Ranking.objects.filter(Exists(same.filter(made_at__gt=OuterRef("made_at"), made_at__lt=long_ago))).delete()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some threads of a ranking, one after the other."""

    ranking_id: int
    made_at: dt.datetime
    # The place of the first of them, from 0, and how many the ranking has.
    start: int
    length: int
    ids: Sequence[int]

    @property
    def end(self) -> int:
        """The place after the last of them."""
        return self.start + len(self.ids)


def stretch(discussion_id: int, *, order: str, place: tuple[int, int] | None = None) -> Stretch | None:
    """The threads that follow `place` (a ranking's id and a place in it); without one, the first of the current ranking.

    A place in no ranking of this conversation and order, or in one that has gone, counts as none. At most two queries;
    None if there is no ranking.
    """
    mine = [discussion_id, order]
    found = None
    if place is not None:
        found = _read('discussion_id = %s AND "order" = %s AND id = %s', [*mine, place[0]], start=place[1], most=WINDOW)
    if found is None or not found.ids:
        found = _read('discussion_id = %s AND "order" = %s ORDER BY made_at DESC LIMIT 1', mine, start=0, most=WINDOW)
    return found


def follow(stretch: Stretch, *, most: int) -> Stretch:
    """The threads that follow a stretch, inside the same snapshot. One query."""
    found = _read("id = %s", [stretch.ranking_id], start=stretch.end, most=most)
    if found is None:
        raise Ranking.DoesNotExist
    return found


def _read(which: str, values: list[Any], *, start: int, most: int) -> Stretch | None:
    with connection.cursor() as cursor:
        cursor.execute(
            # S608: the conditions are those above; every value is a parameter.
            f"SELECT id, made_at, length(threads), substr(threads, %s, %s) FROM comments_ranking WHERE {which}",  # noqa: S608
            [min(start, _LONGEST) * STEP + 1, most * STEP, *values],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    ranking_id, made_at, length, packed = row
    ids = struct.unpack(f">{len(packed) // STEP}q", packed)
    return Stretch(ranking_id, made_at, start, length // STEP, ids)


# The largest place whose byte `substr` can be asked for.
_LONGEST = 2**31 // STEP - 2

# Threads that readers see: in words, or as a tombstone that keeps the place of what stands below it.
_THREADS = """
SELECT c.id, c.number, c.status = 'published' AS in_words, t.below, t.recommendations::float8 AS recommendations
  FROM comments_comment AS c JOIN comments_tally AS t ON t.comment_id = c.id
 WHERE c.discussion_id = %(discussion)s AND c.depth = 0 AND c.number IS NOT NULL AND (c.status = 'published' OR t.below > 0)
"""

_INSERT = """
INSERT INTO comments_ranking (discussion_id, "order", made_at, threads)
SELECT d.article_id, %(order)s, %(now)s, coalesce(ranked.threads, '')
  FROM comments_discussion AS d
"""
_NOT_JUST_NOW = """
 WHERE d.article_id = %(discussion)s AND NOT EXISTS (
       SELECT FROM comments_ranking WHERE discussion_id = %(discussion)s AND "order" = %(order)s AND made_at > %(not_since)s)
"""

# Of two alike the later comes first: it has had less time.
# S608: put together from constants, here and in `best`; every value is a parameter.
_MAKE = {
    # What is gone is no good start, whatever it had earned.
    Order.BEST: f"""
        WITH seen AS (
            SELECT thread.id, number, in_words, recommendations, greatest(coalesce(e.reads, 0), recommendations)::float8 AS reads
              FROM ({_THREADS}) AS thread LEFT JOIN comments_exposure AS e ON e.comment_id = thread.id
        ), usual AS (SELECT {best.START} AS start FROM seen)
        {_INSERT} CROSS JOIN (
            SELECT string_agg(int8send(id), ''::bytea ORDER BY in_words DESC, {best.SCORE} DESC, number DESC) AS threads
              FROM seen CROSS JOIN usual) AS ranked
        {_NOT_JUST_NOW}""",  # noqa: S608
    Order.ANSWERED: f"""
        {_INSERT} CROSS JOIN (
            SELECT string_agg(int8send(id), ''::bytea ORDER BY below DESC, number DESC) AS threads
              FROM ({_THREADS}) AS seen) AS ranked
        {_NOT_JUST_NOW}""",  # noqa: S608
}


def _make_later(discussion_id: int, *, order: str) -> None:
    """Queue the job, unless it is waiting already."""
    again = make_again.configure(queueing_lock=_name(discussion_id, order))
    # In a savepoint, if we are in a transaction: a refusal would end it.
    with suppress(AlreadyEnqueued), transaction.atomic():
        again.defer(discussion_id=discussion_id, order=order)


def _waits_in_vain(discussion_id: int, *, order: str, now: dt.datetime) -> bool:
    """Whether the job has been waiting for so long that the worker must be away. One query."""
    waiting = ProcrastinateEvent.objects.filter(job__queueing_lock=_name(discussion_id, order), job__status="todo")
    return waiting.filter(type="deferred", at__lte=now - limits.RANKING_AWAITED_FOR).exists()


def _name(discussion_id: int, order: str) -> str:
    return f"comments.ranking:{discussion_id}:{order}"
