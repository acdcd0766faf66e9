"""The switch over all commenting in the admin, for editors, who have no desk. Goes through the same form and verb."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from comments import switching
from comments.models import SiteSwitch
from comments.running_forms import SwitchForm


@admin.register(SiteSwitch)
class SiteSwitchAdmin(admin.ModelAdmin):
    """One switch, so one page: no list, nothing to add, nothing to delete."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The switch itself, with who used it and when."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        stands = SiteSwitch.objects.as_it_stands()
        form = SwitchForm.showing(stands, request.POST or None)
        if form.is_bound and form.is_valid():
            try:
                form.carry_out(by=request.user)  # type: ignore[arg-type]
            except switching.Changed as changed:
                stands, form = changed.switch, SwitchForm.over(form, changed)
            else:
                messages.success(request, _("Done. It counts for every comment from now on."))
                return redirect("admin:comments_siteswitch_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("All commenting"),
            "subtitle": stands,
            "opts": self.opts,
            "form": form,
            "entries": switching.history(),
        }
        return TemplateResponse(request, "moderation/admin/switch.html", context, status=422 if form.is_bound else 200)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A link from a history leads to the switch, whatever its number."""
        return redirect("admin:comments_siteswitch_changelist")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There always is one."""
        return False
