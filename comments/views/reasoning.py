"""The page of one decision that restricts its reader: what, where, for how long, under which rule, on what grounds."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments import reasons
from comments.moderation import objections
from comments.objection_forms import ObjectionForm


@require_safe
@login_required
def given(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The reasons one was given. Somebody else's do not exist."""
    found = reasons.given_to(request.user, decision_id=decision_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        reasons.take_note(found.statement)
    matter = objections.matter_of(found.decision, by=request.user, now=timezone.now())
    return render(request, "comments/reasons.html", {"reasons": found, "matter": matter, "form": ObjectionForm()})
