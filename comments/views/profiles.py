"""Pages of readers, each as private as its owner wants."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments import profiles
from newsroom.web import pages

AFTER = pages.Marker("after", *profiles.MARKER)


@require_safe
def reader(request: HttpRequest, account_id: int) -> HttpResponse:
    """Who somebody is here, and what they said. One that is not for this viewer answers like one that is not there."""
    # Who asks is found out first: otherwise a header would tell that there is somebody to keep private.
    viewer = request.user if request.user.is_authenticated else None
    after = AFTER.normal(request.GET.get("after"))
    profile = profiles.page_of(account_id, viewer=viewer, after=after, now=timezone.now())
    if profile is None:
        raise Http404
    return render(request, "comments/reader.html", {"profile": profile, "person": profile.person, "later": bool(after)})
