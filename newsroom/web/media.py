"""Uploaded pictures as files: names made of their bytes, so that whoever has one may keep it for ever."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

FOR_EVER = "public, max-age=31536000, immutable"


def answer(request: HttpRequest, path: str, *, digest: str, content_type: str) -> HttpResponseBase:
    """A stored file under a name that no other bytes will ever have; `digest` is the part of the name made of them.

    `content_type` is decided by us, whatever the bytes look like to a browser. Raises `Http404` for a file that is not there.
    Where a web server or object storage serves `/media/`, this is never asked.
    """
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        try:
            file = default_storage.open(path)
        except OSError:
            raise Http404 from None
        response = FileResponse(file, content_type=content_type)
        response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
