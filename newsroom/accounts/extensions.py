"""What higher storeys add to the pages of whoever is signed in, and what follows a sign-in: three registers, in order.

A higher storey fills them in its `AppConfig.ready()`:

    extensions.LINKS.append(Link("news", label=…, title=…, page="comments:news", count=news.unread, most=99))
    extensions.SECTIONS.append(Section("news", show=letting_know.letters))
    extensions.AFTER_SIGNING_IN.append(same_place.seen)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from newsroom.accounts.models import User


@dataclass(frozen=True)
class Link:
    """A way to a page of one's own: `title` in the menu; in the masthead `label`, with how much waits there, if anything does.

    `count` asks one query at most, and need not count further than one more than `most`.
    """

    name: str
    label: str
    title: str
    page: str
    count: Callable[[User], int]
    most: int

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.page)

    def waiting(self, reader: User) -> str:
        """How much waits, as it is written beside the label; empty for nothing."""
        count = self.count(reader)
        return f"{self.most}+" if count > self.most else str(count or "")


@dataclass(frozen=True)
class Section:
    """A part of the account's own page, as HTML with a heading of its own; `name` is the heading's id."""

    name: str
    show: Callable[[HttpRequest, User], str]


LINKS: list[Link] = []
SECTIONS: list[Section] = []
# Called by name once somebody has signed in, with the request; what they do costs a query or two, and is no page.
AFTER_SIGNING_IN: list[Callable[[HttpRequest, User], None]] = []
