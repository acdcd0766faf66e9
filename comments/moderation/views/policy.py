"""The page that says today's policy in words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from comments import limits
from comments.moderation import agreement, standards
from comments.moderation.access import ModeratorRequest, moderators_only, waiting_counts
from comments.moderation.policy.in_words import in_words


@require_GET
@moderators_only
def show(request: ModeratorRequest) -> HttpResponse:
    """Each check with what it looks for, what follows, how often it held a comment and how often people agreed."""
    policy = in_words(rules=standards.current_standards().cited_by_checks)
    agreed = agreement.by_check(now=timezone.now())
    context = {
        "policy": policy,
        "checks": [(check, agreed.get(check.name, agreement.NOTHING)) for check in policy.checks],
        "days": limits.HISTORY_WINDOW.days,
        "counts": waiting_counts(request),
    }
    return render(request, "moderation/policy.html", context)
