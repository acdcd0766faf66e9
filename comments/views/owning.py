"""What is one's own: comments with their states and reasons, and words set aside."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments import own, setting_aside
from newsroom.web import pages

AFTER = pages.Marker("after", *own.MARKER)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """One's own comments, newest first."""
    page = own.page_of(request.user, after=AFTER.normal(request.GET.get("after")))
    return render(request, "comments/mine.html", {"page": page})


@require_POST
@login_required
def let_go(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Forget words set aside that their writer no longer wants."""
    if setting_aside.let_go_of_own(key, by=request.user):
        messages.success(request, _("Your draft is deleted."))
    return redirect("comments:mine")
