"""From what somebody pastes as the address of a comment to the comment."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from comments.models import Comment, Discussion

# Postgres would refuse a larger number.
_LARGEST = 2**63 - 1
_NUMBER = r"0*([0-9]{1,19})"
# A page of one comment, also what lies below it (its report, its answers).
_PAGE = re.compile(rf"/comments/{_NUMBER}(?:/.*)?")
# A comment in its place on a page: under a story, or in the conversation alone.
_PLACE = re.compile(rf"comment-{_NUMBER}")


class Elsewhere(Exception):
    """No comment that readers see is at this address; the sentence says what to do."""


def comment_at(address: str, *, now: dt.datetime) -> Comment:
    """The comment that readers see at an address, in any form in which one may have it. Raises `Elsewhere`. One query.

    With or without "https://", the site's name, the last stroke, a query; or a story's address that ends with the comment.
    """
    try:
        parts = urlsplit(_with_scheme(address.strip()))
        host = parts.hostname or ""
    except ValueError:
        raise Elsewhere(_no_address()) from None
    # A name before an @ is there to be taken for the site.
    if host not in _own_hosts() or "@" in parts.netloc or "\\" in parts.netloc:
        said = _("That address is not on this site. We can only decide about comments here: their addresses begin with %(site)s")
        raise Elsewhere(said % {"site": settings.SITE_URL})
    number = _number(unquote(parts.path), unquote(parts.fragment))
    if number is None:
        raise Elsewhere(_no_address())
    shown = Comment.objects.seen().filter(discussion__in=Discussion.objects.shown(now=now).values("pk"))
    comment = shown.select_related("author", "discussion__article").filter(pk=number).first()
    if comment is None:
        raise Elsewhere(_("No comment is shown at that address, or not any more. Please copy the address of its time again."))
    return comment


def _with_scheme(address: str) -> str:
    """The address as a whole one: what begins with a stroke or with "comments/" is on this site."""
    if re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE):
        return address
    if address.startswith("//"):
        return f"https:{address}"
    if address.startswith(("/", "#")) or address.lower().startswith("comments/"):
        return f"{settings.SITE_URL.rstrip('/')}/{address.lstrip('/')}"
    return f"https://{address}"


def _own_hosts() -> set[str]:
    own = urlsplit(settings.SITE_URL).hostname or ""
    bare = own.removeprefix("www.")
    return {own, bare, f"www.{bare}"}


def _number(path: str, fragment: str) -> int | None:
    found = _PLACE.fullmatch(fragment) or _PAGE.fullmatch(path)
    number = int(found[1]) if found else 0
    return number if 0 < number <= _LARGEST else None


def _no_address() -> str:
    return _("That is not the address of a comment. The time beside a name leads to the comment: copy the address from there.")
