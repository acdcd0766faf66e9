"""The admin, entered through the site's own sign-in."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode


class NewsroomAdminSite(admin.AdminSite):
    """Django's admin whose sign-in page is the site's (limits and second factor included)."""

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Send strangers to the site's sign-in, and back here afterwards."""
        target = request.GET.get("next", "/admin/")
        return redirect(f"/account/login/?{urlencode({'next': target})}")
