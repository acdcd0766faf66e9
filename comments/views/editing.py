"""Changing one's own comment: a form in its place, or a page; what was typed comes back with whatever is said of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import editing, limits, nudging, overlay, posting, rendering, setting_aside, threads, tokens
from comments.forms import EditForm
from comments.models import Comment
from comments.permissions import Way
from comments.previewing import preview
from newsroom.web import htmx
from newsroom.web import limits as limiter

Status = Comment.Status


# The token is asked for below, as where one writes: a refusal of Django's would cost the words.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Give one's own comment other words."""
    if request.method == "POST":
        times = limits.WRITTEN_PER_MINUTE_OF_A_NETWORK
        limiter.demand_of_network(request, "write", times=times, within=timedelta(minutes=1))
    if not request.user.is_authenticated:
        if request.method == "POST":
            setting_aside.set_edit_aside(request.session, comment_id=comment_id, typed=request.POST.get("body", ""))
        return redirect_to_login(request.path)
    found = Comment.objects.within_reach_of(request.user, now=timezone.now()).select_related("author", "discussion__article")
    comment = get_object_or_404(found, pk=comment_id)
    if request.method != "POST":
        kept = setting_aside.take_up_edit(request.session, comment_id=comment_id)
        return _page(request, comment, EditForm.about(comment, words=kept or editing.words_of(comment)))
    form = EditForm.about(comment, words="", data=request.POST)
    if not tokens.is_good(request):
        return _page(request, comment, form, status=422, sentence=_open_too_long())
    if "preview" in request.POST:
        shown = preview(form.typed, discussion=comment.discussion, by=request.user)
        return _page(request, comment, form, preview=shown)
    return _change(request, comment, form)


def _change(request: HttpRequest, comment: Comment, form: EditForm) -> HttpResponse:
    """Change the comment, or give the words back with the sentence why not."""
    if not form.is_valid():
        return _page(request, comment, form, status=422)
    limiter.demand(f"edit:{request.user.pk}", times=limits.EDITS_IN_THE_WINDOW, within=limits.EDIT_WINDOW)
    body = form.cleaned_data["body"]
    try:
        comment = editing.edit_comment(
            comment,
            by=request.user,
            body=body,
            revision=form.cleaned_data["revision"],
            nudge=not nudging.was_heard(form.cleaned_data["heard"], by=request.user, typed=body),
        )
    except posting.Refused as refused:
        # Sent once more, it is meant for the comment as it is by now.
        comment.refresh_from_db()
        form.carry(revision=comment.revision)
        if refused.way == Way.ACKNOWLEDGE:
            # Taken up again when the form is opened anew, after the warning was read.
            setting_aside.set_edit_aside(request.session, comment_id=comment.pk, typed=body)
        return _page(request, comment, form, status=422, sentence=refused.sentence)
    except posting.Nudged as nudged:
        form.carry(heard=nudging.marker(request.user, body))
        return _page(request, comment, form, status=422, nudge=nudging.sentences(nudged))
    return _changed(request, comment)


def _changed(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The comment as it is now: in its place, or where it leads to."""
    if htmx.wants_part(request):
        context: dict[str, Any] = {"comment": comment, "words": rendering.quotable(comment, by=request.user)}
        if comment.status == Status.PUBLISHED:
            context["new"] = rendering.for_author(threads.branch(comment.discussion, of=comment.pk), replaces=True)
        else:
            context["held"] = overlay.explained([comment])
        return render(request, "comments/_edited.html", context)
    if comment.status == Status.PUBLISHED:
        messages.success(request, _("Your change is published."))
        return redirect(comment)
    messages.info(request, _("Your change is kept. A person will look at your comment before it appears; below is why."))
    return redirect(f"{reverse('comments:mine')}#comment-{comment.pk}")


def _page(
    request: HttpRequest, comment: Comment, form: EditForm, *, status: int = 200, sentence: str = "", **more: Any
) -> HttpResponse:
    permission = editing.may_edit(request.user, comment, now=timezone.now())
    context = {
        "comment": comment,
        "discussion": comment.discussion,
        "words": rendering.quotable(comment, by=request.user),
        "form": form,
        "action": request.path,
        "permission": permission,
        "sentence": sentence or permission.sentence,
        "until": editing.until(comment),
        # What cannot be sent any more is still its writer's.
        "shows_form": bool(permission) or form.is_bound,
        **more,
    }
    template = "comments/_edit.html" if htmx.wants_part(request) else "comments/edit.html"
    return render(request, template, context, status=status)


def _open_too_long() -> str:
    return _("This page was open for a long time, so we make sure that it is you: press the button once more. Nothing is lost.")
