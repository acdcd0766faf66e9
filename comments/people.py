"""Who wrote what: the names and badges beside comments, in one query a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from newsroom.accounts import pictures
from newsroom.accounts.models import Audience, Role, User
from newsroom.web import avatars


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a badge as readers see them beside a comment."""

    id: int | None
    name: str
    badge: str = ""
    # The name of an uploaded picture's files; empty: drawn.
    avatar: str = ""
    # Whether everyone may open their page, so that the name leads there on pages that are the same for all.
    has_page: bool = False
    # Whether only readers who are signed in may: for them the way there is laid over those pages.
    has_page_for_readers: bool = False

    @property
    def picture(self) -> str:
        """The address of the uploaded picture as it stands beside a comment; empty where it is drawn."""
        return pictures.url(self.avatar, pictures.SMALL) if self.avatar else ""

    @property
    def large_picture(self) -> str:
        """The same, as it stands on its owner's page."""
        return pictures.url(self.avatar, pictures.LARGE) if self.avatar else ""

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


def itself(account: User | None) -> Person:
    """Somebody by their account alone, where no badge is shown: name and picture, without a query."""
    return Person(account.pk, account.display_name, avatar=account.avatar) if account else nobody()


# Groups are looked at of those alone who work here: hardly anybody on a page does. Written out, since putting this
# together from parts took a third of the time that a page needs after a new comment.
_KNOWN = """
SELECT account.id, account.display_name,
       EXISTS (SELECT 1 FROM articles_byline AS byline JOIN articles_author AS author ON author.id = byline.author_id
                WHERE byline.article_id = %s AND author.account_id = account.id),
       CASE WHEN account.is_staff THEN ARRAY (
            SELECT named.name FROM accounts_user_groups AS belongs JOIN auth_group AS named ON named.id = belongs.group_id
             WHERE belongs.user_id = account.id) END,
       account.expertise, account.avatar,
       account.is_active AND account.shown_to = %s, account.is_active AND account.shown_to = %s
  FROM accounts_user AS account WHERE account.id = ANY(%s)
"""


def known_by_id(ids: Iterable[int | None], *, article_id: int) -> dict[int | None, Person]:
    """Everyone with these account numbers, under the story `article_id`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN, [article_id, Audience.EVERYONE.value, Audience.READERS.value, list({pk for pk in ids if pk is not None})]
        )
        found = cursor.fetchall()
    people: dict[int | None, Person] = {
        pk: Person(pk, name, _badge(wrote_it=wrote, groups=groups or [], expertise=expertise), avatar, *has_page)
        for pk, name, wrote, groups, expertise, avatar, *has_page in found
    }
    return {None: nobody()} | people


def _badge(*, wrote_it: bool, groups: list[str], expertise: str) -> str:
    if wrote_it:
        return _("Author of this story")
    if Role.MODERATOR in groups:
        return _("Moderator")
    if any(groups):
        return _("Staff")
    if expertise:
        return _("Expert: %(what)s") % {"what": expertise}
    return ""
