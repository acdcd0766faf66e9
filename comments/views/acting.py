"""What one does to a comment: recommend, report, take back. Each has a page that asks, and a form that acts."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comments import limits, overlay, permissions, recommending, rendering, reporting, setting_aside
from comments.forms import ReportForm
from comments.models import Comment
from comments.moderation import decisions
from comments.permissions import Permission
from comments.views import coming_back
from newsroom.web import htmx
from newsroom.web import limits as limiter

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def act(request: HttpRequest) -> HttpResponse:
    """Where the stranger's form of a kept page leads if no action is named: sign in, then one's own comments."""
    return redirect("comments:mine")


@require_http_methods(GET_AND_POST)
@login_required
def recommend(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Recommend a comment: asked for by its button, or by this page's."""
    comment = _open_to(request, comment_id)
    if request.method != "POST":
        return _ask(request, "comments/recommend.html", comment, permissions.can_recommend(request.user, comment))
    _demand_recommending(request)
    permission = recommending.recommend(comment, by=request.user)
    return _recommended(request, comment, permission, done=_("You recommend this comment."))


@require_http_methods(GET_AND_POST)
@login_required
def unrecommend(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's recommendation back."""
    comment = _open_to(request, comment_id)
    if request.method != "POST":
        return _ask(request, "comments/unrecommend.html", comment, permissions.ALLOWED)
    _demand_recommending(request)
    recommending.unrecommend(comment, by=request.user)
    return _recommended(request, comment, permissions.ALLOWED, done=_("You no longer recommend this comment."))


@require_http_methods(GET_AND_POST)
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Report a comment under a rule of the standards: on a page of its own, or in place below the comment."""
    if request.method == "POST":
        limiter.demand_of_network(request, "report", times=limits.REPORTS_PER_HOUR_OF_A_NETWORK, within=timedelta(hours=1))
    if not request.user.is_authenticated:
        if request.method == "POST":
            setting_aside.set_report_aside(request.session, comment_id=comment_id, given=request.POST)
        return redirect_to_login(request.path)
    comment = _open_to(request, comment_id)
    permission = permissions.can_report(request.user, comment)
    if request.method == "POST":
        form = ReportForm.about(comment, request.POST)
    else:
        form = ReportForm.about(comment, initial=setting_aside.take_up_report(request.session, comment_id=comment_id))
        permission = permission and reporting.first_time(comment, by=request.user)
    if not permission or not form.is_valid():
        return _ask_why(request, comment, permission, form)
    done = reporting.report(comment, by=request.user, rule=form.cleaned_data["rule"], words=form.cleaned_data["words"])
    if not done and reporting.first_time(comment, by=request.user):
        # Not taken this time: the words go back, to be sent later.
        form.add_error(None, done.sentence)
        return _ask_why(request, comment, permission, form)
    return _reported(request, comment, done)


@require_http_methods(GET_AND_POST)
@login_required
def take_back(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment back."""
    comment = _open_to(request, comment_id)
    permission = permissions.can_take_back(request.user, comment)
    if request.method != "POST" or not permission:
        return _ask(request, "comments/take_back.html", comment, permission, status=422 if request.method == "POST" else 200)
    try:
        decisions.take_back(comment, by=request.user)
    except decisions.Changed:
        messages.info(request, _("This comment is not shown any more."))
    else:
        messages.success(request, _("You have taken your comment back. Answers to it keep their place."))
    return redirect(reverse("comments:mine"))


def _demand_recommending(request: HttpRequest) -> None:
    times = limits.RECOMMENDATIONS_PER_MINUTE_OF_A_NETWORK
    limiter.demand_of_network(request, "recommend", times=times, within=timedelta(minutes=1))


def _open_to(request: HttpRequest, comment_id: int) -> Comment:
    found = Comment.objects.within_reach_of(request.user, now=timezone.now())
    return get_object_or_404(found.select_related("author", "tally", "discussion"), pk=comment_id)


def _ask(
    request: HttpRequest,
    template: str,
    comment: Comment,
    permission: Permission,
    *,
    form: ReportForm | None = None,
    status: int = 200,
) -> HttpResponse:
    words = rendering.quotable(comment, by=request.user)
    context = {"comment": comment, "words": words, "permission": permission, "form": form, "action": request.path}
    return render(request, template, context, status=status)


def _ask_why(request: HttpRequest, comment: Comment, permission: Permission, form: ReportForm) -> HttpResponse:
    """The form of a report, with what is wrong with it if it came; for script the form alone."""
    template = "comments/_report.html" if htmx.wants_part(request) else "comments/report.html"
    return _ask(request, template, comment, permission, form=form, status=422 if form.is_bound else 200)


def _reported(request: HttpRequest, comment: Comment, done: Permission) -> HttpResponse:
    """Thanks, or why it was not taken: for script in the form's place, otherwise back at the comment."""
    sentence = done.sentence or _("Thank you. A moderator will look at it, and we will tell you what came of it.")
    if htmx.wants_part(request):
        context = {"sentence": sentence, "taken": bool(done), "action": request.path}
        return render(request, "comments/_reported.html", context)
    (messages.success if done else messages.info)(request, sentence)
    return redirect(comment)


def _recommended(request: HttpRequest, comment: Comment, permission: Permission, *, done: str) -> HttpResponse:
    """The comment's actions as they are now; without script the way back to where its button was pressed, and what is done."""
    if not permission and permission.address:
        # Somebody barred reads why, and where, on the page that asks; script follows there.
        if htmx.wants_part(request):
            return HttpResponse(headers={"HX-Redirect": request.path})
        return _ask(request, "comments/recommend.html", comment, permission, status=422)
    if not permission and htmx.wants_part(request):
        messages.info(request, permission.sentence)
        # Script follows to the page that shows the sentence.
        return HttpResponse(headers={"HX-Redirect": comment.get_place_url()})
    if not htmx.wants_part(request):
        (messages.success if permission else messages.info)(request, done if permission else permission.sentence)
        return redirect(coming_back.place_on_page(request, f"comment-{comment.pk}") or comment.get_place_url())
    return HttpResponse(overlay.actions_after(comment, reader=request.user, pressed="recommend"))
