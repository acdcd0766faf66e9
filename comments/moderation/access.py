"""Who may enter the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comments.moderation import queue
from newsroom.accounts.models import User

P = ParamSpec("P")


class ModeratorRequest(HttpRequest):
    """A request that passed @moderators_only."""

    user: User
    # What waits in each queue, once a page has counted it: the masthead need not count again.
    waiting_counts: Mapping[queue.Queue, int]


def moderators_only(
    view: Callable[Concatenate[ModeratorRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let moderators in, ask strangers to sign in, and tell everybody else that this is not theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_moderator:  # type: ignore[union-attr]
            raise PermissionDenied(_("The moderation desk is for moderators."))
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return login_required(guarded)


def waiting_counts(request: ModeratorRequest) -> Mapping[queue.Queue, int]:
    """How much waits in each queue, counted once for a page and its masthead. One query."""
    request.waiting_counts = queue.counts()
    return request.waiting_counts
