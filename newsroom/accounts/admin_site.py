"""The admin, entered through the site's own sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.web import policy


class NewsroomAdminSite(admin.AdminSite):
    """Django's admin whose sign-in page is the site's (limits and second factor included)."""

    index_title = gettext_lazy("Today in the newsroom")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the site's sign-in, and back here afterwards."""
        if request.user.is_authenticated:
            # Signing in again would lead straight back here.
            raise PermissionDenied(_("The newsroom is for those who work at the newspaper."))
        target = request.GET.get("next", reverse("admin:index"))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """Sign out of the whole site, and land on its front page."""
        return LogoutView.as_view(next_page="/")(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """The account's own page, which counts attempts and tells the owner by letter."""
        return redirect("account_change_password")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Each page of the admin, under the policy that its editor needs."""
        return policy.for_the_admin(super().admin_view(view, cacheable))
