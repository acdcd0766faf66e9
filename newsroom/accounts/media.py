"""Pictures of readers as files. Only what `avatars` wrote is served."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from newsroom.accounts import pictures
from newsroom.web import media

# What `avatars` writes, and nothing else that may lie in the folder.
NAME = re.compile(rf"([0-9a-f]{{32}}-(?:{pictures.SMALL}|{pictures.LARGE}))\.webp")


@require_safe
def avatar(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of somebody's picture."""
    known = NAME.fullmatch(name)
    if not known:
        raise Http404
    return media.answer(request, f"{pictures.FOLDER}/{name}", digest=known[1], content_type="image/webp")
