"""The way back without script: to the page of a conversation on which a button was pressed, and to its place there."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

# The kept pages on which comments and their buttons stand.
SHOWS_COMMENTS = {"articles:article", "comments:discussion", "comments:picks", "comments:new", "comments:comment"}


def place_on_page(request: HttpRequest, fragment: str) -> str | None:
    """The page whose form this is, as a path of ours, at `fragment`; None where the browser does not say, or names another.

    The page is the same kept one for everybody, so its form cannot say where it stands: the browser does (Referer, RFC 9110,
    10.1.3; our own policy sends it whole within the site). Whatever it says, the answer names no host.
    """
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return None
    page = urlsplit(referer)
    try:
        found = resolve(unquote(page.path))
    except Resolver404:
        return None
    if found.view_name not in SHOWS_COMMENTS:
        return None
    return f"{page.path}{'?' if page.query else ''}{page.query}#{fragment}"
