"""Thin layers around every view: what may be stored by whom, and the answers to asking too often and to a silent database."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from newsroom.web import outage, refusals
from newsroom.web.answering import PRIVATE
from newsroom.web.limits import TooMany

Next = Callable[[HttpRequest], HttpResponseBase]


class OnlyKeptPagesArePublic:
    """The outermost layer: a kept page carries no cookie, and nothing else may be stored unless its view said so."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "newsroom.kept" in request.META:
            # A cookie that found no session would be taken back here; in a shared store that would reach others.
            response.cookies.clear()
        else:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response


class TooManyRequests:
    """The innermost layer: a view that raised `TooMany` is answered with 429, its sentence, and when to come back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with whatever a view raised."""
        if not isinstance(error, TooMany):
            return None
        response = refusals.too_many(request, error)
        if error.retry_after is not None:
            response.headers["Retry-After"] = str(int(error.retry_after.total_seconds()))
        return response


class DatabaseIsSilent:
    """Beside it: a view that could not ask the database is answered with 503 and when to come back, not with a fault of ours."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with whatever a view raised."""
        return refusals.unavailable(request) if outage.is_one(error) else None
