"""Forms of the moderation desk: shape only; who may do what is said by `decisions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from comments import limits
from comments.models import Comment, Decision
from comments.moderation import decisions
from comments.moderation.decisions import Seen
from comments.moderation.queue import Queue
from comments.moderation.standards import rules_in_force
from newsroom.accounts.models import User

# Nobody pages deeper than this through what waits; a larger number in an address is the first page.
DEEPEST_START = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the desk a moderator is: which queue, how many cases are above; or the page of one comment alone."""

    queue: Queue = Queue.ALL
    start: int = 0
    is_alone: bool = False

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Place:
        """Read it from a query or a form; what makes no sense is the beginning."""
        name, start = data.get("queue", ""), data.get("from", "")
        return cls(
            Queue(name) if name in list(Queue) else Queue.ALL,
            int(start) if start.isascii() and start.isdigit() and len(start) < 7 and int(start) <= DEEPEST_START else 0,
            data.get("alone") == "1",
        )

    @property
    def query(self) -> dict[str, str]:
        """Its queue as a query; the beginning is left out."""
        queue = {"queue": str(self.queue)} if self.queue != Queue.ALL else {}
        return queue | ({"from": str(self.start)} if self.start else {})

    @property
    def fields(self) -> dict[str, str]:
        """All of it, as the forms on its page carry it along."""
        return self.query | ({"alone": "1"} if self.is_alone else {})

    @property
    def address(self) -> str:
        """The page of the queue."""
        return f"{reverse('moderation:queue')}?{urlencode(self.query)}" if self.query else reverse("moderation:queue")


class DecisionForm(forms.Form):
    """Approve, or remove under a rule; carries what the moderator had before their eyes."""

    kind = forms.ChoiceField(choices=[(k, k) for k in (Decision.Kind.APPROVE, Decision.Kind.REMOVE)])
    rule = forms.ModelChoiceField(
        label=_("Rule"),
        queryset=rules_in_force(),
        required=False,
        empty_label=_("Choose the rule it breaks"),
    )
    note = forms.CharField(
        label=_("Note to the author"),
        required=False,
        max_length=limits.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They read it together with the rule."),
    )
    seen_revision = forms.IntegerField(min_value=1, max_value=32_767, widget=forms.HiddenInput)
    seen_decision = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)
    seen_report = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A removal names its rule."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Decision.Kind.REMOVE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that the comment breaks: the author reads it."))
        return cleaned

    @property
    def seen(self) -> Seen:
        """What the moderator saw, from the hidden fields of a valid form."""
        sent = self.cleaned_data
        return Seen(sent["seen_revision"], sent["seen_decision"] or None, sent["seen_report"] or None)

    @property
    def place(self) -> Place:
        """Where on the desk the form was; it carries that along."""
        return Place.of(self.data) if self.is_bound else self.initial.get("place", Place())

    def decide(self, comment: Comment, *, by: User) -> Decision:
        """Take the decision of a valid form. Raises what `decisions` raises."""
        if self.cleaned_data["kind"] == Decision.Kind.APPROVE:
            return decisions.approve(comment, by=by, seen=self.seen)
        return decisions.remove(comment, by=by, rule=self.cleaned_data["rule"], note=self.cleaned_data["note"], seen=self.seen)

    @classmethod
    def for_case(cls, seen: Seen, *, place: Place | None = None) -> DecisionForm:
        """An empty form for a case as it is now."""
        return cls(
            initial={"seen_revision": seen.revision, "seen_decision": seen.decision_id, "place": place or Place()},
            auto_id=False,
        )
