"""What the conversation adds to the pages of whoever is signed in: the way to their news, and how letters of it reach them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from comments import choosing, limits, news
from comments.forms import LettersForm
from newsroom.accounts.extensions import Link, Section
from newsroom.accounts.models import User


def waiting(reader: User) -> int:
    """How much news waits for a reader. One query."""
    return news.unread(reader)


def letters(request: HttpRequest, reader: User) -> str:
    """The choice of letters, as a part of the account's page."""
    form = LettersForm(initial={"mail": choosing.mail_for(reader)})
    return render_to_string("comments/_letters.html", {"form": form}, request)


# A lazy text is a text to whoever shows it.
NEWS = Link(
    "news",
    label=_("News"),  # type: ignore[arg-type]
    title=_("News for you"),  # type: ignore[arg-type]
    page="comments:news",
    count=waiting,
    most=limits.NEWS_COUNTED,
)
LETTERS = Section("news", show=letters)
