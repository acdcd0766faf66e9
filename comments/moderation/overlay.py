"""What moderators see on every page: the way to the desk, and how much waits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from comments.moderation import queue


def fill(request: HttpRequest, noted: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The slot `desk`, for moderators only. One query for them, none for anybody else, nor where the page has counted."""
    user = request.user
    if not user.is_authenticated or not user.is_moderator:
        return {}
    counts = getattr(request, "waiting_counts", None) or queue.counts()
    return {"desk": render_to_string("moderation/_desk_link.html", {"waiting": counts[queue.Queue.ALL]})}
