"""One's own place in a conversation: what is new since a visit, and that somebody has now seen it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from comments import visiting
from newsroom.web import pages

NUMBER = pages.Number("number", most=2**31 - 1)


@require_POST
@login_required
def seen(request: HttpRequest, article_id: int) -> HttpResponse:
    """Told by script once the conversation came into view. What is told of no conversation is forgotten."""
    number = NUMBER.normal(request.POST.get("number"))
    if number is not None:
        visiting.reached(request.user, discussion_id=article_id, number=number)
    return HttpResponse(status=204)
