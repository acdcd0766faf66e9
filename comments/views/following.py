"""Following a conversation or a thread, thinking better of it, and the list of what one follows."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import following
from comments.models import Comment, Discussion
from comments.views import coming_back
from newsroom.web import htmx, pages

GET_AND_POST = ["GET", "HEAD", "POST"]
AFTER = pages.Marker("after", *following.MARKER)


@require_http_methods(GET_AND_POST)
@login_required
def follow(request: HttpRequest, article_id: int) -> HttpResponse:
    """Follow a conversation: asked for by its button, or by this page's."""
    return _follow(request, _discussion(article_id))


@require_http_methods(GET_AND_POST)
@login_required
def unfollow(request: HttpRequest, article_id: int) -> HttpResponse:
    """Follow a conversation no longer."""
    return _unfollow(request, _discussion(article_id))


@require_http_methods(GET_AND_POST)
@login_required
def follow_thread(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Follow the thread of a comment."""
    comment = _open_to(request, comment_id)
    return _follow(request, comment.discussion, comment)


@require_http_methods(GET_AND_POST)
@login_required
def unfollow_thread(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Follow the thread of a comment no longer."""
    comment = _open_to(request, comment_id)
    return _unfollow(request, comment.discussion, comment)


@require_safe
@login_required
def followed(request: HttpRequest) -> HttpResponse:
    """What one follows."""
    page = following.page_of(request.user, after=AFTER.normal(request.GET.get("after")), now=timezone.now())
    return render(request, "comments/followed.html", {"page": page})


@require_POST
@login_required
def unfollow_listed(request: HttpRequest, row_id: int) -> HttpResponse:
    """End one row of one's own list."""
    if following.let_go(row_id, by=request.user):
        messages.success(request, _("Done. You hear no more of it."))
    return redirect("comments:followed")


def _discussion(article_id: int) -> Discussion:
    return get_object_or_404(Discussion.objects.shown(now=timezone.now()), pk=article_id)


def _open_to(request: HttpRequest, comment_id: int) -> Comment:
    found = Comment.objects.within_reach_of(request.user, now=timezone.now())
    return get_object_or_404(found.select_related("discussion__article", "author", "root__author"), pk=comment_id)


def _follow(request: HttpRequest, discussion: Discussion, comment: Comment | None = None) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, discussion, comment, follows=False)
    permission = following.follow(discussion, by=request.user, thread=comment)
    if not permission:
        messages.info(request, permission.sentence)
        # Script follows to the page that shows the sentence, and the list to choose from.
        to = redirect("comments:followed")
        return HttpResponse(headers={"HX-Redirect": to.url}) if htmx.wants_part(request) else to
    return _done(request, discussion, comment, follows=True)


def _unfollow(request: HttpRequest, discussion: Discussion, comment: Comment | None = None) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, discussion, comment, follows=True)
    following.unfollow(discussion, by=request.user, thread=comment)
    return _done(request, discussion, comment, follows=False)


def _ask(request: HttpRequest, discussion: Discussion, comment: Comment | None, *, follows: bool) -> HttpResponse:
    context = {"discussion": discussion, "comment": comment, "follows": follows, "back": _place(discussion, comment)}
    return render(request, "comments/follow.html", context)


def _done(request: HttpRequest, discussion: Discussion, comment: Comment | None, *, follows: bool) -> HttpResponse:
    """The button as it is now; without script the way back to where it stands."""
    if htmx.wants_part(request):
        first = comment and (comment.root or comment)
        name = first.author if first and first.status == Comment.Status.PUBLISHED else ""
        base = (first or discussion).get_absolute_url()
        context = {"base": base, "name": name, "is_thread": bool(first), "follows": follows, "focus": True}
        return render(request, "comments/_follow.html", context)
    if follows:
        messages.success(request, _("You follow this now: what is new stands under “News for you”."))
    else:
        messages.success(request, _("Done. You hear no more of it."))
    fragment = f"comment-{comment.pk}" if comment is not None else "conversation"
    return redirect(coming_back.place_on_page(request, fragment) or _place(discussion, comment))


def _place(discussion: Discussion, comment: Comment | None) -> str:
    """Where the button stands too: under the story, or at the comment that begins the thread."""
    if comment is not None:
        return comment.get_place_url()
    return f"{discussion.article.get_absolute_url()}#conversation"
