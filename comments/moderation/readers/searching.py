"""Finding a reader by name or address, and whom one should know about without searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from comments.models import Comment, Sanction, Standing
from comments.moderation import measures
from newsroom.accounts.models import FormerName, User
from newsroom.web import parameters

# What nobody types who looks for somebody.
LONGEST_SEARCH = 254
_COMMENT = parameters.Number("comment")


@dataclass(frozen=True, slots=True)
class Found:
    """Readers on the page of the search: those that were found; or, where nothing was searched, those to know about."""

    readers: Sequence[User] = ()
    is_cut_short: bool = False
    # What holds now, the newest first; and whoever is watched without having been told why.
    in_force: Sequence[Sanction] = ()
    untold: Sequence[Standing] = ()


def search(typed: str) -> Found:
    """Readers whose name, former name or address is like this. Two queries."""
    words = " ".join(typed.replace("\x00", "").split())[:LONGEST_SEARCH]
    if not words:
        return Found()
    most = measures.READERS_FOUND
    rows = list(_like(words).select_related("standing").order_by("display_name", "pk")[: most + 1])
    return Found(rows[:most], is_cut_short=len(rows) > most)


def front() -> Found:
    """What holds against whom now, and who is watched without a reason. Two queries."""
    most = measures.READERS_FOUND
    holding = Sanction.objects.in_force(now=timezone.now()).select_related("account", "by").order_by("-starts_at", "-pk")
    untold = Standing.objects.filter(level=Standing.Level.WATCHED, by_hand=True).select_related("account").order_by("since")
    return Found(in_force=list(holding[:most]), untold=list(untold[:most]))


def _like(words: str) -> QuerySet[User]:
    if "@" in words:
        return User.objects.filter(email__icontains=words.lower())
    # Asked for first: a former name that is found joins no table to all others.
    formerly = list(FormerName.objects.filter(name__icontains=words).values_list("account", flat=True)[: measures.READERS_FOUND])
    return User.objects.filter(Q(display_name__icontains=words) | Q(pk__in=formerly))


def comment_by(account: User, *, number: str) -> Comment | None:
    """The comment with this number, as an address or a form names it, if `account` wrote it. One query at most."""
    pk = _COMMENT.normal(number)
    return Comment.objects.select_related("discussion__article").filter(pk=pk, author=account).first() if pk else None
