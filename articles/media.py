"""Pictures as files: names made of their bytes, so that whoever has one may keep it for ever. Originals are never served."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

# What `photos.rendering` writes, and nothing else that may lie in the folder.
FOLDER = re.compile(r"[0-9a-f]{2}")
NAME = re.compile(r"([0-9a-f]{32})\.(jpg|webp|avif)")
# Decided by us, whatever the bytes look like to a browser.
TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def photo(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """One file of a photograph. Where a web server or object storage serves `/media/`, this is never asked."""
    known = NAME.fullmatch(name)
    if not known or not FOLDER.fullmatch(folder):
        raise Http404
    etag = f'"{known.group(1)}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        try:
            file = default_storage.open(f"photos/{folder}/{name}")
        except OSError:
            raise Http404 from None
        response = FileResponse(file, content_type=TYPES[known.group(2)])
        response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
