"""Forms in which objections and notices are answered: shape only; who may do it is said by the verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comments import limits
from comments.forms import WordsField
from comments.models import Notice, Objection
from comments.moderation import decisions, notices, objections
from comments.moderation.decisions import Seen
from comments.moderation.forms.deciding import number
from comments.moderation.standards.fields import RuleField
from newsroom.accounts.models import User

About = Objection.About

# What either answer to an objection does, by what was decided: first the one that upholds it.
_OUTCOMES = {
    About.REMOVAL: (_("The removal was wrong: the comment goes back to its place"), _("The removal stands")),
    About.REFUSAL: (_("The refusal was wrong: the comment is published"), _("The refusal stands")),
    About.SANCTION: (_("The sanction was wrong: it is lifted"), _("The sanction stands")),
    About.DISMISSAL: (_("The report was right: the comment is removed under a rule"), _("The comment stays")),
}
# Where the comment had been held until its removal.
_WAITS_AGAIN = (
    _("The removal was wrong: the comment is held again, as before it, and waits in the queue"),
    _("The removal stands"),
)


class Choices(forms.RadioSelect):
    """Two buttons to choose by, each with the key that does so where script runs: `a` shows, `r` removes."""

    keys: Mapping[str, str] = {}
    names_rule = ""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One of them, with its key."""
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"data-key": self.keys[str(value)]} if str(value) in self.keys else {}
        option["attrs"] |= {"data-names-rule": ""} if self.names_rule and str(value) == self.names_rule else {}
        if option["index"] != "0":
            # The focus goes to one of them.
            option["attrs"].pop("autofocus", None)
        return option


class AnswerForm(forms.Form):
    """What is decided, in which words it is told, and where a comment is removed for it, under which rule."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=Choices,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = WordsField(
        label=_("Your answer"),
        error_messages={"required": _("Write why you decide so: they read it.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    rule = RuleField(
        label=_("Rule"),
        required=False,
        needed_if=_("needed if the comment is removed"),
        empty_label=_("Choose the rule it breaks"),
    )
    note = WordsField(
        label=_("Note to the author, if the comment is removed"),
        required=False,
        max_length=limits.LONGEST_NOTE,
        help_text=_("They read it together with the rule."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    # The outcome that removes the comment, and so names a rule.
    removing = ""

    def offer(self, choices: Sequence[tuple[str, Any]], *, keys: Sequence[str]) -> None:
        """Let one choose between these two outcomes, by these keys."""
        field: Any = self.fields["outcome"]
        field.choices = choices
        field.widget.keys = dict(zip([str(value) for value, _label in choices], keys, strict=True))
        field.widget.names_rule = str(self.removing)

    def clean(self) -> dict[str, Any]:
        """A removal names its rule."""
        cleaned = super().clean() or {}
        removes = bool(self.removing) and cleaned.get("outcome") == self.removing
        if removes and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that the comment breaks: its author reads it."))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep what is wrong, and lead whoever sent it to the first field at fault."""
        super().add_error(field, error)
        if field in self.fields and not any("autofocus" in one.widget.attrs for one in self.fields.values()):
            self.fields[field].widget.attrs["autofocus"] = True

    def take_errors(self, error: ValidationError) -> None:
        """What a verb found wrong with the words, beside them."""
        self.add_error(None if hasattr(error, "error_dict") else "words", error)


class ObjectionAnswerForm(AnswerForm):
    """An answer to one objection."""

    def __init__(self, objection: Objection, data: QueryDict | None = None) -> None:
        # Words of an answer that was taken back stand there again.
        super().__init__(data, initial={"words": objection.answer}, auto_id="answer-%s")
        outcomes = (Objection.Outcome.UPHELD, Objection.Outcome.REJECTED)
        self.fields["words"].help_text = _("Whoever objected reads it: what you looked at, and why you decide so.")
        if objection.about == About.DISMISSAL:
            self.removing = Objection.Outcome.UPHELD
        else:
            del self.fields["rule"], self.fields["note"]
        is_held_again = objection.comment is not None and decisions.waited_before(objection.comment)
        choices = list(zip(outcomes, _WAITS_AGAIN if is_held_again else _OUTCOMES[About(objection.about)], strict=True))
        self.offer(choices, keys="ra" if self.removing else "ar")

    def carry_out(self, objection: Objection, *, by: User) -> Objection:
        """Answer as a valid form says. Raises what `objections.answer` raises."""
        sent = self.cleaned_data
        return objections.answer(
            objection,
            by=by,
            upheld=sent["outcome"] == Objection.Outcome.UPHELD,
            words=sent["words"],
            rule=sent.get("rule"),
            note=sent.get("note", ""),
        )


class Others(forms.TypedMultipleChoiceField):
    """Other notices to answer with the same words. One that somebody has decided meanwhile is no error: it is left out."""

    def valid_value(self, value: str) -> bool:
        """Any number: which of them still wait is known under the lock."""
        return number(str(value)) > 0


class NoticeAnswerForm(AnswerForm):
    """A decision about one notice, and about others on the same comment with the same words."""

    also = Others(
        label=_("The same answer to the other notices about this comment"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_revision = forms.IntegerField(min_value=1, max_value=32_767, widget=forms.HiddenInput)
    seen_decision = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)
    seen_report = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)

    removing = Notice.Outcome.REMOVED

    def __init__(self, notice: Notice, data: QueryDict | None = None, *, seen: Seen, others: Sequence[Notice]) -> None:
        initial = {
            "words": notice.answer,
            "also": [other.pk for other in others],
            "seen_revision": seen.revision,
            "seen_decision": seen.decision_id,
            "seen_report": seen.report_id,
        }
        super().__init__(data, initial=initial, auto_id="answer-%s")
        choices = [
            (Notice.Outcome.STAYS, _("The comment stays")),
            (Notice.Outcome.REMOVED, _("The comment is removed under a rule")),
        ]
        self.offer(choices, keys="ar")
        self.fields["words"].help_text = _("Whoever sent the notice reads it: what you looked at, and why you decide so.")
        if others:
            labels = [(other.pk, _("No. %(number)s: %(law)s") % {"number": other.pk, "law": other.law}) for other in others]
            self.fields["also"].choices = labels  # type: ignore[attr-defined]
        else:
            del self.fields["also"]

    def carry_out(self, notice: Notice, *, by: User) -> Notice:
        """Decide as a valid form says. Raises what `notices.decide` raises."""
        sent = self.cleaned_data
        return notices.decide(
            notice,
            by=by,
            removes=sent["outcome"] == Notice.Outcome.REMOVED,
            words=sent["words"],
            rule=sent["rule"],
            note=sent["note"],
            also=sent.get("also", []),
            seen=Seen(sent["seen_revision"], sent["seen_decision"] or None, sent["seen_report"] or None),
        )
