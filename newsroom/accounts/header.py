"""What the frame of every page says to whoever is signed in: their menu, and messages that wait for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string

from newsroom.accounts import pictures
from newsroom.web import avatars


def fill(request: HttpRequest, noted: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The slots `account` and `messages` for this viewer. No query beyond the session's and the account's own."""
    fills: dict[str, str] = {}
    if request.user.is_authenticated:
        fills["account"] = render_to_string(
            "account/_menu.html",
            {
                "reader": request.user,
                "initials": avatars.initials(request.user.display_name),
                "avatar": avatars.colour(request.user.pk),
                "picture": pictures.url(request.user.avatar, pictures.SMALL) if request.user.avatar else "",
            },
            request,
        )
    waiting = get_messages(request)
    if len(waiting):
        fills["messages"] = render_to_string("_messages.html", {"messages": waiting})
    return fills
