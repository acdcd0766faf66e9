"""The desk's numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from comments.moderation import numbers
from comments.moderation.access import ModeratorRequest, moderators_only, waiting_counts
from comments.moderation.numbers import presenting


@require_GET
@moderators_only
def show_numbers(request: ModeratorRequest) -> HttpResponse:
    """How the desk stood a moment ago, and how it did over the period that the address names."""
    period = numbers.Period.of(request.GET.get("period"))
    found = numbers.lately(period, now=timezone.now())
    return render(request, "moderation/numbers.html", presenting.context(found) | {"counts": waiting_counts(request)})
