"""Thin layers around views: allauth's pages in our name, and a second factor before the desks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.requests import RequestSite
from django.forms import BaseForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class OurNameOnAllauthsPages:
    """allauth hands its templates the Host header as `site`; without it they get the newspaper like every other page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Take the host's name out of what the template is given."""
        if isinstance((response.context_data or {}).get("site"), RequestSite):
            del response.context_data["site"]
        return response


class RefusedForms:
    """A form that comes back from allauth with what is wrong with it answers 422, as our own do: nothing was done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Say by the status what the page says in words."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and isinstance(form, BaseForm) and form.errors:
            response.status_code = 422
        return response


class SecondFactorForStaff:
    """With `STAFF_SECOND_FACTOR`, those who work here set one up before they reach a page of their work."""

    # Where a stolen password would do harm. The public pages stay open to them as to everybody.
    DESKS = ("/admin/", "/moderation/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_SECOND_FACTOR and request.path.startswith(self.DESKS) and self.is_without(request):
            messages.warning(
                request, _("Please set up a second factor first. It keeps the newsroom safe if a password is stolen.")
            )
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def is_without(request: HttpRequest) -> bool:
        """Whether somebody who works here is signed in and has no second factor."""
        user = request.user
        return user.is_authenticated and user.is_staff and not is_mfa_enabled(user)
