"""Who wrote what: the names and badges beside comments, in one query a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from newsroom.accounts.models import Role
from newsroom.web import avatars


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a badge as readers see them beside a comment."""

    id: int | None
    name: str
    badge: str = ""

    @property
    def initials(self) -> str:
        """The letters of the drawn avatar."""
        return avatars.initials(self.name)

    @property
    def colour(self) -> int:
        """Which of the twelve avatar colours."""
        return avatars.colour(self.id)


# Beside a comment until everyone on its page is named.
UNNAMED = Person(None, "")


def nobody() -> Person:
    """Beside a comment whose author is gone."""
    return Person(None, _("A former reader"))


# Groups are looked at of those alone who work here: hardly anybody on a page does. Written out, since putting this
# together from parts took a third of the time that a page needs after a new comment.
_KNOWN = """
SELECT account.id, account.display_name,
       EXISTS (SELECT 1 FROM articles_byline AS byline JOIN articles_author AS author ON author.id = byline.author_id
                WHERE byline.article_id = %s AND author.account_id = account.id),
       CASE WHEN account.is_staff THEN ARRAY (
            SELECT named.name FROM accounts_user_groups AS belongs JOIN auth_group AS named ON named.id = belongs.group_id
             WHERE belongs.user_id = account.id) END
  FROM accounts_user AS account WHERE account.id = ANY(%s)
"""


def known_by_id(ids: Iterable[int | None], *, article_id: int) -> dict[int | None, Person]:
    """Everyone with these account numbers, under the story `article_id`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [article_id, list({pk for pk in ids if pk is not None})])
        found = cursor.fetchall()
    people: dict[int | None, Person] = {
        pk: Person(pk, name, _badge(wrote_it=wrote, groups=groups or [])) for pk, name, wrote, groups in found
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
