"""Editors' picks: the page that shows them, and what editors and moderators press to make one."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments import overlay, presenting, rendering, sorts, threads
from comments.models import Comment, Discussion
from comments.moderation import decisions
from comments.views import coming_back
from newsroom.web import htmx, pages, pagination


@pages.kept("discussion_picks", parameters=[pages.Marker("after", dt.datetime, int)])
def picks(build: pages.Build, *, article_id: int, after: tuple[dt.datetime, int] | None) -> pages.Page:
    """The comments of one conversation that editors put forward, the latest pick first."""
    found = get_object_or_404(Discussion.objects.shown(now=build.now).with_picks(), pk=article_id)
    presenting.depends_on_story(build, found)
    page, last = threads.picked(found, after=after)
    page.order = sorts.PICKS
    presenting.depends_on(build, page)
    address = reverse("comments:picks", args=[found.pk])
    context = presenting.context(page, now=build.now) | {
        "comments": rendering.chain(page, page.nodes),
        "after": after,
        "address": address,
        "next": f"{address}?after={pagination.mark(last.picked_at, last.id)}" if last and last.picked_at else "",
    }
    return build.page("comments/picks.html", context)


@require_POST
@login_required
def feature(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Make a comment an editors' pick."""
    comment = _open_to(request, comment_id)
    try:
        decisions.feature(comment, by=request.user)
    except decisions.Changed:
        messages.info(request, _("This comment is no longer shown, so it cannot be a pick."))
        return _back(request, comment.get_place_url())
    return _answered(request, comment, picked=True)


@require_POST
@login_required
def unfeature(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Let a comment be a comment like any other again."""
    comment = _open_to(request, comment_id)
    decisions.unfeature(comment, by=request.user)
    return _answered(request, comment, picked=False)


def _open_to(request: HttpRequest, comment_id: int) -> Comment:
    return get_object_or_404(Comment.objects.within_reach_of(request.user, now=timezone.now()), pk=comment_id)


def _answered(request: HttpRequest, comment: Comment, *, picked: bool) -> HttpResponse:
    """The comment's actions and its badge as they are now; without script the way back to where it was pressed."""
    if not htmx.wants_part(request):
        done = _("This comment is an editors’ pick now.") if picked else _("This comment is no pick any more.")
        messages.success(request, done)
        return redirect(coming_back.place_on_page(request, f"comment-{comment.pk}") or comment.get_absolute_url())
    badge = render_to_string("comments/_picked.html", {"id": comment.pk, "picked": picked, "replaces": True})
    return HttpResponse(overlay.actions_after(comment, reader=request.user, pressed="pick") + badge)


def _back(request: HttpRequest, to: str) -> HttpResponse:
    # Script follows to the page that shows the sentence.
    return HttpResponse(headers={"HX-Redirect": to}) if htmx.wants_part(request) else redirect(to)
