"""Objecting to a decision: the page that asks why, and afterwards says how the objection stands."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments import limits, reasons, references
from comments.models import Decision
from comments.moderation import objections
from comments.moderation.objections import Matter
from comments.objection_forms import ObjectionForm
from newsroom.web import refusals


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def object_to(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Object to a decision that concerns one; whom it does not concern is answered as if there were none."""
    decision = get_object_or_404(Decision, pk=decision_id)
    matter = objections.matter_of(decision, by=request.user, now=timezone.now())
    if matter is None:
        raise Http404
    if request.method != "POST":
        return _page(request, matter, ObjectionForm())
    try:
        form = ObjectionForm(request.POST)
    except RequestDataTooBig:
        said = _("An objection has %(most)s characters at most.")
        return refusals.too_long(request, sentence=said % {"most": limits.LONGEST_OBJECTION})
    if not form.is_valid():
        return _page(request, matter, form, status=422)
    try:
        objections.object_to(decision, by=request.user, words=form.cleaned_data["words"])
    except objections.NotTheirs:
        raise Http404 from None
    except objections.Refused as refused:
        # Said twice is said: whoever pressed twice sees their objection. Otherwise the words go back with the reason.
        if refused.matter is not None and refused.matter.objection is not None:
            messages.info(request, refused.sentence)
            return redirect("comments:object", decision_id)
        return _page(request, refused.matter or matter, form.goes_back_with(refused.sentence), status=422)
    messages.success(
        request, _("Thank you. Somebody else looks at it again and answers you in writing, within a week as a rule.")
    )
    return redirect("comments:object", decision_id)


def _page(request: HttpRequest, matter: Matter, form: ObjectionForm, *, status: int = 200) -> HttpResponse:
    body = objections.words_decided_on(matter)
    context = {
        "matter": matter,
        "form": form,
        "statement": objections.reasons_given(matter),
        "what": reasons.what_happened(matter.decision.kind) if matter.sanction else "",
        "body": body,
        "names": references.known([body]),
    }
    return render(request, "comments/object.html", context, status=status)
