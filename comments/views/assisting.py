"""What script asks while somebody writes: to keep the words, to show them as readers will see them, whose name begins so."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from comments import limits, mentioning, setting_aside, wording
from comments.models import Comment, Discussion
from comments.previewing import words_as_shown
from newsroom.web import limits as limiter
from newsroom.web import pages

PARENT = pages.Number("parent")


@require_POST
def keep(request: HttpRequest, article_id: int) -> HttpResponse:
    """Keep what a signed-in reader is typing; anybody else's browser keeps it itself."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    _demand(request, "keep", times=limits.KEPT_PER_MINUTE)
    discussion = get_object_or_404(Discussion.objects.of_public_stories(now=timezone.now()), pk=article_id)
    parent_id = PARENT.normal(request.POST.get("parent"))
    parent = get_object_or_404(Comment.objects.placed(), pk=parent_id, discussion=discussion) if parent_id else None
    is_kept = setting_aside.keep(
        discussion,
        by=request.user,
        body=request.POST.get("body", ""),
        parent=parent,
        key=setting_aside.key_from(request.POST.get("draft")),
        form=setting_aside.key_from(request.POST.get("key")),
    )
    return HttpResponse(status=204 if is_kept else 409)


@require_POST
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """The words as HTML, to be put into a preview that is open."""
    _demand(request, "preview", times=limits.PREVIEWED_PER_MINUTE)
    discussion = get_object_or_404(Discussion.objects.shown(now=timezone.now()), pk=article_id)
    # More than this cannot be posted; reading it to its end would cost more than it shows.
    typed = request.POST.get("body", "")[: 2 * limits.LONGEST_COMMENT]
    return HttpResponse(words_as_shown(typed, discussion=discussion))


@require_GET
@login_required
def names(request: HttpRequest, article_id: int) -> HttpResponse:
    """Names in this conversation that begin like what follows an `@`, as the options of a list."""
    _demand(request, "names", times=limits.NAMES_ASKED_PER_MINUTE)
    begin = wording.clean(request.GET.get("q", ""))
    if len(begin) < limits.NAME_BEGINS_WITH:
        return HttpResponse(status=204)
    discussion = get_object_or_404(Discussion.objects.shown(now=timezone.now()), pk=article_id)
    found = mentioning.names_beginning(begin, discussion_id=discussion.pk)
    return render(request, "comments/_names.html", {"names": found})


def _demand(request: HttpRequest, what: str, *, times: int) -> None:
    """At most so often a minute for one reader; for a stranger, for everybody behind their network together."""
    if request.user.is_authenticated:
        limiter.demand(f"{what}:{request.user.pk}", times=times, within=timedelta(minutes=1))
    else:
        limiter.demand_of_network(request, what, times=times, within=timedelta(minutes=1))
