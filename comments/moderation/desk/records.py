"""How authors have behaved, as the desk shows it beside their comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from comments import limits
from comments.models import Comment, Sanction, Standing
from newsroom.accounts.models import FormerName, User


@dataclass(frozen=True, slots=True)
class Record:
    """How an author has behaved: counts over all their comments."""

    published: int = 0
    held: int = 0
    removed: int = 0
    level: str = Standing.Level.NEW
    # Whether a moderator chose the level; None for a reader who has no row yet.
    is_chosen: bool | None = None
    # What they were called before and until when, the latest first: a name can be changed, a record cannot.
    former_names: Sequence[tuple[str, dt.datetime]] = ()
    # The sanctions that hold against them.
    sanctions: Sequence[str] = ()

    @property
    def level_in_words(self) -> str:
        """The standing as a moderator reads it."""
        return str(Standing.Level(self.level).label)

    @property
    def sanctions_in_words(self) -> list[str]:
        """Each sanction that holds, as a moderator reads it."""
        return [str(Sanction.Kind(kind).label) for kind in self.sanctions]


def of_authors(authors: Collection[int]) -> dict[int, Record]:
    """The record of each of these accounts that has written something, by its id. One query."""
    latest = FormerName.objects.filter(account=OuterRef("pk"))[: limits.FORMER_NAMES_SHOWN]
    names, untils = ArraySubquery(latest.values("name")), ArraySubquery(latest.values("until"))
    holding = Sanction.objects.filter(account=OuterRef("pk")).in_force(now=timezone.now()).order_by("-starts_at")
    held = ArraySubquery(holding.values("kind"))
    status = Comment.Status
    # Of the state alone, which the index has: nothing that they wrote is fetched.
    counts = JSONObject(
        published=Count("status", filter=Q(status=status.PUBLISHED)),
        held=Count("status", filter=Q(status=status.HELD)),
        removed=Count("status", filter=Q(status__in=[status.REMOVED, status.REFUSED])),
    )
    written = Comment.objects.filter(author=OuterRef("pk")).order_by().values("author").annotate(counts=counts)
    accounts = User.objects.filter(pk__in=authors).values_list(
        "pk", Subquery(written.values("counts")), "standing__level", "standing__by_hand", names, untils, held
    )
    return {
        pk: Record(
            **wrote,
            level=level or Standing.Level.NEW,
            is_chosen=by_hand,
            former_names=list(zip(*former, strict=True)),
            sanctions=list(dict.fromkeys(kinds)),
        )
        for pk, wrote, level, by_hand, *former, kinds in accounts
        if wrote
    }
