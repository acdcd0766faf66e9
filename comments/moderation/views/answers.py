"""What the desk answers to something that was done: in place of the case, or as a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import wording
from comments.models import Comment, Decision, Notice, Objection
from comments.moderation import following, queue
from comments.moderation.access import ModeratorRequest, waiting_counts
from comments.moderation.desk import claims, history, past, surroundings, watching
from comments.moderation.forms.answers import AnswerForm
from comments.moderation.forms.deciding import DecisionForm, Place, RuleList


def case_page(
    request: ModeratorRequest, case: queue.Case, form: DecisionForm, *, asked: str = "", whole: bool = False, status: int = 200
) -> HttpResponse:
    """One comment on a page of its own, with everything that was decided on it, and what colleagues were about to be `asked`.

    Of what very many have said about it stands the first there, or the `whole`.
    """
    context = {
        "case": case,
        "form": form,
        "rules": RuleList(),
        "asked": asked,
        "counts": waiting_counts(request),
        **beside(request, case.comment, place=form.place, whole=whole),
    }
    return render(request, "moderation/case.html", context, status=status)


def beside(request: ModeratorRequest, comment: Comment, *, place: Place, whole: bool = False) -> dict[str, Any]:
    """What stands beside a case at `place`: the conversation round it, its past, and whether one watches its story."""
    return {
        "is_watched": watching.is_watched(comment.discussion, by=request.user),
        "surroundings": surroundings.around(comment),
        "past": past.of(comment, whole=whole),
        "beside_form": DecisionForm.at(place.beside_case(comment.pk)),
    }


def say_who_was_first(request: HttpRequest, plea: Objection | Notice, *, wanted: str, decision_id: int | None) -> None:
    """Say who has answered `plea` meanwhile, by this decision, and whether it is what was `wanted`. None of it is an error."""
    entry = history.entry(decision_id)
    said = {"name": entry.by if entry else _("Somebody"), "what": plea.get_outcome_display()}
    is_own = plea.answered_by_id is not None and plea.answered_by_id == request.user.pk
    if plea.answered_by_id is None:
        # Nobody answered it: what it was about was decided for another reason.
        said["what"] = entry.what if entry else said["what"]
        messages.warning(request, _("%(name)s has just decided: %(what)s. There is nothing left to answer.") % said)
    elif plea.outcome == wanted and is_own:
        messages.success(request, _("You have just done this: %(what)s.") % said)
    elif plea.outcome == wanted:
        messages.info(request, _("%(name)s has just done this: %(what)s.") % said)
    elif is_own:
        messages.warning(request, _("You have just decided otherwise: %(what)s. Nothing was changed.") % said)
    else:
        messages.warning(request, _("%(name)s has just decided otherwise: %(what)s. Nothing was changed.") % said)


def unsent(form: AnswerForm, plea: Objection | Notice) -> str:
    """What somebody wrote for an answer that was given meanwhile in other words; empty while there is one to give."""
    written = wording.clean(str(form["words"].value() or "")) if form.is_bound else ""
    return written if plea.outcome != plea.Outcome.OPEN and written != plea.answer else ""


def on_the_way(request: HttpRequest, plea: Objection | Notice) -> dict[str, Any]:
    """What leads from the page of an objection or a notice to the next thing and through the desk."""
    return {"left": claims.key_of(plea), "place": _opened_from(request), "counts": queue.counts()}


def page_of(request: HttpRequest, plea: Objection | Notice) -> HttpResponse:
    """Lead to the page of an objection or a notice, and the way back to where it was opened from."""
    name = "objection" if isinstance(plea, Objection) else "notice"
    return redirect(_opened_from(request).way_to(reverse(f"moderation:{name}", args=[plea.pk])))


def _opened_from(request: HttpRequest) -> Place:
    """The list in which the page of an objection or a notice was opened: in its address, and in its forms."""
    return Place.of(request.POST if request.method == "POST" else request.GET).alone()


def again(request: ModeratorRequest, comment: Comment, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """The case as it is now: in its place on the page, or as a page of its own."""
    if form.place.beside:
        return _neighbour(request, comment, form, status=status)
    case = queue.case_of(comment.pk, now=timezone.now())
    if request.htmx:
        followed = following.after_deciding(comment.pk, place=form.place, viewer=request.user)
        context = {"case": case, "form": form, "rules": RuleList(), "is_redrawn": True, "followed": followed}
        return render(request, "moderation/_redrawn.html", context, status=status)
    return case_page(request, case, form, status=status)


def done(request: ModeratorRequest, decision: Decision, *, place: Place, said: str = "") -> HttpResponse:
    """What was done, in other words if it `said` them, with a way to undo it: in place of the case, or on top of the queue."""
    if request.htmx:
        entry = history.in_words(decision)
        followed = following.after_deciding(decision.comment_id, place=place, viewer=request.user)
        is_others = decision.by_id != request.user.pk
        context = {"done": entry, "place": place, "said": said, "is_others": is_others, "followed": followed}
        return render(request, "moderation/_done.html", context)
    if said:
        messages.info(request, said)
    return redirect(place.address)


def done_before(request: ModeratorRequest, decision: Decision, *, place: Place) -> HttpResponse:
    """That what was wanted has just been done: by a colleague, who alone undoes it; or by oneself, with the way to undo it."""
    return done(request, decision, place=place, said=history.in_words(decision).said_again_to(request.user))


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
        "followed": following.after_deciding(comment.pk, place=form.place, viewer=request.user),
    }
    return render(request, "moderation/_neighbour.html", context, status=status)
