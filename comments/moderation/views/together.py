"""Deciding on many comments at once: what it would be done to, doing it, and taking it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comments import limits
from comments.models import Rule
from comments.moderation import signing_in_again
from comments.moderation.access import ModeratorRequest, moderators_only, sent_only, waiting_counts
from comments.moderation.decisions import Together, undo_together
from comments.moderation.desk import choosing_many, history
from comments.moderation.desk.choosing_many import Choice
from comments.moderation.forms.deciding import Place
from comments.moderation.forms.together import TogetherForm, chosen_ids, hours_of
from newsroom.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def choose(request: ModeratorRequest) -> HttpResponse:
    """Show what was chosen from a list, before anything is done; or what was, before one was signed out."""
    if request.method != "POST":
        return _choose_again(request)
    choice = choosing_many.selected(chosen_ids(request.POST))
    if not choice.items:
        messages.info(request, _("Choose at least one comment that can still be decided."))
        return redirect(Place.of(request.POST).address)
    return _confirm(request, choice, TogetherForm())


@require_GET
@moderators_only
def raid(request: ModeratorRequest, account_id: int) -> HttpResponse:
    """Show everything by one account in the last hours, before anything is done."""
    account = get_object_or_404(User, pk=account_id)
    hours = hours_of(request.GET)
    choice = choosing_many.written_by(account, hours=hours, now=timezone.now())
    return _confirm(request, choice, TogetherForm(), account=account, hours=hours)


@sent_only
@moderators_only
def decide(request: ModeratorRequest) -> HttpResponse:
    """Decide on all that was shown, and say what was left out."""
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _confirm(request, choosing_many.selected(form.chosen), form, status=422)
    done = form.decide(by=request.user)
    return _done(request, done, rule=form.cleaned_data["rule"])


@sent_only
@moderators_only
def undo(request: ModeratorRequest, batch: uuid.UUID) -> HttpResponse:
    """Take back all that was decided at once."""
    done = undo_together(batch, by=request.user)
    return _done(request, done, is_undone=True)


def _choose_again(request: ModeratorRequest) -> HttpResponse:
    kept = signing_in_again.take_up(request, sent_to=reverse("moderation:decide_together"))
    if kept is not None:
        form = TogetherForm(kept)
        return _confirm(request, choosing_many.selected(form.chosen), form)
    chosen = signing_in_again.take_up(request, sent_to=request.path)
    if chosen is None:
        return redirect("moderation:queue")
    return _confirm(request, choosing_many.selected(chosen_ids(chosen)), TogetherForm())


def _confirm(
    request: ModeratorRequest,
    choice: Choice,
    form: TogetherForm,
    *,
    account: User | None = None,
    hours: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {
        "choice": choice,
        "form": form,
        "account": account,
        "hours": hours,
        "all_hours": limits.RAID_HOURS,
        "most": limits.DECIDED_TOGETHER,
        "window": int(limits.UNDO_WINDOW.total_seconds()),
        "counts": waiting_counts(request),
    }
    return render(request, "moderation/together.html", context, status=status)


def _done(request: ModeratorRequest, done: Together, *, rule: Rule | None = None, is_undone: bool = False) -> HttpResponse:
    context = {
        "done": done,
        "rule": rule,
        "is_undone": is_undone,
        "decided": choosing_many.decided(done.done),
        "seconds": history.seconds_to_undo(done.done),
        "place": Place().alone(),
        "counts": waiting_counts(request),
    }
    return render(request, "moderation/together_done.html", context)
