"""Photographs as files. Only what `photos.rendering` wrote is served; originals never are."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from newsroom.web import media

# What `photos.rendering` writes, and nothing else that may lie in the folder.
FOLDER = re.compile(r"[0-9a-f]{2}")
NAME = re.compile(r"([0-9a-f]{32})\.(jpg|webp|avif)")
TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}


@require_safe
def photo(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """One file of a photograph."""
    known = NAME.fullmatch(name)
    if not known or not FOLDER.fullmatch(folder):
        raise Http404
    return media.answer(request, f"photos/{folder}/{name}", digest=known[1], content_type=TYPES[known[2]])
