"""What templates get on pages that are not kept: the same `site` and `now` that a build gives."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from newsroom.web.building import Site


def page(request: HttpRequest) -> dict[str, Any]:
    """The newspaper, and this moment."""
    return {"site": Site.ours(), "now": timezone.now()}
