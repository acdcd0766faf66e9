"""Forms that programs like to fill in: a field nobody sees, and the moment the form was made, signed by us.

`Guarded` gives a form both. What they say (`signs`) is told and never acted on here: whoever joins is asked to press
once more, a comment is looked at by a person. A reader whose browser fills in everything loses nothing by it.
"""

from __future__ import annotations

import time
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Nobody reads a form, types into it and presses its button in less.
FASTEST_PERSON = 2.0
# A form left open over a night is a person's; one sent for weeks with one stamp is a program's.
OLDEST_FORM = 24 * 60 * 60
SALT = "newsroom.web.robots"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a form that came tells about who filled it in."""

    # The field that nobody sees was filled in.
    trapped: bool = False
    # From making the form to sending it; None where the form does not say, or says what we never signed.
    seconds: float | None = None

    @property
    def too_fast(self) -> bool:
        """Whether no person could have been so quick."""
        return self.seconds is not None and self.seconds < FASTEST_PERSON

    @property
    def is_timed(self) -> bool:
        """Whether it came in a time in which people send forms."""
        return self.seconds is not None and FASTEST_PERSON <= self.seconds <= OLDEST_FORM


NONE = Signs()


def made(*, seconds_ago: float = 0) -> str:
    """The moment a form was made, as it goes into the form."""
    return signing.dumps(round(time.time() - seconds_ago, 1), salt=SALT)


def signs(*, made: str, trap: str) -> Signs:
    """What these two fields say."""
    try:
        seconds = max(time.time() - float(signing.loads(made, salt=SALT)), 0.0)
    except (signing.BadSignature, TypeError, ValueError):
        return Signs(bool(trap), None)
    return Signs(bool(trap), seconds)


class Trap(forms.TextInput):
    """A field that programs see and people do not: neither on the screen, nor by keyboard, nor read aloud."""

    # Forms put hidden fields down without a label; this one brings its own, for whoever sees it after all.
    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"tabindex": "-1", "autocomplete": "off"})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field in a box that is not shown."""
        field = super().render(name, value, attrs, renderer)
        label = _("Leave this empty")
        return format_html('<div class="visually-hidden" aria-hidden="true"><label>{} {}</label></div>', label, field)


class Guarded(forms.Form):
    """A form with the two fields, and what they said once it came."""

    # Programs fill in what is called like this; browsers do not know it from anybody's address book.
    homepage_url = forms.CharField(required=False, widget=Trap)
    made = forms.CharField(required=False, widget=forms.HiddenInput, initial=made)

    def signs(self) -> Signs:
        """What the form says that came."""
        return signs(made=self.cleaned_data.get("made", ""), trap=self.cleaned_data.get("homepage_url", ""))


class PressedByAPerson(Guarded):
    """A form that asks to be sent once more where it looks like a program's. Nothing that was typed is lost."""

    sentence_for_speed = gettext_lazy("That was faster than most people type. Please press the button once more.")
    sentence_for_the_trap = gettext_lazy(
        "A field that is not shown was filled in, perhaps by your browser. It is empty again: please press the button once more."
    )
    sentence_for_age = gettext_lazy("This page was open for a long time. Please press the button once more.")

    def clean(self) -> dict[str, Any] | None:
        """What was sent. Raises `ValidationError` with the sentence of what looks odd, and mends it for the next press."""
        cleaned = super().clean()
        found = self.signs()
        if found.is_timed and not found.trapped:
            return cleaned
        mended: Any = copy(self.data)
        mended[self.add_prefix("homepage_url")] = ""
        if found.seconds is None or found.seconds > OLDEST_FORM:
            mended[self.add_prefix("made")] = made()
        self.data = mended
        if found.trapped:
            raise forms.ValidationError(self.sentence_for_the_trap, code="trapped")
        raise forms.ValidationError(self.sentence_for_speed if found.too_fast else self.sentence_for_age, code="too_fast")
