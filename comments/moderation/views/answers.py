"""What the desk answers to something that was done: in place of the case, or as a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comments.models import Comment, Decision, Notice, Objection
from comments.moderation import following, queue
from comments.moderation.access import ModeratorRequest, waiting_counts
from comments.moderation.desk import claims, history, past, surroundings, watching
from comments.moderation.forms.deciding import DecisionForm, Place, RuleList


def case_page(request: ModeratorRequest, case: queue.Case, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """One comment on a page of its own, with everything that was decided on it."""
    context = {
        "case": case,
        "form": form,
        "rules": RuleList(),
        "counts": waiting_counts(request),
        **beside(request, case.comment, place=form.place),
    }
    return render(request, "moderation/case.html", context, status=status)


def beside(request: ModeratorRequest, comment: Comment, *, place: Place) -> dict[str, Any]:
    """What stands beside a case at `place`: the conversation round it, its past, and whether one watches its story."""
    return {
        "is_watched": watching.is_watched(comment.discussion, by=request.user),
        "surroundings": surroundings.around(comment),
        "past": past.of(comment),
        "beside_form": DecisionForm.at(place.beside_case(comment.pk)),
    }


def on_the_way(plea: Objection | Notice) -> dict[str, Any]:
    """What leads from the page of an objection or a notice to the next thing and through the desk."""
    return {"left": claims.key_of(plea), "place": Place().alone(), "counts": queue.counts()}


def again(request: ModeratorRequest, comment: Comment, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """The case as it is now: in its place on the page, or as a page of its own."""
    if form.place.beside:
        return _neighbour(request, comment, form, status=status)
    case = queue.case_of(comment.pk, now=timezone.now())
    if request.htmx:
        followed = following.after_deciding(comment.pk, place=form.place)
        context = {"case": case, "form": form, "rules": RuleList(), "is_redrawn": True, "followed": followed}
        return render(request, "moderation/_redrawn.html", context, status=status)
    return case_page(request, case, form, status=status)


def done(request: ModeratorRequest, decision: Decision, *, place: Place, is_others: bool = False) -> HttpResponse:
    """What was done, with a way to undo it: in place of the case, or on top of the queue."""
    if request.htmx:
        followed = following.after_deciding(decision.comment_id, place=place)
        context = {"done": history.in_words(decision), "place": place, "is_others": is_others, "followed": followed}
        return render(request, "moderation/_done.html", context)
    if is_others:
        messages.info(request, history.in_words(decision).sentence_for_others)
        return redirect(place.address)
    return redirect(place.address)


def _neighbour(request: ModeratorRequest, comment: Comment, form: DecisionForm, *, status: int) -> HttpResponse:
    """A comment beside a case as it is now; without script, the page of that comment."""
    if not request.htmx:
        case = queue.case_of(comment.pk, now=timezone.now())
        return case_page(request, case, form, status=status)
    context = {
        "neighbour": surroundings.one_of(comment.pk),
        "beside_form": form,
        "rules": RuleList(),
        "is_redrawn": True,
        "followed": following.after_deciding(comment.pk, place=form.place),
    }
    return render(request, "moderation/_neighbour.html", context, status=status)
