"""The form of a decision on many comments at once: shape only."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comments import limits
from comments.models import Decision
from comments.moderation import decisions
from comments.moderation.decisions import Seen, Together
from comments.moderation.forms.deciding import number
from comments.moderation.standards.fields import RuleField
from newsroom.accounts.models import User

# A token's numbers: comment, revision, decision, report.
_PARTS = 4
_LARGEST_REVISION = 32_767


def chosen_ids(data: QueryDict) -> list[int]:
    """The comments chosen from a list; what is no number is none."""
    return [pk for text in data.getlist("comment") if (pk := number(text))]


def hours_of(data: Mapping[str, str]) -> int:
    """How far back everything by an account is meant; a day, unless it is said otherwise."""
    most = int(limits.LONGEST_RAID.total_seconds() // 3600)
    return number(data.get("hours", ""), most=most) or limits.RAID_USUALLY


class TogetherForm(forms.Form):
    """Approve all of them, or remove all of them under one rule; each with what was seen of it."""

    kind = forms.ChoiceField(
        label=_("What to do with all of them"),
        choices=[(Decision.Kind.REMOVE, _("Remove")), (Decision.Kind.APPROVE, _("Approve"))],
        initial=Decision.Kind.REMOVE,
        widget=forms.RadioSelect,
    )
    rule = RuleField(
        label=_("Rule"),
        required=False,
        needed_if=_("needed if they are removed"),
        empty_label=_("Choose the rule they break"),
        # Most that is decided at once is removed: its rule is what there is to say.
        widget=forms.Select(attrs={"autofocus": True}),
    )
    note = forms.CharField(
        label=_("Note to the authors"),
        required=False,
        max_length=limits.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Each of them reads it together with the rule."),
    )
    # Given with the form, so that a second press is the same deed.
    batch = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A removal names its rule; there is something to decide, and not more than one reads."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Decision.Kind.REMOVE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that these comments break: their authors read it."))
        if not self.chosen:
            raise forms.ValidationError(_("Choose at least one comment that can still be decided."))
        if len(self.chosen) > limits.DECIDED_TOGETHER:
            raise forms.ValidationError(
                _("At most %(most)s comments are decided at once. Choose fewer.") % {"most": limits.DECIDED_TOGETHER}
            )
        return cleaned

    @property
    def chosen(self) -> dict[int, Seen]:
        """The comments that are ticked, and what was seen of each."""
        sent = self.data.getlist("chosen") if isinstance(self.data, QueryDict) else []
        return {pk: seen for token in sent if (read := _read(token)) for pk, seen in [read]}

    def decide(self, *, by: User) -> Together:
        """Take the decision of a valid form."""
        return decisions.decide_together(
            self.chosen,
            kind=Decision.Kind(self.cleaned_data["kind"]),
            by=by,
            rule=self.cleaned_data["rule"],
            note=self.cleaned_data["note"],
            batch=self.cleaned_data["batch"],
        )


def _read(token: str) -> tuple[int, Seen] | None:
    parts = [number(part) for part in token.split(".", _PARTS)]
    if len(parts) != _PARTS or not parts[0] or not 0 < parts[1] <= _LARGEST_REVISION:
        return None
    return parts[0], Seen(parts[1], parts[2] or None, parts[3] or None)
