"""What the desk answers to something that was done: in place of the case, or as a page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comments.models import Comment, Decision
from comments.moderation import following, history, queue, standards
from comments.moderation.access import ModeratorRequest
from comments.moderation.forms import DecisionForm, Place


def case_page(request: ModeratorRequest, case: queue.Case, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """One comment on a page of its own, with everything that was decided on it."""
    context = {
        "case": case,
        "form": form,
        "rules": standards.rules_in_force(),
        "decisions": history.of_comment(case.comment),
        "earlier": history.earlier_wordings(case.comment),
        "counts": queue.counts(),
    }
    return render(request, "moderation/case.html", context, status=status)


def again(request: ModeratorRequest, comment: Comment, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """The case as it is now: in its place on the page, or as a page of its own."""
    case = queue.case_of(comment.pk, now=timezone.now())
    if request.htmx:
        followed = following.after_deciding(comment.pk, place=form.place)
        context = {"case": case, "form": form, "rules": standards.rules_in_force(), "is_redrawn": True, "followed": followed}
        return render(request, "moderation/_case.html", context, status=status)
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
