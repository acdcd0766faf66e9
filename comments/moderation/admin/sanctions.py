"""Sanctions in the admin, to be looked through by administrators. They are imposed and lifted on readers' pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from comments.models import Sanction


@admin.register(Sanction)
class SanctionAdmin(admin.ModelAdmin):
    """Every sanction there is or was. Nothing is changed here: each change is a decision with reasons."""

    list_display = ["starts_at", "page", "kind", "rule_number", "ends_at", "lifted_at", "by"]
    list_filter = ["kind", "rule_number"]
    list_select_related = ["account", "by"]
    search_fields = ["account__display_name", "account__email"]
    date_hierarchy = "starts_at"
    fields = ["page", "kind", "rule_number", "reason", "comment", "starts_at", "ends_at", "acknowledged_at", "lifted_at", "by"]
    readonly_fields = fields

    @admin.display(description=_("account"), ordering="account__display_name")
    def page(self, sanction: Sanction) -> SafeString:
        """The way to the reader's page, where things are done."""
        return format_html('<a href="{}">{}</a>', reverse("moderation:reader", args=[sanction.account_id]), sanction.account)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the reader's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They end or are lifted."""
        return False
