"""A conversation as a page or a part of one: shared by the story's page and by the pages of the conversation itself."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from comments import permissions, rankings, rendering, sorts
from comments.models import Discussion
from comments.nodes import NEWEST, Conversation
from newsroom.web import pages, stamps

# How far behind the numbers of recommendations may be.
TALLY_LAG = 10


def depends_on(build: pages.Build, page: Conversation) -> None:
    """Say what a page of this conversation shows, until when it is true, and whose state may be laid over it."""
    discussion = page.discussion
    build.shows(stamps.discussion(discussion.pk), stamps.commenting())
    build.shows(stamps.tally(discussion.pk), within=TALLY_LAG)
    if discussion.closes_at is not None and discussion.closes_at > build.now:
        build.true_until(discussion.closes_at)
    depends_on_ranking(build, page)
    build.notes("discussion", [discussion.pk])
    build.notes("comment", page.comment_ids)
    build.notes("led_from", page.led_from_ids)


def depends_on_ranking(build: pages.Build, page: Conversation) -> None:
    """Say until when the ranking is the current one that a page begins with, if it begins with one."""
    if page.ranked_at is not None:
        build.shows(stamps.ranking(page.discussion.pk))
        build.true_until(rankings.shown_until(page.ranked_at, now=build.now))


def depends_on_story(build: pages.Build, discussion: Discussion) -> None:
    """Say that a page stands and falls with its story."""
    build.shows(stamps.article(discussion.pk))
    withdraw_at = discussion.article.withdraw_at
    if withdraw_at is not None and withdraw_at > build.now:
        build.true_until(withdraw_at)


def context(page: Conversation, *, now: dt.datetime) -> dict[str, Any]:
    """What the templates of a conversation need."""
    discussion = page.discussion
    permission = permissions.accepts_comments(discussion, now=now)
    page.is_open = bool(permission)
    return {
        "page": page,
        "discussion": discussion,
        "permission": permission,
        "providers": get_text_list(settings.PROVIDERS.names, _("or")),
        # Asked for by the page alone, not by parts of it.
        "sorts": partial(sorts.of, discussion),
        "threads": rendering.forest(page),
        # What the poll counts from: everything up to here was there when the page was made.
        "since": discussion.last_number,
        "next": next_address("comments:discussion", page),
        "next_part": next_address("comments:threads", page),
        "in_place": in_place(page),
    }


def in_place(page: Conversation) -> str:
    """Where a comment's thread stands in the whole conversation, before older ones; or the conversation from its beginning."""
    whole = page.discussion.get_absolute_url()
    if not page.thread:
        return whole
    # The page of threads after the next newer number begins with this one, in that order alone.
    order = "" if settings.COMMENTS_ORDER == NEWEST else f"order={NEWEST}&"
    return f"{whole}?{order}after={page.thread.number + 1}#comment-{page.thread.id}"


def next_address(name: str, page: Conversation) -> str:
    """Where the next page of threads is; empty on the last."""
    query = QueryDict(mutable=True)
    if page.order != settings.COMMENTS_ORDER:
        query["order"] = page.order
    if page.next_place is not None:
        query["place"] = "{}-{}".format(*page.next_place)
    elif page.next_after is not None:
        query["after"] = str(page.next_after)
    else:
        return ""
    return f"{reverse(name, args=[page.discussion.pk])}?{query.urlencode()}"
