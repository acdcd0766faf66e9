"""Forms about readers: shape only; what makes sense, and who may do it, is said by `sanctions` and `readers`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from comments import limits
from comments.models import Comment, Sanction
from comments.moderation import measures, sanctions
from comments.moderation.standards import rules_in_force
from newsroom.accounts.models import User

Kind = Sanction.Kind

UNTIL_LIFTED = "until-lifted"
OTHER = "other"
_LENGTHS = [
    *((str(days), ngettext_lazy("%(n)s day", "%(n)s days", days) % {"n": days}) for days in measures.SANCTION_DAYS),
    (OTHER, _("other, in days")),
    (UNTIL_LIFTED, _("until it is lifted")),
]
LARGEST_ID = 2**63 - 1
# Digits of the largest, and one more: what is longer was not ours.
LONGEST_NUMBER = 20
PREFIX = "sanction"


def ids(comment_id: int | None) -> str:
    """How the fields are called on their page: on the desk several of these forms may be open, each below its comment."""
    return f"id_{comment_id or 'reader'}_%s"


class SanctionForm(forms.Form):
    """What to do about a reader; carries what the moderator had before their eyes, and the comment it is about."""

    kind = forms.ChoiceField(
        label=_("Sanction"),
        choices=[
            (Kind.WARNING, _("Warn: they read it before they write again")),
            (Kind.LOOKED_AT_FIRST, _("Look first: a person sees everything they write before it appears")),
            (Kind.MUTED, _("Mute: they read, recommend and report, and write nothing")),
            (Kind.BARRED, _("Bar: they read, follow and object, and do not write, recommend or report")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to do.")},
    )
    length = forms.ChoiceField(
        label=_("For, if it is no warning"),
        choices=_LENGTHS,
        required=False,
        help_text=_("A warning has no length: what stands here is left out. Whoever is muted knows when that ends."),
    )
    days = forms.IntegerField(
        label=_("Days, if other"),
        required=False,
        min_value=1,
        max_value=measures.LONGEST_SANCTION_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    rule = forms.ModelChoiceField(
        label=_("Rule"),
        queryset=rules_in_force(),
        empty_label=_("Choose the rule they broke"),
        error_messages={
            "required": _("Choose the rule they broke: they read it in full."),
            "invalid_choice": _("That rule is no longer in force. Choose another that fits."),
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=limits.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("They read it with the rule. Say what they did, and what would have been all right."),
        error_messages={"required": _("Write why: the reader reads it together with the rule.")},
    )
    comment = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=LARGEST_ID, required=False, widget=forms.HiddenInput)

    @classmethod
    def about(cls, account: User, *, kind: str = "", comment: Comment | None = None) -> SanctionForm:
        """An empty form about a reader as they stand now. One query."""
        initial: dict[str, Any] = {
            "kind": kind if kind in Kind.values else None,
            "length": str(measures.SANCTION_DAYS[0]),
            "comment": comment.pk if comment else None,
            "seen": sanctions.newest_on(account),
        }
        return cls(initial=initial, prefix=PREFIX, auto_id=ids(comment.pk if comment else None))

    @classmethod
    def sent(cls, data: QueryDict) -> SanctionForm:
        """The form as it was sent."""
        number = data.get(f"{PREFIX}-comment", "")
        is_number = number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER
        return cls(data, prefix=PREFIX, auto_id=ids(int(number) if is_number else None))

    def clean(self) -> dict[str, Any]:
        """A number of days where another length is wanted; a warning has none, so nobody has to mend it there."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.WARNING:
            for name in ("length", "days"):
                self.errors.pop(name, None)
            return cleaned | {"length": UNTIL_LIFTED, "days": None}
        if cleaned.get("length") == OTHER and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", _("Write for how many days."))
        return cleaned

    @property
    def length_in_days(self) -> int | None:
        """For how many days a valid form asks; None for until it is lifted."""
        length = self.cleaned_data["length"]
        if length == OTHER:
            return int(self.cleaned_data["days"])
        return int(length) if length.isdigit() else None

    def carry_out(self, account: User, *, by: User, comment: Comment | None) -> Sanction:
        """Impose what a valid form asks for. Raises what `sanctions.impose` raises."""
        return sanctions.impose(
            account,
            kind=Kind(self.cleaned_data["kind"]),
            by=by,
            rule=self.cleaned_data["rule"],
            reason=self.cleaned_data["reason"],
            days=self.length_in_days,
            comment=comment,
            seen=self.cleaned_data["seen"],
        )

    def carry(self, *, seen: int) -> None:
        """Give the form back as sent, for a reader as they stand by now."""
        carried = QueryDict(mutable=True)
        carried.update(dict(self.data.items()))
        carried[self.add_prefix("seen")] = str(seen)
        self.data = carried


class LiftForm(forms.Form):
    """Ends a sanction before its time."""

    note = forms.CharField(
        label=_("Note to the reader"),
        required=False,
        max_length=limits.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("They read it in the letter that says so."),
    )


class NoteForm(forms.Form):
    """A note about a reader, for moderators."""

    words = forms.CharField(
        label=_("Note"),
        max_length=limits.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Moderators read it. A reader who asks for their data gets its words too, without your name: write fairly."),
    )


class SearchForm(forms.Form):
    """Finds a reader."""

    q = forms.CharField(
        label=_("Name or e-mail address"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "search-words", "autocomplete": "off", "dir": "auto"}),
    )
