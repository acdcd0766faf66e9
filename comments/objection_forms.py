"""The form in which one objects: words alone."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments.forms import WordsField
from comments.moderation.objections import Refused
from comments.moderation.objections.raising import must_say_why


class ObjectionForm(forms.Form):
    """Why a decision was wrong, in its reader's words."""

    words = WordsField(
        label=_("Why was this decision wrong?"),
        error_messages={"required": _("Say in a sentence why the decision was wrong: whoever looks again reads it.")},
        help_text=_("Somebody else than who decided reads it, looks again at everything, and answers you in writing."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "write-body", "dir": "auto"}),
    )

    def clean_words(self) -> str:
        """Refuse what cannot be an objection, in a sentence."""
        try:
            return must_say_why(self.cleaned_data["words"])
        except Refused as refused:
            raise ValidationError(refused.sentence) from None

    def goes_back_with(self, sentence: str) -> ObjectionForm:
        """The same words with what is wrong besides them."""
        self.is_valid()
        self.add_error(None, sentence)
        return self
