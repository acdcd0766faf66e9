"""`{% newsroom_start %}`: what the admin's first page says before its list of tables. The one doorway from there to stories."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from articles.admin import start

register = template.Library()


@register.inclusion_tag("articles/admin/_start.html", takes_context=True)
def newsroom_start(context: dict[str, Any]) -> dict[str, Any]:
    """The page of whoever is looking. Needs `request`."""
    request = context["request"]
    return {"today": start.today(request.user, now=timezone.now()), "request": request}
