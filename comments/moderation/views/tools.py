"""What a moderator has at hand beside approving and removing: the conversation round a case, a colleague's eye, a pick."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comments.models import Comment
from comments.moderation import decisions
from comments.moderation.access import ModeratorRequest, moderators_only, sent_only
from comments.moderation.forms.deciding import DecisionForm, PassingOnForm, Place, RuleList
from comments.moderation.views import answers


@require_GET
@moderators_only
def beside(request: ModeratorRequest, comment_id: int) -> HttpResponse:
    """What stands beside a case once it is opened: the conversation round it, and its past."""
    comment = get_object_or_404(Comment.objects.select_related("discussion__article__section", "author", "pick"), pk=comment_id)
    place = Place.of(request.GET)
    context = {"comment": comment, "place": place, "rules": RuleList(), **answers.beside(request, comment, place=place)}
    return render(request, "moderation/_opened.html", context)


@sent_only
@moderators_only
def pass_on(request: ModeratorRequest, comment_id: int) -> HttpResponse:
    """Ask colleagues to look at a comment."""
    comment = get_object_or_404(Comment, pk=comment_id)
    form, place = PassingOnForm(request.POST), Place.of(request.POST)
    if not form.is_valid():
        messages.warning(request, form.errors["note"][0])
        return answers.again(request, comment, DecisionForm.at(place), status=422)
    try:
        decision = decisions.escalate(comment, by=request.user, note=form.cleaned_data["note"])
    except decisions.Changed as changed:
        messages.warning(request, str(changed))
        return answers.again(request, comment, DecisionForm.at(place))
    return answers.done(request, decision, place=place)


@sent_only
@moderators_only
def feature(request: ModeratorRequest, comment_id: int) -> HttpResponse:
    """Make a comment an editors' pick, or let it be one like any other again."""
    comment, place = get_object_or_404(Comment, pk=comment_id), Place.of(request.POST)
    picked = request.POST.get("picked") == "1"
    try:
        (decisions.feature if picked else decisions.unfeature)(comment, by=request.user)
    except decisions.Changed as changed:
        messages.warning(request, str(changed))
        return answers.again(request, comment, DecisionForm.at(place))
    if request.htmx:
        context = {"comment": comment, "is_picked": picked, "place": place}
        return render(request, "moderation/_feature.html", context)
    messages.success(request, _("This comment is an editors’ pick now.") if picked else _("This comment is no pick any more."))
    return redirect(place.address)
