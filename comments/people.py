"""Who wrote what: the names and badges beside comments, in one query a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import Byline
from newsroom.accounts.models import Role, User


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a badge as readers see them beside a comment."""

    id: int | None
    name: str
    badge: str = ""

    @property
    def initials(self) -> str:
        """Two letters for the drawn avatar: of the first and the last word."""
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.name or "?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def colour(self) -> int:
        """Which of the twelve avatar colours."""
        return (self.id or 0) % 12


def nobody() -> Person:
    """Beside a comment whose author is gone."""
    return Person(None, _("A former reader"))


def known_by_id(ids: Iterable[int | None], *, article_id: int) -> dict[int | None, Person]:
    """Everyone with these account numbers, under the story `article_id`. One query."""
    wrote_it = Byline.objects.filter(article=article_id, author__account=OuterRef("pk"))
    found = (
        User.objects.filter(pk__in={pk for pk in ids if pk is not None})
        .annotate(wrote_it=Exists(wrote_it), groups_here=ArrayAgg("groups__name", filter=Q(is_staff=True), default=[]))
        .values_list("pk", "display_name", "wrote_it", "groups_here")
    )
    people: dict[int | None, Person] = {
        pk: Person(pk, name, _badge(wrote_it=wrote, groups=groups)) for pk, name, wrote, groups in found
    }
    return {None: nobody()} | people


def _badge(*, wrote_it: bool, groups: list[str]) -> str:
    if wrote_it:
        return _("Author of this story")
    if Role.MODERATOR in groups:
        return _("Moderator")
    if any(groups):
        return _("Staff")
    return ""
