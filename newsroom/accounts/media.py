"""Pictures of readers as files. Where a web server or object storage serves `/media/`, this is never asked."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from newsroom.accounts import pictures

# What `avatars` writes, and nothing else that may lie in the folder.
NAME = re.compile(rf"([0-9a-f]{{32}}-(?:{pictures.SMALL}|{pictures.LARGE}))\.webp")
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def avatar(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of somebody's picture."""
    known = NAME.fullmatch(name)
    if not known:
        raise Http404
    etag = f'"{known.group(1)}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        try:
            file = default_storage.open(f"{pictures.FOLDER}/{name}")
        except OSError:
            raise Http404 from None
        response = FileResponse(file, content_type="image/webp")
        response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
