"""Somebody's own page: who they are here, and what they said, as far as its owner lets it be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from comments import limits, people, references
from comments.models import Comment, Discussion
from comments.people import Person
from newsroom.accounts import showing
from newsroom.accounts.models import User
from newsroom.web import pagination

# What a marker of `page_of` carries: the moment and the id of the last comment shown.
MARKER = (dt.datetime, int)


@dataclass(frozen=True, slots=True)
class Profile:
    """One page of it, and the marker of the next."""

    account: User
    person: Person
    comments: Sequence[Comment]
    next: str | None
    is_own: bool
    # What the words refer to.
    names: references.Known


def page_of(account_id: int, *, viewer: User | None, after: tuple[dt.datetime, int] | None, now: dt.datetime) -> Profile | None:
    """The page of an account with its newest comments, or those after a marker. Four queries at most.

    None where `viewer` (None: a stranger) may not open it: whether there is such an account is nobody's business then.
    """
    # A number that no account can have the database would refuse to look for.
    account = User.objects.filter(pk=account_id).first() if account_id <= pagination.NUMBER_MOST else None
    if account is None or not showing.is_shown(account, viewer=viewer):
        return None
    # What readers see, where readers see it: a story that was withdrawn takes its conversation along.
    said = Comment.objects.seen().filter(author=account, discussion__in=Discussion.objects.shown(now=now).values("pk"))
    slice_ = pagination.after(
        said.select_related("discussion__article"), by=["-created_at", "-pk"], values=after, most=limits.OWN_ON_A_PAGE
    )
    # Under no story in particular nobody is its author.
    person = people.known_by_id([account.pk], article_id=0)[account.pk]
    names = references.known(comment.body for comment in slice_.items)
    return Profile(account, person, slice_.items, slice_.next, is_own=viewer == account, names=names)
