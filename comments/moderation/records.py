"""How authors have behaved, as the desk shows it beside their comments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from comments.models import Comment, Standing


@dataclass(frozen=True, slots=True)
class Record:
    """How an author has behaved: counts over all their comments."""

    published: int = 0
    held: int = 0
    removed: int = 0
    level: str = Standing.Level.NEW
    # Whether a moderator chose the level; None for a reader who has no row yet.
    is_chosen: bool | None = None

    @property
    def level_in_words(self) -> str:
        """The standing as a moderator reads it."""
        return str(Standing.Level(self.level).label)


def of_authors(authors: Collection[int]) -> dict[int, Record]:
    """The record of each of these accounts, by its id. Two queries."""
    standings = {row.pk: (row.level, row.by_hand) for row in Standing.objects.filter(account__in=authors)}
    status = Comment.Status
    rows = (
        Comment.objects.filter(author__in=authors)
        .order_by()
        .values("author")
        .annotate(
            published=Count("pk", filter=Q(status=status.PUBLISHED)),
            held=Count("pk", filter=Q(status=status.HELD)),
            removed=Count("pk", filter=Q(status__in=[status.REMOVED, status.REFUSED])),
        )
    )
    return {
        row["author"]: Record(
            row["published"], row["held"], row["removed"], *standings.get(row["author"], (Standing.Level.NEW, None))
        )
        for row in rows
    }
