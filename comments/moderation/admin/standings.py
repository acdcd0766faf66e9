"""How readers stand, in the admin. Chosen through verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from comments import standing
from comments.models import Standing
from newsroom.accounts.models import User


@admin.register(Standing)
class StandingAdmin(admin.ModelAdmin):
    """How readers stand. A moderator chooses a level, or lets the reader's record say it again."""

    fields = ["account", "level", "by_hand"]
    raw_id_fields = ["account"]
    list_display = ["account", "level", "by_hand", "since"]
    list_filter = ["level", "by_hand"]
    list_select_related = ["account"]
    search_fields = ["account__display_name", "account__email"]

    def get_readonly_fields(self, request: HttpRequest, obj: Standing | None = None) -> list[str]:
        """A standing belongs to one reader for good."""
        return ["account"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Who adds a standing chooses it."""
        return {**super().get_changeform_initial_data(request), "by_hand": True}

    def save_model(self, request: HttpRequest, obj: Standing, form: ModelForm, change: bool) -> None:
        """Save through the verbs."""
        by: User = request.user  # type: ignore[assignment]
        if obj.by_hand:
            standing.choose(obj.account, level=obj.level, by=by)
        else:
            standing.let_the_record_say(obj.account, by=by)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A choice is taken back, never deleted."""
        return False
