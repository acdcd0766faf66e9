"""Reading a warning, and saying that one has: before the next comment."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments import acknowledging


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def warnings(request: HttpRequest) -> HttpResponse:
    """What a moderator warned this reader of; the button leads back to what they were writing."""
    going_to = _ours(request, (request.POST if request.method == "POST" else request.GET).get("next", ""))
    if request.method == "POST":
        read = [int(pk) for pk in request.POST.getlist("warning") if pk.isascii() and pk.isdigit() and len(pk) < 19]
        acknowledging.acknowledge(read, by=request.user)
    waiting = acknowledging.waiting_for(request.user)
    if request.method != "POST" or waiting:
        # One that came while this page was open is shown too.
        return render(request, "comments/warnings.html", {"warnings": waiting, "next": going_to})
    messages.success(request, _("Thank you. You can write again."))
    return redirect(going_to or "comments:mine")


def _ours(request: HttpRequest, address: str) -> str:
    """An address within this site, or nothing: nobody is led away from here by a link that somebody else made."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else ""
