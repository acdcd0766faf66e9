"""Whether a form still carries a good token; asked where a bad one must not cost the reader what they wrote."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Asked(CsrfViewMiddleware):
    """Django's own check, which here answers instead of refusing."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this form, by Django's check of its origin.

    For the comment box of strangers: the page is the same for all of them and holds no token, and what is sent is set aside
    for whoever signs in next. Anybody else's page could otherwise have a reader signed out, by the session that this begins.
    """
    check = _Asked(lambda _request: HttpResponse())
    # Django's own, under a name that its type stubs leave out.
    return "HTTP_ORIGIN" in request.META and check._origin_verified(request)  # type: ignore[attr-defined]


def is_good(request: HttpRequest) -> bool:
    """Whether the form came from our own page in this browser, by Django's check. The view is `csrf_exempt` and asks."""
    check = _Asked(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is None
