"""The moderation desk: the queue, one case, a decision, its undoing, the log."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comments import limits
from comments.models import Comment, Decision
from comments.moderation import decisions, following, queue, sealing, signing_in_again
from comments.moderation.access import ModeratorRequest, moderators_only, sent_only, waiting_counts
from comments.moderation.desk import history
from comments.moderation.forms.deciding import DecisionForm, Place, RuleList
from comments.moderation.views import answers


@require_GET
@moderators_only
def show_queue(request: ModeratorRequest) -> HttpResponse:
    """What waits, most urgent first."""
    place = Place.of(request.GET)
    # Before the list, or what arrives between the two would be in neither.
    overview = queue.overview(place.filters, viewer=request.user)
    request.waiting_counts = overview.counts
    listing = queue.waiting(place.filters, now=timezone.now(), after=place.after, viewer=request.user)
    form = DecisionForm.at(place)
    return render(
        request,
        "moderation/queue.html",
        {
            "cases": [(item, form if isinstance(item, queue.Case) else None) for item in listing.items],
            "counts": overview.counts,
            "place": place,
            "waiting": overview.here,
            "found": overview.found,
            "next_page": place.behind(listing.next).address if listing.next else None,
            "ending": following.ending(overview, place=place),
            "undoable": history.undoable(by=request.user),
            "decisions_shown": limits.DECISIONS_SHOWN,
            "newest": overview.newest,
            "seal": overview.seal,
            "switch": overview.switch,
            "rules": RuleList(),
        },
    )


@require_GET
@moderators_only
def show_case(request: ModeratorRequest, comment_id: int) -> HttpResponse:
    """One comment with everything that was decided on it."""
    get_object_or_404(Comment, pk=comment_id)
    whole = "whole" in request.GET
    case, place = queue.case_of(comment_id, now=timezone.now(), whole=whole), Place.of(request.GET).alone()
    decided, asked = (
        signing_in_again.take_up(request, sent_to=reverse(f"moderation:{form}", args=[comment_id]))
        for form in ("decide", "pass_on")
    )
    form = DecisionForm.at(place) if decided is None else DecisionForm.again(decided, place=place)
    return answers.case_page(request, case, form, asked=asked.get("note", "") if asked else "", whole=whole)


@sent_only
@moderators_only
def decide(request: ModeratorRequest, comment_id: int) -> HttpResponse:
    """Approve or remove one comment."""
    comment = get_object_or_404(Comment, pk=comment_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return answers.again(request, comment, form, status=422)
    try:
        decision = form.decide(comment, by=request.user)
    except decisions.Changed as changed:
        if history.is_what_was_wanted(changed.comment, kind=form.cleaned_data["kind"], seen=form.seen):
            return answers.done_before(request, history.last_decision(comment), place=form.place)
        messages.warning(request, str(changed))
        # With the rule and the note that were meant for it.
        return answers.again(request, comment, form)
    return answers.done(request, decision, place=form.place)


@require_POST
@moderators_only
def undo(request: ModeratorRequest, decision_id: int) -> HttpResponse:
    """Put a comment back as it was before a decision just taken."""
    decision = get_object_or_404(Decision, pk=decision_id)
    comment = get_object_or_404(Comment, pk=decision.comment_id)
    place = Place.of(request.POST)
    try:
        decisions.undo(decision, by=request.user)
    except decisions.TooLate as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("Undone. The comment is as it was before."))
    if request.htmx:
        return answers.again(request, comment, DecisionForm.at(place))
    return redirect(place.address)


@require_GET
@moderators_only
def arrived(request: ModeratorRequest) -> HttpResponse:
    """A link to what has arrived since the page was made, or nothing."""
    place = Place.of(request.GET)
    count = queue.arrived_since(request.GET.get("since", ""), filters=place.filters, viewer=request.user)
    if not count:
        return HttpResponse(status=204)
    return render(request, "moderation/_arrived.html", {"count": count, "place": place.behind("")})


@require_GET
@moderators_only
def show_log(request: ModeratorRequest) -> HttpResponse:
    """What was decided, newest first."""
    page = history.page_of_log(before=request.GET.get("before", ""))
    return render(request, "moderation/log.html", {"page": page, "seal": sealing.newest(), "counts": waiting_counts(request)})
