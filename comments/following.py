"""Following a conversation or one of its threads: its reader hears of every new comment there (`telling`).

Nobody follows without having asked for it. Whoever writes hears of answers to their own comments in any case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Comment, Discussion, Following
from comments.permissions import ALLOWED, Permission, refused
from newsroom.accounts.models import User
from newsroom.web import pages, pagination

# What a marker of `page_of` carries: the moment and the id of the last row shown.
MARKER = (dt.datetime, int)


@dataclass(frozen=True, slots=True)
class Followed:
    """What a reader follows in a conversation: all of it, and these threads."""

    whole: bool
    threads: frozenset[int]


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """One page of what a reader follows, and the marker of the next."""

    rows: Collection[Following]
    next: str | None


def thread_of(comment: Comment) -> int:
    """The thread that a comment belongs to: the number of its first comment."""
    return comment.root_id or comment.pk


@pages.verb
def follow(discussion: Discussion, *, by: User, thread: Comment | None = None) -> Permission:
    """Let `by` hear of all that is new in a conversation, or in the thread of a comment. Twice changes nothing.

    Returns whether that was allowed, and why not.
    """
    with pages.change():
        # Two presses at once come one after the other, and somebody who leaves at this moment follows nothing afterwards.
        if not User.objects.select_for_update(no_key=True).get(pk=by.pk).is_active:
            return refused(_("This account has been closed."))
        mine = Following.objects.filter(reader=by)
        what = {"discussion": discussion, "thread_id": thread_of(thread) if thread else None}
        if mine.filter(**what).exists():
            return ALLOWED
        if mine.count() >= limits.FOLLOWED_BY_ONE_READER:
            return refused(_("You follow a great many conversations. Let go of one first: “What you follow” lists them."))
        Following.objects.create(reader=by, **what, at=timezone.now())
    return ALLOWED


@pages.verb
def unfollow(discussion: Discussion, *, by: User, thread: Comment | None = None) -> None:
    """Let `by` hear no more of a conversation, or of the thread of a comment; what was told stays."""
    with pages.change():
        what = {"discussion": discussion, "thread_id": thread_of(thread) if thread else None}
        Following.objects.filter(reader=by, **what).delete()


@pages.verb
def let_go(row_id: int, *, by: User) -> bool:
    """End one row of what `by` follows. Returns whether it was theirs."""
    with pages.change():
        gone, _rows = Following.objects.filter(pk=row_id, reader=by).delete()
    return bool(gone)


def followed_by(reader: User, *, discussion_id: int) -> Followed:
    """What `reader` follows in a conversation. One query."""
    rows = Following.objects.filter(reader=reader, discussion=discussion_id).values_list("thread_id", flat=True)
    found = set(rows)
    return Followed(None in found, frozenset(pk for pk in found if pk is not None))


def page_of(reader: User, *, after: tuple[dt.datetime, int] | None, now: dt.datetime) -> FollowedPage:
    """What `reader` follows under public stories, the latest first, or what comes after a marker. One query."""
    mine = Following.objects.filter(reader=reader, discussion__in=Discussion.objects.shown(now=now).values("pk"))
    rows = mine.select_related("discussion__article", "thread__author")
    slice_ = pagination.after(rows, by=["-at", "-pk"], values=after, most=limits.FOLLOWED_ON_A_PAGE)
    return FollowedPage(slice_.items, slice_.next)
