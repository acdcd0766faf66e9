"""One address with and without script: the same form answers with a part of the page, or leads back to the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def wants_part(request: HttpRequest) -> bool:
    """Whether script asks for a part to put into the page it has.

    Only for answers to forms: a page that may be stored never depends on this header, parts have addresses of their own.
    """
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def part_or_redirect(
    request: HttpRequest, *, to: str, part: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """What a form answers: for script the rendered `part`, without script the way to the page `to` that shows the result."""
    if wants_part(request):
        return render(request, part, dict(context or {}), status=status)
    return redirect(to)
