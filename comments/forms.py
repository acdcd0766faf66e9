"""Shapes of what readers send; whether it may be said is decided by the verbs."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comments import limits, wording
from comments.models import Comment, Draft, TellingChoice
from comments.moderation.standards.fields import RuleField
from newsroom.web import robots


class WordsField(forms.CharField):
    """A reader's own words, without what no keyboard types.

    A form that goes back keeps as much of them as a draft does: a page of megabytes would help nobody to shorten a book.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The cleaned words; an odd byte is no reason to send them back. What no form keeps whole is not read either."""
        typed = super().to_python(value) or ""
        if len(typed) > limits.LONGEST_DRAFT:
            raise ValidationError(wording.far_too_long(typed))
        return wording.clean(typed)

    def bound_data(self, data: Any, initial: Any) -> str:
        """What stands in the field when its form goes back, without bytes that no page may hold."""
        return wording.kept(super().bound_data(data, initial) or "")


class KeyField(forms.UUIDField):
    """A key that our own page put into the form; one from nowhere counts as none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> uuid.UUID | None:
        """The key, or None."""
        try:
            return super().clean(value)
        except ValidationError:
            return None


class SayingForm(forms.Form):
    """The words of a comment. `heard` shows that their writer was nudged about them (`nudging`)."""

    body = WordsField(
        label=_("Your comment"),
        required=False,
        help_text=_(
            "Plain text. An empty line starts a paragraph, > a quotation; *stars* emphasise; @ and a name is for somebody here."
        ),
        widget=forms.Textarea(
            attrs={"rows": 6, "class": "write-body", "data-most": limits.LONGEST_COMMENT, "dir": "auto"},
        ),
    )
    heard = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def typed(self) -> str:
        """What stands in the field, also of a form that could not be sent."""
        return wording.kept(str(self.data.get("body", "")))

    def carry(self, **fields: Any) -> None:
        """Put something else into fields of a form that came and goes back."""
        self.data = self.data.copy()
        for name, value in fields.items():
            self.data[name] = str(value)

    def clean_body(self) -> str:
        """Refuse what cannot be a comment, in a sentence."""
        body = self.cleaned_data["body"]
        if sentence := wording.objection(body):
            raise ValidationError(sentence)
        return body


class CommentForm(SayingForm, robots.Guarded):
    """What one writes under a story. `key` tells a second press from a second comment; `draft` names words set aside."""

    key = KeyField()
    draft = KeyField()

    @classmethod
    def fresh(cls, *, draft: Draft | None = None, parent: Comment | None = None) -> CommentForm:
        """An empty form with keys of its own, or one with the words set aside."""
        initial: dict[str, Any] = {"key": uuid.uuid4(), "draft": uuid.uuid4()}
        if draft is not None:
            # Nobody types these words again, so nothing follows from how soon they are sent: the form names no moment.
            initial |= {"draft": draft.key, "body": draft.body, "made": ""}
        return cls(initial=initial, auto_id=cls.ids(parent))

    @classmethod
    def sent(cls, data: QueryDict, *, parent: Comment | None) -> CommentForm:
        """The form as it came; one without a key gets its own, in case it goes back to be sent again."""
        data = data.copy()
        data.setdefault("key", str(uuid.uuid4()))
        return cls(data, auto_id=cls.ids(parent))

    @staticmethod
    def ids(parent: Comment | None) -> str:
        """Several of these forms may stand on one page: each names its fields after what it answers."""
        return f"answer-{parent.pk}-%s" if parent else "write-%s"


class EditForm(SayingForm):
    """Other words for a comment. `revision` is the one that its author had before their eyes."""

    revision = forms.IntegerField(min_value=1, max_value=32_767, widget=forms.HiddenInput)

    @classmethod
    def about(cls, comment: Comment, *, words: str, data: QueryDict | None = None) -> EditForm:
        """The form with the words as they are, or as they came."""
        form = cls(data, initial={"body": words, "revision": comment.revision}, auto_id=f"edit-{comment.pk}-%s")
        form.fields["body"].widget.attrs["autofocus"] = True
        return form


class ReportForm(forms.Form):
    """Which rule a comment breaks, and what the reader wants to add."""

    rule = RuleField(
        label=_("Which rule does it break?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the rule that comes closest.")},
    )
    words = WordsField(
        label=_("In your words"),
        required=False,
        max_length=limits.LONGEST_REPORT,
        help_text=_("Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "write-body", "dir": "auto"}),
    )

    @classmethod
    def about(cls, comment: Comment, data: QueryDict | None = None, *, initial: dict[str, str] | None = None) -> ReportForm:
        """The form for one comment; several may stand on one page, so each names its fields after what it is about."""
        return cls(data, initial=initial, auto_id=f"report-{comment.pk}-%s")


class LettersForm(forms.Form):
    """How news reaches its reader outside of the page."""

    mail = forms.ChoiceField(
        label=_("Letters about answers, mentions, what you follow, and changes of the community standards"),
        choices=[
            (TellingChoice.Mail.AT_ONCE, _("At once; of one conversation, one an hour at most")),
            (TellingChoice.Mail.DAILY, _("Once a day, in the morning")),
            (TellingChoice.Mail.NEVER, _("Never: the page is enough")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Whatever you choose, all of it stands under “News for you”. Letters about decisions always come."),
    )
