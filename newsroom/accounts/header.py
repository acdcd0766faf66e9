"""What the frame of every page says to whoever is signed in: their menu, and messages that wait for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import lazy

from newsroom.accounts import extensions, pictures
from newsroom.accounts.models import User
from newsroom.web import avatars


def fill(request: HttpRequest, noted: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The slots `account` and `messages` for this viewer. A query for each link of the register, and none for parts of a page."""
    fills: dict[str, str] = {}
    if request.user.is_authenticated:
        # Rendered where there is a masthead; what script asks for every few seconds has none.
        fills["account"] = lazy(_menu, str)(request, request.user)
    waiting = get_messages(request)
    if len(waiting):
        fills["messages"] = render_to_string("_messages.html", {"messages": waiting})
    return fills


def _menu(request: HttpRequest, reader: User) -> str:
    return render_to_string(
        "account/_menu.html",
        {
            "reader": reader,
            "initials": avatars.initials(reader.display_name),
            "avatar": avatars.colour(reader.pk),
            "picture": pictures.url(reader.avatar, pictures.SMALL) if reader.avatar else "",
            "links": [(link, link.waiting(reader)) for link in extensions.LINKS],
        },
        request,
    )
