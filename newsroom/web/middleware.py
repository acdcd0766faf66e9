"""Two thin layers around every view: what may be stored by whom, and the answer to those who ask too often."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from newsroom.web.answering import PRIVATE


class OnlyKeptPagesArePublic:
    """The outermost layer: a kept page carries no cookie, and nothing else may be stored unless its view said so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "newsroom.kept" in request.META:
            # A cookie that found no session would be taken back here; in a shared store that would reach others.
            response.cookies.clear()
        else:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response
