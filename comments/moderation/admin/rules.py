"""The community standards in the admin. They change through verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comments.models import Rule
from comments.moderation import checks, standards, suggested
from newsroom.web import moments


class RuleForm(ModelForm):
    """A rule's form: the check it is cited by is chosen among those that there are."""

    cited_by = ChoiceField(
        label=Rule._meta.get_field("cited_by").verbose_name,
        required=False,
        choices=[("", _("none")), *((name, name) for name in checks.BY_NAME)],
        help_text=_("A check that may refuse a comment under this rule, without a person. Usually none."),
    )

    class Meta:
        widgets = {"title": AdminTextInputWidget(attrs={"class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django's two fields for one moment share a legend, and have no names of their own for the ear.
        if moment := self.fields.get("retired_at"):
            for part, name in zip(moment.widget.widgets, [_("Date"), _("Time")], strict=True):
                part.attrs["aria-label"] = name
            if self.instance.retired_at:
                self.initial["retired_at"] = moments.nearest(self.instance.retired_at)


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """The community standards. Each save is a new version; decisions keep naming the one they were made under."""

    form = RuleForm
    list_display = ["number", "title", "retired"]
    list_display_links = ["title"]
    ordering = ["number"]
    change_list_template = "moderation/admin/rules.html"

    def get_urls(self) -> list[URLPattern]:
        """The press that adopts the suggested rules, beside the admin's own pages."""
        adopt = self.admin_site.admin_view(require_POST(self.adopt_view))
        return [path("adopt/", adopt, name="comments_rule_adopt"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The rules; where there are none yet, those that we suggest."""
        offered = suggested.rules() if self.has_add_permission(request) and not Rule.objects.exists() else []
        named = {"title": self.opts.verbose_name_plural.capitalize(), "suggested": offered}  # type: ignore[union-attr]
        return super().changelist_view(request, {**(extra_context or {}), **named})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new rule has the next number: one that was used is never used again."""
        return {"number": standards.next_number(), **super().get_changeform_initial_data(request)}

    @admin.display(description=_("retired"), ordering="retired_at")
    def retired(self, rule: Rule) -> dt.date | None:
        """The day since which the rule no longer holds."""
        return timezone.localdate(moments.nearest(rule.retired_at)) if rule.retired_at else None

    def adopt_view(self, request: HttpRequest) -> HttpResponse:
        """Adopt the suggested rules."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            standards.adopt_suggested()
        except standards.AlreadyWritten as sentence:
            messages.warning(request, str(sentence))
        else:
            for rule in standards.rules_in_force():
                self.log_addition(request, rule, [{"added": {}}])
            messages.success(request, _("These standards are in force from now on. Make them your own, rule by rule."))
        return redirect("admin:comments_rule_changelist")

    def save_model(self, request: HttpRequest, obj: Rule, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        standards.save_rule(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rules are retired, never deleted: decisions name their numbers."""
        return False
