"""How readers stand, in the admin. Chosen through verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comments import standing
from comments.models import Standing
from newsroom.accounts.models import User


class StandingForm(ModelForm):
    """How a reader stands, but for being watched: that is a sanction, of which they are told, on the reader's page."""

    level = ChoiceField(label=Standing._meta.get_field("level").verbose_name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        watched = Standing.Level.WATCHED
        offered = [choice for choice in Standing.Level.choices if choice[0] != watched]
        if self.instance.level == watched:
            # As it was chosen before there were sanctions; left alone, it stays so.
            offered.append((watched, _("watched, without a reason: tell the reader, or choose another")))
        if level := self.fields.get("level"):
            level.choices = offered


@admin.register(Standing)
class StandingAdmin(admin.ModelAdmin):
    """How readers stand. A moderator chooses a level, or lets the reader's record say it again."""

    form = StandingForm
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
        if not form.changed_data:
            return
        if obj.by_hand:
            standing.choose(obj.account, level=obj.level, by=by)
        else:
            standing.let_the_record_say(obj.account, by=by)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A choice is taken back, never deleted."""
        return False
