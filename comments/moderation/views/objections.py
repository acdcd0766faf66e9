"""Objections on the desk: one is read with everything it is about, answered in writing, and the answer taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comments.models import Objection
from comments.moderation import decisions, objections, second_looks
from comments.moderation.forms.answers import ObjectionAnswerForm
from comments.moderation.objections import showing
from comments.moderation.views import answers
from newsroom.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """One objection and its answer. An editor may enter where no moderator is left who may answer."""
    found = _open_to(request, objection_id)
    form = ObjectionAnswerForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            form.carry_out(found, by=_user(request))
        except ValidationError as wrong:
            form.take_errors(wrong)
        except (objections.Answered, decisions.Changed) as since:
            messages.warning(request, str(since))
            return redirect("moderation:objection", found.pk)
        else:
            messages.success(request, _("Answered. They are told in 40 seconds; until then you can undo it."))
            return redirect("moderation:objection", found.pk)
    context = {"sheet": showing.sheet(found, by=_user(request)), "form": form, **answers.on_the_way(found)}
    return render(request, "moderation/objection.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def undo_objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Take an answer back while nobody has been told."""
    found = _open_to(request, objection_id)
    try:
        objections.undo(found, by=_user(request))
    except decisions.TooLate as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("Undone. The objection waits as before, and your words stand in the form."))
    return redirect("moderation:objection", found.pk)


def _open_to(request: HttpRequest, objection_id: int) -> Objection:
    rows = Objection.objects.select_related("by", "sanction__account", "comment__author", "comment__discussion__article")
    found = get_object_or_404(rows, pk=objection_id)
    user = _user(request)
    if not (user.is_moderator or second_looks.can_decide(user, found) or found.answered_by_id == user.pk):
        raise PermissionDenied(_("The moderation desk is for moderators."))
    return found


def _user(request: HttpRequest) -> User:
    # Whoever passed @login_required.
    return cast(User, request.user)
