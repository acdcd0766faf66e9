"""Forms of the moderation desk: shape only; who may do what is said by `decisions`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from comments import limits
from comments.models import Comment, Decision, Rule
from comments.moderation import decisions
from comments.moderation.decisions import Seen
from comments.moderation.queue import EVERYTHING, Filters, Queue
from comments.moderation.standards import rules_in_force
from comments.moderation.standards.fields import RuleField
from newsroom.accounts.models import User
from newsroom.web import pagination, parameters

_SELECTED = mark_safe(" selected")

# A bigint's range: what a number in a form is held against before the database sees it.
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the desk a moderator is: what they look for, and behind which case; or the page of one comment alone.

    `beside` is the case whose conversation a comment was shown in, if it was not the case itself.
    """

    filters: Filters = EVERYTHING
    after: str = ""
    is_alone: bool = False
    beside: int = 0

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Place:
        """Read it from a query or a form; what makes no sense is the beginning."""
        after = data.get("after", "")
        return cls(
            Filters.of(data),
            after if len(after) <= pagination.MARKER_LENGTH else "",
            data.get("alone") == "1",
            number(data.get("beside", ""), most=LARGEST_ID),
        )

    @property
    def queue(self) -> Queue:
        """Which part of what waits is meant."""
        return self.filters.queue

    @property
    def query(self) -> dict[str, str]:
        """What they look for as a query; the beginning is left out."""
        return self.filters.query | ({"after": self.after} if self.after else {})

    @property
    def fields(self) -> dict[str, str]:
        """All of it, as the forms on its page carry it along."""
        beside = {"beside": str(self.beside)} if self.beside else {}
        return self.query | ({"alone": "1"} if self.is_alone else {}) | beside

    @property
    def hidden(self) -> SafeString:
        """The same as hidden fields."""
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', self.fields.items())

    @property
    def encoded(self) -> str:
        """The same, for an address."""
        return urlencode(self.fields)

    @property
    def prefix(self) -> str:
        """What ids begin with, so that a comment beside a case is not taken for the case that it may be as well."""
        return f"{self.beside}-" if self.beside else ""

    @property
    def follow_on(self) -> str:
        """The same as the end of an address that has a query already."""
        return f"&{urlencode(self.query)}" if self.query else ""

    @property
    def narrowing(self) -> str:
        """What narrows the list down besides its queue, as it stands in an address."""
        return urlencode({name: value for name, value in self.filters.query.items() if name != "queue"})

    def behind(self, marker: str) -> Place:
        """The same list, behind where a page of it ended."""
        return replace(self, after=marker)

    @property
    def everywhere(self) -> Place:
        """The first page of the same in no queue of its own: of words, every comment that has them."""
        return Place(self.filters.only(Queue.ALL))

    def alone(self) -> Place:
        """The page of one comment, from which the way back leads here."""
        return replace(self, is_alone=True)

    def beside_case(self, comment_id: int) -> Place:
        """This place, among the comments beside a case."""
        return replace(self, beside=comment_id)

    @property
    def address(self) -> str:
        """The page of the queue; of a comment beside a case, that of the case."""
        if self.beside:
            return reverse("moderation:case", args=[self.beside])
        return self.way_to(reverse("moderation:queue"))

    def way_to(self, address: str) -> str:
        """The address of a page of the desk, from which the way back leads here."""
        return f"{address}?{urlencode(self.query)}" if self.query else address


def number(text: str, *, most: int = LARGEST_ID) -> int:
    """A number from an address or a form; 0 for what is none, or more than `most`."""
    return parameters.Number("", most=most).normal(text) or 0


class RuleList:
    """The rules that a removal can name, read once a page; as the options of its lists put together once."""

    @cached_property
    def rules(self) -> list[Rule]:
        """In the order of their numbers. One query."""
        return list(rules_in_force())

    @cached_property
    def options(self) -> SafeString:
        """One option a rule, none of them chosen."""
        return self.with_chosen("")

    def with_chosen(self, chosen: str) -> SafeString:
        """The same with the one chosen whose key somebody has sent."""
        rows = ((rule.pk, rule.number, _SELECTED if str(rule.pk) == chosen else "", rule) for rule in self.rules)
        return format_html_join("", '<option value="{}" data-number="{}"{}>{}</option>', rows)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __bool__(self) -> bool:
        return bool(self.rules)


class DecisionForm(forms.Form):
    """Approve, or remove under a rule; carries what the moderator had before their eyes."""

    kind = forms.ChoiceField(choices=[(k, k) for k in (Decision.Kind.APPROVE, Decision.Kind.REMOVE)])
    rule = RuleField(
        label=_("Rule"),
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
    seen_decision = forms.IntegerField(min_value=0, max_value=LARGEST_ID, required=False, widget=forms.HiddenInput)
    seen_report = forms.IntegerField(min_value=0, max_value=LARGEST_ID, required=False, widget=forms.HiddenInput)

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
    def at(cls, place: Place) -> DecisionForm:
        """An empty form for every case at this place: what was seen of each stands beside it."""
        return cls(initial={"place": place}, auto_id=False)

    @classmethod
    def again(cls, sent: Mapping[str, str], *, place: Place) -> DecisionForm:
        """What was sent elsewhere, to be looked at and sent once more from this place."""
        return cls({name: sent.get(name, "") for name in cls.base_fields} | place.fields, auto_id=False)


class PassingOnForm(forms.Form):
    """What a moderator writes to colleagues who should look."""

    note = forms.CharField(label=_("What should a colleague look at?"), required=False, max_length=limits.LONGEST_NOTE)
