"""The community standards in the admin: changes are written rule by rule, looked at together, and put in force by one press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comments import limits
from comments.models import Rule, RuleChange
from comments.moderation import checks, revising, standards, suggested
from comments.moderation.policy.in_words import threshold_in_words
from comments.moderation.standards import versions
from newsroom.web import moments


class RuleChangeForm(forms.ModelForm):
    """What a rule is to say. Carries along when the change was written that it showed."""

    text = forms.CharField(
        label=_("The rule"),
        max_length=limits.LONGEST_RULE,
        widget=AdminTextareaWidget(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Whoever breaks it reads it in full: in a letter, and on the page with the reasons."),
        error_messages={"required": _("Write what the rule says.")},
    )
    cited_by = forms.ChoiceField(
        label=_("Cited by the check"),
        required=False,
        help_text=_("A check that may refuse a comment under this rule, without a person. Usually none."),
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = RuleChange
        fields = ["title", "text", "fine", "not_fine", "examples", "cited_by", "retires"]
        widgets = {
            "title": AdminTextInputWidget(attrs={"class": "vLargeTextField", "dir": "auto"}),
            **{name: AdminTextareaWidget(attrs={"rows": 3, "dir": "auto"}) for name in ("fine", "not_fine", "examples")},
        }
        error_messages = {"title": {"required": _("Give the rule a title: it stands wherever the rule is named.")}}
        help_texts = {
            "retires": _(
                "Nobody can choose it any more. What was decided and reported under it stays as it is, and its number is never "
                "used for another rule."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cited_by"].choices = [("", _("none")), *_checks()]  # type: ignore[attr-defined]
        for name in ("fine", "not_fine", "examples"):
            self.fields[name].max_length = limits.LONGEST_RULE  # type: ignore[attr-defined]

    @classmethod
    def of(cls, number: int, data: Any = None) -> RuleChangeForm:
        """The form with what is written already; else with what the rule says now."""
        change = RuleChange.objects.filter(number=number).first()
        rule = Rule.objects.filter(number=number).first()
        shown = change or rule
        words = {name: getattr(shown, name) for name in Rule.WORDS} if shown else {}
        retires = change.retires if change else bool(rule and rule.retired_at)
        # To the microsecond: it is what the change is known again by.
        seen = change.at.isoformat() if change else None
        return cls(data, initial={**words, "retires": retires, "seen": seen})

    def carry_out(self, number: int, *, by: Any) -> RuleChange | None:
        """Keep the change of a valid form. Raises what `revising` raises."""
        sent = self.cleaned_data
        words = {name: sent[name] for name in Rule.WORDS}
        return revising.write_change(number, words=words, retires=sent["retires"], seen=sent["seen"], by=by)


def _checks() -> Iterator[tuple[str, str]]:
    """Each check under the name that the desk and the log show, with what it looks for."""
    return ((name, f"{name}: {threshold_in_words(name)}") for name in checks.BY_NAME)


class PutInForceForm(forms.Form):
    """The press that puts what was gathered in force. Carries along what it was shown with."""

    note = forms.CharField(
        label=_("What changes, and why"),
        required=False,
        max_length=limits.LONGEST_RULE,
        widget=AdminTextareaWidget(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Readers read it above the changes. Leave it empty where the changes speak for themselves."),
    )
    is_wording_only = forms.BooleanField(
        label=_("Only the wording changes"),
        required=False,
        help_text=_(
            "What was fine stays fine, and what was not is still not. Then readers are not told, and accept nothing anew."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """The community standards: one page with the rules and what is to change, one page for each rule."""

    def get_urls(self) -> list[URLPattern]:
        """The pages of a rule by its number, and the presses, before the admin's own pages."""
        view = self.admin_site.admin_view
        return [
            path("adopt/", view(require_POST(self.adopt_view)), name="comments_rule_adopt"),
            path("put-in-force/", view(require_POST(self.put_in_force_view)), name="comments_rule_put_in_force"),
            path("number/<int:number>/", view(self.write_view), name="comments_rule_write"),
            path("number/<int:number>/drop/", view(require_POST(self.drop_view)), name="comments_rule_drop"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The rules, and what is written and not in force yet; where there are none, those that we suggest."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._list(request, PutInForceForm(initial={"seen": revising.pending().mark}))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A rule is written on a page of its own number: that of a new rule is known before it is in force."""
        if object_id is None:
            return redirect("admin:comments_rule_write", standards.next_number())
        rule = self.get_object(request, object_id)
        if rule is None:
            raise Http404
        return redirect("admin:comments_rule_write", rule.number)

    def write_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Write what one rule is to say from the next version on."""
        self._must_be_allowed(request)
        rule = Rule.objects.filter(number=number).first()
        if rule is None and not RuleChange.objects.filter(number=number).exists() and number != standards.next_number():
            raise Http404
        form = RuleChangeForm.of(number, request.POST or None)
        if form.is_bound and form.is_valid():
            try:
                change = form.carry_out(number, by=request.user)
            except revising.Changed as changed:
                form = RuleChangeForm({**form.data.dict(), "seen": RuleChangeForm.of(number).initial["seen"] or ""})
                form.add_error(None, str(changed))
            else:
                self._say_what_was_kept(request, change)
                return redirect("admin:comments_rule_changelist")
        written = RuleChange.objects.select_related("by").filter(number=number).first()
        context = {
            **self.admin_site.each_context(request),
            "title": rule or _("A new rule: number %(number)s") % {"number": number},
            "opts": self.opts,
            "form": form,
            "number": number,
            "rule": rule,
            "written": written,
            "differences": [d for d in revising.pending().differences if d.number == number] if written else [],
        }
        return TemplateResponse(request, "moderation/admin/rule.html", context, status=422 if form.is_bound else 200)

    def drop_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Let a change go."""
        self._must_be_allowed(request)
        revising.drop_change(number)
        messages.success(request, _("Let go. The rule stays as it is."))
        return redirect("admin:comments_rule_changelist")

    def put_in_force_view(self, request: HttpRequest) -> HttpResponse:
        """Put everything that was gathered in force, as one version."""
        self._must_be_allowed(request)
        form = PutInForceForm(request.POST)
        if form.is_valid():
            sent = form.cleaned_data
            numbers = [change.number for change in revising.pending().changes]
            try:
                version = revising.put_in_force(
                    note=sent["note"],
                    is_wording_only=sent["is_wording_only"],
                    seen=sent["seen"],
                    by=request.user,  # type: ignore[arg-type]
                )
            except revising.Changed as changed:
                form = PutInForceForm({**form.data.dict(), "seen": revising.pending().mark})
                form.add_error(None, str(changed))
            else:
                for rule in Rule.objects.filter(number__in=numbers):
                    self.log_change(request, rule, str(_("In force with version %(number)s.") % {"number": version.number}))
                messages.success(request, _("Version %(number)s is in force from now on.") % {"number": version.number})
                return redirect("admin:comments_rule_changelist")
        return self._list(request, form)

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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rules are retired, never deleted: decisions name their numbers."""
        return False

    def _must_be_allowed(self, request: HttpRequest) -> None:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied

    def _list(self, request: HttpRequest, form: PutInForceForm) -> HttpResponse:
        may_change = self.has_add_permission(request) and self.has_change_permission(request)
        rules = list(Rule.objects.order_by("number"))
        pending = revising.pending()
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural.capitalize(),  # type: ignore[union-attr]
            "opts": self.opts,
            "rules": [(rule, moments.nearest(rule.retired_at) if rule.retired_at else None) for rule in rules],
            "version": versions.in_force(),
            "pending": pending,
            "form": form,
            "may_change": may_change,
            "suggested": suggested.rules() if may_change and not rules and not pending.changes else [],
        }
        return TemplateResponse(request, "moderation/admin/rules.html", context, status=422 if form.is_bound else 200)

    def _say_what_was_kept(self, request: HttpRequest, change: RuleChange | None) -> None:
        if change is None:
            messages.info(request, _("Nothing differs from what is in force."))
        else:
            kept = _("Kept as rule %(number)s. It is not in force yet: put it in force below, together with other changes.")
            messages.success(request, kept % {"number": change.number})
