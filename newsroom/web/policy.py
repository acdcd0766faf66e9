"""What a browser may do with our pages: one list of sources, and what the admin's editor needs besides.

Django 6 brings a content security policy of its own; then `directives` moves to `SECURE_CSP`, `for_the_admin` to its
decorator, and django-csp goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# None of our pages uses any of these, so nothing that slips into one can.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()"

View = Callable[..., HttpResponseBase]


def directives(*, pictures: Sequence[str] = (), sign_in: Sequence[str] = ()) -> dict[str, Any]:
    """django-csp's setting: everything from ourselves, nothing from anyone else, nothing written into the page.

    `pictures` are origins that pictures are served from (object storage, a CDN); `sign_in` are origins of sign-in
    providers, because a form's target is checked along its redirects.
    """
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            # data: for the code that is photographed to set up a second factor; a picture can run nothing.
            "img-src": [SELF, "data:", *pictures],
            "font-src": [SELF],
            "connect-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF, *sign_in],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
        }
    }


def for_the_admin(view: View) -> View:
    """A page of the admin: its editor writes one style of its own, and its scripts carry this answer's nonce."""
    return csp_update({"style-src": [UNSAFE_INLINE], "script-src": [NONCE]})(view)


class PermissionsPolicy:
    """Says in each answer what the page will never ask a browser for; Django has no setting for this header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
