"""One address with and without script: the same form answers with a part of the page, or leads back to the whole."""

from __future__ import annotations

from django.http import HttpRequest


def wants_part(request: HttpRequest) -> bool:
    """Whether script asks for a part to put into the page it has.

    Only for answers to forms: a page that may be stored never depends on this header, parts have addresses of their own.
    """
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
