"""A session that ended while somebody was at the desk: once signed in again, they are where they were, with what they wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.forms.deciding import Place
from newsroom.web import htmx
from newsroom.web import limits as limiter

# Where a session keeps the one form that waits until its sender has signed in again.
_KEY = "desk"
# The cookie that says who was last at the desk in this browser: a session that has ended says so no more.
_WHO = "at_desk"

# On which page each form of the desk stands that has words, or a page of its own. Every other one stands on the list.
_STANDS_ON = {
    "decide": "case",
    "pass_on": "case",
    "feature": "case",
    "together": "together",
    "decide_together": "together",
    "objection": "objection",
    "undo_objection": "objection",
    "notice": "notice",
    "undo_notice": "notice",
    "sanction": "sanction",
    "lift": "lift",
    "note": "reader",
    "discussion": "discussion",
    "watch": "discussion",
    "switch": "switch",
}
# Where one answers in writing, and goes on in the list that one came from.
_IN_WRITING = {"objection", "notice"}
# What script sends along with a decision, or a browser on its way to another page: nobody misses it, so nothing is said.
_ASIDE = {"claim", "leave", "next"}
# What is worth keeping, besides a decision or a question to colleagues in which something was chosen or written.
_KEPT = {"together", "decide_together", "objection", "notice", "sanction", "lift", "note", "discussion", "switch"}


def ask(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there to the page on which `request` began; script is told where to go."""
    if request.method != "POST":
        answer = redirect_to_login(request.get_full_path())
    else:
        answer = redirect_to_login(page_of(request))
        if _name(request) not in _ASIDE:
            _keep(request)
    if htmx.wants_part(request) or request.POST.get("beacon"):
        # A redirect would be followed in the background: the page of the sign-in asked for, and its sentences spent.
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer


def page_of(request: HttpRequest) -> str:
    """The page on which the form stands that was sent: one that can be asked for."""
    place, stands_on = Place.of(request.POST), _STANDS_ON.get(_name(request))
    # A comment that was decided by a key, in the list or beside another, is found there again; what was written needs room.
    is_case = stands_on == "case" and (_is_written(request) or (place.is_alone and not place.beside))
    if not is_case and (place.beside or stands_on in {None, "case"}):
        return place.address
    address = reverse(f"moderation:{stands_on}", kwargs=request.resolver_match.kwargs)  # type: ignore[union-attr]
    query = QueryDict(mutable=True)
    if is_case or stands_on in _IN_WRITING:
        query.update(place.query)
    elif comment := request.POST.get("sanction-comment"):
        query["comment"] = comment
    return f"{address}?{query.urlencode()}" if query else address


def page_with_form_of(request: HttpRequest) -> str:
    """The page that has the form which is sent to the address of `request`; the list, for what has no page of its own."""
    stands_on = _STANDS_ON.get(_name(request), "queue")
    kwargs = {} if stands_on == "queue" else request.resolver_match.kwargs  # type: ignore[union-attr]
    return reverse(f"moderation:{stands_on}", kwargs=kwargs)


def remember(request: HttpRequest, answer: HttpResponse) -> None:
    """Have the browser say, also once the session has ended, who was at the desk in it."""
    if _who(request) != request.user.pk:
        secure, age = settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_AGE
        answer.set_signed_cookie(
            _WHO,
            str(request.user.pk),
            salt=_WHO,
            max_age=age,
            path=reverse("moderation:queue"),
            secure=secure,
            httponly=True,
            samesite="Lax",
        )


def take_up(request: HttpRequest, *, sent_to: str) -> QueryDict | None:
    """What whoever is signed in had sent to this address when their session had ended; once. Nobody else gets it."""
    kept: Mapping = request.session.get(_KEY) or {}
    if kept.get("sent_to") != sent_to or kept.get("by") != request.user.pk:
        return None
    del request.session[_KEY]
    sent = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        sent.setlist(name, values)
    return sent


def sent_or_kept(request: HttpRequest) -> QueryDict | None:
    """What is sent to a page that shows its own form; or, asked for it, what was sent there when the session had ended."""
    return request.POST if request.method == "POST" else take_up(request, sent_to=request.path)


def _keep(request: HttpRequest) -> None:
    """Set aside what was written, and say that nothing was done with it."""
    said = _("You were signed out meanwhile, so nothing has been done. Sign in, and you are back where you were.")
    by = _who(request)
    if by is not None and (_name(request) in _KEPT or _is_written(request)):
        times = limits.WRITTEN_PER_MINUTE_OF_A_NETWORK
        limiter.demand_of_network(request, "desk", times=times, within=timedelta(minutes=1))
        request.session[_KEY] = {"by": by, "sent_to": request.path, "fields": _fields(request.POST)}
        said = _(
            "You were signed out meanwhile, so nothing has been done. Sign in, and what you wrote stands in its place again."
        )
    messages.warning(request, said)


def _fields(sent: QueryDict) -> dict[str, list[str]]:
    """What was sent, but for the token; as much of it as a draft may have."""
    fields: dict[str, list[str]] = {}
    left = limits.LONGEST_DRAFT
    for name, value in ((name, value) for name, values in sent.lists() for value in values):
        if left > 0 and name != "csrfmiddlewaretoken":
            fields.setdefault(name, []).append(value[:left])
            left -= len(name) + len(value)
    return fields


def _is_written(request: HttpRequest) -> bool:
    """Whether a decision names a rule or says something, or a question to colleagues does."""
    return _STANDS_ON.get(_name(request)) == "case" and any(request.POST.get(name, "").strip() for name in ("rule", "note"))


def _who(request: HttpRequest) -> int | None:
    """The account that was last at the desk in this browser, as far as it says so."""
    said = request.get_signed_cookie(_WHO, default=None, salt=_WHO, max_age=settings.SESSION_COOKIE_AGE)
    return int(said) if said else None


def _name(request: HttpRequest) -> str:
    return request.resolver_match.url_name or ""  # type: ignore[union-attr]
