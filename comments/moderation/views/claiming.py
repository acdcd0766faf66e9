"""Who looks at what: taking the next thing, opening one, leaving it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments.models import Awaiting
from comments.moderation.access import ModeratorRequest, moderators_only
from comments.moderation.desk import claims
from comments.moderation.forms.deciding import Place, number


@require_POST
@moderators_only
def take_next(request: ModeratorRequest) -> HttpResponse:
    """Lead to the most harmful thing that nobody else is looking at."""
    place = Place.of(request.POST).behind("")
    taken = claims.take_next(place.filters, by=request.user, left=number(request.POST.get("left", "")))
    if taken is None:
        messages.info(request, _("There is nothing left to take here: colleagues are looking at the rest, or it is not yours."))
        return redirect(place.address)
    return redirect(_address_of(taken, place=place))


@require_POST
@moderators_only
def claim(request: ModeratorRequest, key: int) -> HttpResponse:
    """Open one thing that waits, and say so to others; whoever looks at it already goes on looking."""
    waits = claims.found(key)
    place = Place.of(request.POST).behind("")
    if left := number(request.POST.get("left", "")):
        claims.leave(left, by=request.user)
    if waits is None:
        messages.info(request, _("It waits no more: somebody has just decided."))
        return redirect(place.address)
    is_mine = claims.claim(key, by=request.user)
    if request.htmx:
        looks = waits.claimed_by if not is_mine else None
        words = _("%(name)s is looking at this.") % {"name": looks.display_name} if looks else ""
        return HttpResponse(words, content_type="text/plain", status=200 if words else 204)
    return redirect(
        _address_of(
            claims.Taken(waits.pk, waits.kind, waits.comment_id, waits.objection_id, waits.notice_id),
            place=place,
        )
    )


@require_POST
@moderators_only
def leave(request: ModeratorRequest, key: int) -> HttpResponse:
    """Say that one looks at it no more; a browser sends this on its way to another page as well."""
    claims.leave(key, by=request.user)
    if request.POST.get("beacon"):
        # Nobody waits for an answer: what a browser sends as it goes would fetch the whole list.
        return HttpResponse(status=204)
    return redirect(Place.of(request.POST).behind("").address)


def _address_of(taken: claims.Taken, *, place: Place) -> str:
    """The page on which it is decided; the way back leads to where it was taken from."""
    name, pk = {
        Awaiting.Kind.OBJECTION: ("objection", taken.objection_id),
        Awaiting.Kind.NOTICE: ("notice", taken.notice_id),
    }.get(Awaiting.Kind(taken.kind), ("case", taken.comment_id))
    return place.way_to(reverse(f"moderation:{name}", args=[pk]))
