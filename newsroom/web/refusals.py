"""Pages for what went wrong, in the site's clothes: what happened in a kind sentence, and what to do next.

`newsroom.urls` names them as handlers. None tells whether something exists that may not be seen.
"""

from __future__ import annotations

import logging
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from newsroom.web import htmx, outage

log = logging.getLogger(__name__)

# What somebody may have been writing when their form was refused, by the names our forms give it.
WORDS = ("body", "note", "reason", "words", "text")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came cannot be read. What is only too much of it is told how much a form can bring, with 413."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return too_long(request, sentence=_("One form brings %(most)s MB at most: send it in parts.") % {"most": most})
    return _plain("400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in or not, this is not theirs. Says why where the verb that refused said so."""
    why = str(exception) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return _page(request, "403.html", status=HTTPStatus.FORBIDDEN, context={"why": why})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same whether it never was, is not public yet, or was withdrawn. What was written for it is shown to be kept."""
    return _page(request, "404.html", status=HTTPStatus.NOT_FOUND, context={"words": _written(request)})


def too_long(request: HttpRequest, *, sentence: str) -> HttpResponse:
    """413: more than we read, so it cannot be shown again. Says where the words may be: with script the form still stands."""
    context = {"sentence": sentence, "is_still_there": htmx.wants_part(request)}
    return _page(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, context=context)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: asked too often. Says why where the limit said so; what was written is shown again to be kept."""
    context = {"sentence": str(exception or ""), "words": _written(request)}
    return _page(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS, context=context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is too old or missing. Nothing is done, and nothing that was written is lost."""
    log.warning("csrf_failure", extra={"path": request.path, "reason": reason})
    context = {"words": _written(request), "again": request.path}
    return _page(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN, context=context)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without the request, the session or the database, one of which may be what broke."""
    if outage.is_one(sys.exception()):
        # Met on the way to a view or back: what a view itself meets, the middleware answers.
        return unavailable(request)
    return _plain("500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer. Rendered without it; says when to come back, and shows what was written to be kept."""
    response = _plain("503.html", status=HTTPStatus.SERVICE_UNAVAILABLE, context={"words": _written(request)})
    response.headers["Retry-After"] = str(outage.RETRY_AFTER)
    return response


def _written(request: HttpRequest) -> list[str]:
    """The words in the refused form."""
    if request.method != "POST":
        return []
    try:
        return [words for name in WORDS for words in request.POST.getlist(name) if words.strip()]
    except RequestDataTooBig:
        # More than anybody typed, and more than we read.
        return []


def _page(request: HttpRequest, template: str, *, status: HTTPStatus, context: dict | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, context, request), status=status)


def _plain(template: str, *, status: HTTPStatus, context: dict | None = None) -> HttpResponse:
    """A page that needs nothing but its template: not even the sections in the frame, which are asked of the database."""
    name = {"name": settings.SITE_NAME, "url": settings.SITE_URL}
    return HttpResponse(render_to_string(template, {"site": name, **(context or {})}), status=status)
