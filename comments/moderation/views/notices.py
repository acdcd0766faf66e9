"""Notices of illegal content on the desk: one is read, decided in writing, and the decision taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comments.models import Notice
from comments.moderation import decisions, notices, second_looks, signing_in_again
from comments.moderation.access import signed_in_only
from comments.moderation.forms.answers import NoticeAnswerForm
from comments.moderation.notices import showing
from comments.moderation.notices.showing import Sheet
from comments.moderation.views import answers
from newsroom.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice and its decision. An editor may enter where no moderator is left who may decide."""
    found = _open_to(request, notice_id)
    sheet = showing.sheet(found, by=_user(request))
    is_sent = request.method == "POST"
    form = NoticeAnswerForm(found, signing_in_again.sent_or_kept(request), seen=sheet.seen, others=sheet.others)
    if is_sent and form.is_valid():
        try:
            form.carry_out(found, by=_user(request))
        except ValidationError as wrong:
            form.take_errors(wrong)
        except notices.Answered as since:
            return _answered_before(request, since.notice, form)
        except decisions.Changed as since:
            return _as_it_is_now(request, found, form, sentence=str(since))
        else:
            messages.success(request, _("Decided. They are told in 40 seconds; until then you can undo it."))
            return answers.page_of(request, found)
    return _page(request, found, form, sheet=sheet, status=422 if is_sent else 200)


@require_POST
@signed_in_only
def undo_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Take a decision back while nobody has been told."""
    found = _open_to(request, notice_id)
    try:
        notices.undo(found, by=_user(request))
    except decisions.TooLate as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("Undone. The notice waits as before, and your words stand in the form."))
    return answers.page_of(request, found)


def _page(
    request: HttpRequest, found: Notice, form: NoticeAnswerForm, *, sheet: Sheet | None = None, status: int = 200
) -> HttpResponse:
    sheet = sheet or showing.sheet(found, by=_user(request))
    context = {"sheet": sheet, "form": form, "unsent": answers.unsent(form, found), **answers.on_the_way(request, found)}
    return render(request, "moderation/notice.html", context, status=status)


def _as_it_is_now(request: HttpRequest, found: Notice, form: NoticeAnswerForm, *, sentence: str) -> HttpResponse:
    """The page with what has changed since, and the words that were typed: nothing was decided, and that is no error."""
    messages.warning(request, sentence)
    found = _open_to(request, found.pk)
    sheet = showing.sheet(found, by=_user(request))
    fresh = NoticeAnswerForm(found, seen=sheet.seen, others=sheet.others)
    fresh.initial |= {name: form.cleaned_data.get(name) for name in ("outcome", "words", "rule", "note")}
    return _page(request, found, fresh, sheet=sheet)


def _answered_before(request: HttpRequest, found: Notice, form: NoticeAnswerForm) -> HttpResponse:
    """What has been decided meanwhile and by whom, with the words that were not sent; a second press finds what it has done."""
    found = _open_to(request, found.pk)
    answers.say_who_was_first(request, found, wanted=form.cleaned_data["outcome"], decision_id=found.decision_id)
    return _page(request, found, form) if answers.unsent(form, found) else answers.page_of(request, found)


def _open_to(request: HttpRequest, notice_id: int) -> Notice:
    loaded = Notice.objects.select_related("follows", "comment__author", "comment__discussion__article")
    found = get_object_or_404(loaded, pk=notice_id)
    if not second_looks.can_open(_user(request), found):
        raise PermissionDenied(_("The moderation desk is for moderators."))
    return found


def _user(request: HttpRequest) -> User:
    # Whoever passed @signed_in_only.
    return cast(User, request.user)
