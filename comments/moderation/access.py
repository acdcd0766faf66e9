"""Who may enter the desk, and where a stranger is led who was there a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from comments.moderation import queue, signing_in_again
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

    @signed_in_only
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_moderator:  # type: ignore[union-attr]
            # Whoever sends one of its forms had the desk before them a moment ago.
            if request.method == "POST":
                raise PermissionDenied(
                    _("You are no longer a moderator, so nothing was done. Ask an administrator if that is wrong.")
                )
            raise PermissionDenied(_("The moderation desk is for moderators."))
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def signed_in_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask strangers to sign in, and lead them back to where they were with what they wrote: their session has ended."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return signing_in_again.ask(request)
        answer = view(request, *args, **kwargs)
        signing_in_again.remember(request, answer)
        return answer

    return guarded


def sent_only(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let nothing but a form in. Its answer may be a page under this address: whoever asks for that is led to the form's page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return redirect(signing_in_again.page_with_form_of(request))
        return view(request, *args, **kwargs) if request.method == "POST" else HttpResponseNotAllowed(["POST"])

    return guarded


def waiting_counts(request: ModeratorRequest) -> Mapping[queue.Queue, int]:
    """How much waits in each queue, counted once for a page and its masthead. One query."""
    request.waiting_counts = queue.counts()
    return request.waiting_counts
