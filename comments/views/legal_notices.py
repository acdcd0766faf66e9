"""Notices of illegal content, for anybody: the form, and the page on which one reads what became of it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import limits, notice_turns, tokens
from comments.models import Comment, Notice
from comments.moderation import notices
from comments.notice_forms import AskAgainForm, NoticeForm
from newsroom.web import limits as limiter
from newsroom.web import refusals

_HOUR = dt.timedelta(hours=1)


# The token is asked for below: Django's refusal would be a page without the sender's words in their place.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """Say that a comment is against the law. Nobody needs an account, and nothing that was typed is lost."""
    if request.method != "POST":
        return _form(request, NoticeForm(initial=_given(request)))
    try:
        form = NoticeForm.sent(request.POST)
    except RequestDataTooBig:
        said = _("A notice has %(most)s characters at most.") % {"most": limits.LONGEST_NOTICE}
        return refusals.too_long(request, sentence=said)
    if not form.is_valid():
        return _form(request, form, status=422)
    if not tokens.is_good(request):
        said = _("This page was open for a long time. Please press the button once more; nothing is lost.")
        return _form(request, form.goes_back_with(said), status=422)
    return _take(request, form)


@never_cache
@require_safe
def notice_state(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of a notice, for whoever has its key."""
    return _state(request, _known(key), AskAgainForm())


@never_cache
@require_POST
def ask_again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask that somebody else looks at it again, once."""
    found = _known(key)
    form = AskAgainForm(request.POST)
    if not form.is_valid():
        return _state(request, found, form, status=422)
    try:
        again = notices.ask_again(found, why=form.cleaned_data["why"])
    except notices.Refused as refused:
        messages.info(request, str(refused))
        return redirect("comments:notice_state", found.key)
    messages.success(request, _("Thank you. Somebody else looks at it again, and writes to you."))
    return redirect("comments:notice_state", again.key)


def _take(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    """Store what a valid form says and lead to its page; or give it back with the reason, and with every word."""
    sent = {name: form.cleaned_data[name] for name in ("address", "law", "why", "name", "email")}
    taken = notices.sent_before(form.comment, law=sent["law"], why=sent["why"], email=sent["email"])
    if taken is None:
        if not _is_in_time(request, email=sent["email"]):
            return _slowed(request, form)
        try:
            taken = notices.receive(form.comment, by=request.user if request.user.is_authenticated else None, **sent)
        except notices.Refused as refused:
            return _form(request, form.goes_back_with(str(refused)), status=422)
    messages.success(request, _("Your notice has come. A person reads it, and writes to you what was decided and why."))
    return redirect("comments:notice_state", taken.key)


def _slowed(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    """The form with every word, and when it can be sent."""
    again = date_format(timezone.localtime(timezone.now() + _HOUR), "H:i")
    said = _("A great many notices came from you in an hour. What you wrote is still here: send it after %(at)s.")
    answer = _form(request, form.goes_back_with(said % {"at": again}), status=429)
    answer["Retry-After"] = str(int(_HOUR.total_seconds()))
    return answer


def _given(request: HttpRequest) -> dict[str, Any]:
    """What is known before anybody types: the comment they came from, and where a reader of ours is written to."""
    number = request.GET.get("comment", "")
    given = {"email": request.user.email} if request.user.is_authenticated else {}
    if number.isascii() and number.isdigit() and len(number) < 20:
        given["address"] = settings.SITE_URL.rstrip("/") + Comment(pk=int(number)).get_absolute_url()
    return given


def _is_in_time(request: HttpRequest, *, email: str) -> bool:
    """Whether one more notice is taken from this network now, and from there for this address. Asking counts.

    Anybody can write down anybody's address: its owner, in another network, is not shut out by that.
    """
    network = limiter.network(limiter.client_address(request))
    many = limits.NOTICES_PER_HOUR_OF_A_NETWORK
    from_here = not network or limiter.allow(f"notice:{network}", times=many, within=_HOUR)
    return from_here and limiter.allow(f"notice-of:{network}:{email}", times=limits.NOTICES_PER_HOUR, within=_HOUR)


def _known(key: uuid.UUID) -> Notice:
    return get_object_or_404(Notice.objects.select_related("follows", "followed_by", "comment__discussion__article"), key=key)


def _form(request: HttpRequest, form: NoticeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "comments/notice.html", {"form": form}, status=status)


def _state(request: HttpRequest, found: Notice, form: AskAgainForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "notice": found,
        "turn": notice_turns.turn_of(found, now=now),
        "form": form,
        "permission": notices.can_be_asked_again(found, now=now),
    }
    return render(request, "comments/notice_state.html", context, status=status)
