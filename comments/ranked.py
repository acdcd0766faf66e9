"""Pages of a conversation in an order that moves: the threads of a ranking, and what stands below each as everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from comments import limits, rankings, threads
from comments.models import Discussion
from comments.nodes import Conversation

# How many more threads are looked at where all of a stretch have been hidden since: 40, 320, … reach 100,000 in five steps.
FURTHER = 8


def make_ready_for_story(address: Mapping[str, Any]) -> None:
    """Before a story's page is built: see that there is a ranking, where the site's own order is one that moves."""
    order = settings.COMMENTS_ORDER
    if order not in rankings.Order.values:
        return
    with suppress(ValueError):
        # A day that no calendar has is nobody's address.
        date = dt.date(address["year"], address["month"], address["day"])
        found = Article.objects.published(now=timezone.now()).at_address(date, address["slug"])
        for article_id in found.values_list("pk", flat=True):
            rankings.make_ready({"article_id": article_id, "order": order})


def in_order(
    discussion: Discussion, *, order: str, now: dt.datetime, after: int | None = None, place: tuple[int, int] | None = None
) -> Conversation:
    """A page of threads in any order: what follows the number `after`, or a `place` in a ranking, as the order has it."""
    if order in rankings.Order.values:
        return page(discussion, order=order, place=place, now=now)
    return threads.first_page(discussion, order=order, after=after)


def page(discussion: Discussion, *, order: str, place: tuple[int, int] | None, now: dt.datetime) -> Conversation:
    """Twenty threads with the first answers of each. Five queries, unless somebody has hidden forty threads in a row.

    `place` is a ranking's id and a place in it; none, and one from nowhere, is the beginning of the current ranking. Of the
    latter the page says that it starts over.
    """
    stretch = rankings.stretch(discussion.pk, order=order, place=place)
    if stretch is None:
        # Nobody could read the conversation when its ranking was to be made; or it is long, and a job is at its first one.
        newest = threads.first_page(discussion)
        newest.ranked_at = now
        newest.starts_over = place is not None
        return newest
    begins = stretch.start == 0
    starts_over = place is not None and place != (stretch.ranking_id, stretch.start)
    found = threads.by_ids(discussion.pk, stretch.ids)
    while not found and stretch.end < stretch.length:
        most = len(stretch.ids) * FURTHER
        stretch = rankings.follow(stretch, most=most)
        found = threads.by_ids(discussion.pk, stretch.ids)
    by_id = {node.id: node for node in found}
    visible = [(at, by_id[pk]) for at, pk in enumerate(stretch.ids, start=stretch.start) if pk in by_id]
    shown = threads.filled(discussion, [node for _at, node in visible[: limits.THREADS_ON_A_PAGE]], order=order)
    following = visible[len(shown.nodes)][0] if len(visible) > len(shown.nodes) else stretch.end
    if following < stretch.length:
        shown.next_place = (stretch.ranking_id, following)
    shown.starts_over = starts_over
    if begins:
        shown.ranked_at = stretch.made_at
    return shown
