"""The form of a notice of illegal content: what Regulation (EU) 2022/2065 asks of whoever sends one, and no more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import limits, wording
from comments.forms import WordsField
from comments.models import Comment
from comments.moderation.notices import Elsewhere, comment_at
from newsroom.web import robots

_TOO_LONG = _("That is too long: at most %(limit_value)s characters. Nothing you wrote is lost.")
# No address is longer (RFC 5321), and the column holds no more.
_LONGEST_ADDRESS = 254


class WhyField(WordsField):
    """The case somebody makes, in a sentence at least."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_length=limits.SHORTEST_NOTICE,
            max_length=limits.LONGEST_NOTICE,
            # Counted when it has come: browsers would cut off what is pasted, and count lines otherwise.
            widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
            error_messages={
                "required": _("Say why it breaks that law: a person decides by what you write here."),
                "min_length": _("Say it in a sentence or two: a person decides by what you write here."),
                "max_length": _TOO_LONG,
            },
            **options,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No limits in the browser."""
        return {}


class NoticeForm(robots.PressedByAPerson):
    """Where, which law, why, who, and that it is meant. `comment` is what the address leads to, once the form is valid."""

    address = forms.CharField(
        label=_("Address of the comment"),
        max_length=500,
        help_text=_("The time beside a name leads to the comment: copy the address from there."),
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Which comment do you mean? Paste its address.")},
    )
    law = forms.CharField(
        label=_("Which law does it break?"),
        max_length=limits.LONGEST_LAW,
        help_text=_("For example: defamation, Defamation Act, section 1. If you do not know the law, say what it is."),
        error_messages={"required": _("Say which law it breaks, as well as you know it."), "max_length": _TOO_LONG},
    )
    why = WhyField(label=_("Why? What is it that is against the law?"))
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("Only those who decide see your name and address. The author is not told from whom the notice is."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Tell us your name. Nobody but those who decide sees it.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=_LONGEST_ADDRESS,
        help_text=_("We write that your notice has come, and what was decided and why."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Where do we write what was decided?"),
            "invalid": _("That is no e-mail address. It looks like name@example.org."),
            "max_length": _TOO_LONG,
        },
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I have written here is accurate and complete."),
        error_messages={"required": _("A notice is only taken from somebody who says that it is accurate and complete.")},
    )

    comment: Comment

    @classmethod
    def sent(cls, data: QueryDict) -> NoticeForm:
        """The form as it came; if it goes back, then without bytes that no page may hold."""
        data = data.copy()
        for name in ("address", "law", "why", "name", "email"):
            data[name] = wording.clean(data.get(name, ""))
        return cls(data)

    def clean_address(self) -> str:
        """An address at which there is a comment, in whatever form it came."""
        address: str = self.cleaned_data["address"]
        try:
            self.comment = comment_at(address, now=timezone.now())
        except Elsewhere as elsewhere:
            raise ValidationError(str(elsewhere)) from None
        return address

    def clean_email(self) -> str:
        """The address as it is stored: in small letters, of which some take more room than their capitals."""
        email: str = self.cleaned_data["email"].lower()
        MaxLengthValidator(_LONGEST_ADDRESS, _TOO_LONG)(email)
        return email

    def goes_back_with(self, sentence: str) -> NoticeForm:
        """The same words with what is wrong besides them."""
        self.is_valid()
        self.add_error(None, sentence)
        return self


class AskAgainForm(forms.Form):
    """What somebody should look at again, who sent a notice and was told that the comment stays."""

    why = WhyField(label=_("What was overlooked?"))
