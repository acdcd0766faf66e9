"""Objections on the desk: one is read with everything it is about, answered in writing, and the answer taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comments.models import Objection
from comments.moderation import decisions, objections, sanctions, second_looks, signing_in_again
from comments.moderation.access import signed_in_only
from comments.moderation.forms.answers import ObjectionAnswerForm
from comments.moderation.objections import showing
from comments.moderation.views import answers
from newsroom.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """One objection and its answer. An editor may enter where no moderator is left who may answer."""
    found = _open_to(request, objection_id)
    is_sent = request.method == "POST"
    form = ObjectionAnswerForm(found, signing_in_again.sent_or_kept(request))
    if is_sent and form.is_valid():
        try:
            form.carry_out(found, by=_user(request))
        except ValidationError as wrong:
            form.take_errors(wrong)
        except objections.Answered as since:
            return _answered_before(request, since.objection, form)
        except (decisions.Changed, sanctions.NotDone) as refusal:
            messages.warning(request, str(refusal))
            return _page(request, _open_to(request, found.pk), form)
        else:
            messages.success(request, _("Answered. They are told in 40 seconds; until then you can undo it."))
            return answers.page_of(request, found)
    return _page(request, found, form, status=422 if is_sent else 200)


@require_POST
@signed_in_only
def undo_objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Take an answer back while nobody has been told."""
    found = _open_to(request, objection_id)
    try:
        objections.undo(found, by=_user(request))
    except decisions.TooLate as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("Undone. The objection waits as before, and your words stand in the form."))
    return answers.page_of(request, found)


def _page(request: HttpRequest, found: Objection, form: ObjectionAnswerForm, *, status: int = 200) -> HttpResponse:
    sheet, unsent = showing.sheet(found, by=_user(request)), answers.unsent(form, found)
    context = {"sheet": sheet, "form": form, "unsent": unsent, **answers.on_the_way(request, found)}
    return render(request, "moderation/objection.html", context, status=status)


def _answered_before(request: HttpRequest, found: Objection, form: ObjectionAnswerForm) -> HttpResponse:
    """What has been answered meanwhile and by whom, with the words that were not sent; a second press finds what it has done."""
    found = _open_to(request, found.pk)
    answers.say_who_was_first(request, found, wanted=form.cleaned_data["outcome"], decision_id=found.answer_decision_id)
    return _page(request, found, form) if answers.unsent(form, found) else answers.page_of(request, found)


def _open_to(request: HttpRequest, objection_id: int) -> Objection:
    rows = Objection.objects.select_related("by", "sanction__account", "comment__author", "comment__discussion__article")
    found = get_object_or_404(rows, pk=objection_id)
    if not second_looks.can_open(_user(request), found):
        raise PermissionDenied(_("The moderation desk is for moderators."))
    return found


def _user(request: HttpRequest) -> User:
    # Whoever passed @signed_in_only.
    return cast(User, request.user)
