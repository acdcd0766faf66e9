"""Muting the author of a comment, thinking better of it, and the list of whom one has muted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import muting, permissions, rendering
from comments.models import Comment
from newsroom.accounts.models import User

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@login_required
def mute(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Fold away what the author of a comment writes, for oneself alone."""
    comment = _open_to(request, comment_id)
    permission = permissions.can_mute_author(request.user, comment)
    if permission and request.method == "POST":
        permission = muting.mute(comment.author, by=request.user)
        if permission:
            messages.success(request, _("Done. What %(name)s writes is folded away, for you alone.") % _named(comment.author))
            return redirect(comment)
    return _ask(request, "comments/mute.html", comment, permission)


@require_http_methods(GET_AND_POST)
@login_required
def unmute(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show what the author of a comment writes again, and go back to the comment."""
    comment = _open_to(request, comment_id)
    permission = permissions.can_mute_author(request.user, comment)
    if permission and request.method == "POST":
        _unmute(request, comment.author)
        return redirect(comment)
    return _ask(request, "comments/unmute.html", comment, permission)


@require_safe
@login_required
def muted(request: HttpRequest) -> HttpResponse:
    """Whom one has muted."""
    return render(request, "comments/muted.html", {"mutes": muting.muted_by(request.user)})


@require_POST
@login_required
def unmute_listed(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what somebody on one's list writes again. Whether there are others with an account, this does not tell."""
    for listed in muting.muted_by(request.user):
        if listed.muted_id == account_id:
            _unmute(request, listed.muted)
    return redirect("comments:muted")


def _open_to(request: HttpRequest, comment_id: int) -> Comment:
    found = Comment.objects.within_reach_of(request.user, now=timezone.now())
    return get_object_or_404(found.select_related("author", "discussion"), pk=comment_id)


def _unmute(request: HttpRequest, person: User) -> None:
    muting.unmute(person, by=request.user)
    messages.success(request, _("You see again what %(name)s writes.") % _named(person))


def _named(person: User) -> dict[str, str]:
    # The two characters around a name part its direction from the sentence's; nobody sees them.
    return {"name": f"\u2068{person}\u2069"}


def _ask(request: HttpRequest, template: str, comment: Comment, permission: permissions.Permission) -> HttpResponse:
    words = rendering.quotable(comment, by=request.user)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"comment": comment, "words": words, "permission": permission}, status=status)
