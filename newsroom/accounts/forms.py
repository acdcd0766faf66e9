"""Forms of the account pages: allauth's, with our names, words and rules."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.socialaccount import forms as social_forms
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import confirmation, holdings, mailboxes, names, renaming, reserving
from newsroom.accounts.models import User
from newsroom.web import plain, robots, uploads

PASSWORD_HELP = _(
    "At least 10 characters. Three or four words that do not belong together are easy to remember and hard to guess."
)


class PlainFields:
    """Labels stay beside their fields, so allauth's placeholders, which vanish as one types, go."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in ("login", "email"):
            if name in self.fields:
                self.fields[name].label = _("E-mail address")
                # A slip of the keyboard must not be corrected into another address.
                self.fields[name].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})


class DisplayNameField(forms.CharField):
    """A name that a reader may choose; spaces are tidied, everything else is refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Display name"),
            # The sentence about length is the rule's; the browser stops typing where the column ends.
            widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": names.LONGEST, "dir": "auto"}),
            help_text=_("Shown beside what you write. Others see it; your address stays private."),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """The tidied name. Raises `ValidationError` with the sentence of the rule it breaks."""
        name = names.tidy(super().clean(value))
        names.validate_for_a_reader(name)
        return name


def refuse_taken(name: str, *, but: User | None = None) -> str:
    """The name, unless somebody else has it, or one that looks like it, or it is somebody's of the newsroom."""
    if reserving.is_reserved(name, but=but):
        raise forms.ValidationError(
            _("Somebody who works here has this name. If it is yours too, please add to it, a middle name for example."),
            code="reserved",
        )
    if renaming.is_taken(name, but=but):
        raise forms.ValidationError(_("Somebody already uses this name. Please choose another."), code="taken")
    return name


class Lasting:
    """An address that we can still write to tomorrow."""

    def clean_email(self) -> str:
        """The address. Raises `ValidationError` for one that exists for minutes, or never."""
        email = super().clean_email()  # type: ignore[misc]
        mailboxes.validate_exists(email)
        if mailboxes.is_thrown_away(email):
            raise forms.ValidationError(
                _("Addresses at %(domain)s last for minutes, and letters to you would be lost. Please use another one."),
                code="thrown_away",
                params={"domain": email.rpartition("@")[2]},
            )
        return email


class Names(forms.Form):
    """The field and the check that both ways to sign up share."""

    display_name = DisplayNameField()

    def clean_display_name(self) -> str:
        """The name, if it is free."""
        return refuse_taken(self.cleaned_data["display_name"])


class SignUpForm(PlainFields, Lasting, Names, robots.PressedByAPerson, account_forms.SignupForm):
    """E-mail address, display name, password. Once: a password manager or a look at it beats typing it twice."""

    field_order = ["email", "display_name", "password1"]

    # A password goes back to nobody, not even to whoever typed it a second ago.
    sentence_for_speed = _(
        "That was faster than most people type. Please type the password again and press the button once more."
    )
    sentence_for_the_trap = _(
        "A field that is not shown was filled in, perhaps by your browser. It is empty again: please type the password again "
        "and press the button once more."
    )
    sentence_for_age = _("This page was open for a long time. Please type the password again and press the button once more.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We send a link there to make sure it is yours. Nobody else sees it.")
        self.fields["password1"].help_text = PASSWORD_HELP

    def clean(self) -> dict[str, Any] | None:
        """What was sent; where the button is to be pressed once more, the focus is where something is to be typed."""
        try:
            return super().clean()
        except forms.ValidationError:
            self.fields["password1"].widget.attrs["autofocus"] = True
            raise

    def validate_unique_email(self, value: str) -> str:
        """Note a known address instead of saying so on the page, where anybody could ask who has an account."""
        self.account_already_exists = User.objects.filter(email=value).exists()
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; for a known address write to its owner and answer as if a link had been sent."""
        if self.account_already_exists:
            confirmation.tell_owner(request, self.cleaned_data["email"])
            return None, get_adapter(request).respond_email_verification_sent(request, None)
        return super().try_save(request)


class SocialSignUpForm(PlainFields, Lasting, Names, social_forms.SignupForm):
    """What is still to be said after coming from another provider: a name, and an address if the provider kept it."""

    field_order = ["email", "display_name"]


class SignInForm(PlainFields, account_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # The way to a new password stands once, under the form.
        self.fields["password"].help_text = ""


class ResetPasswordForm(PlainFields, account_forms.ResetPasswordForm):
    """Asks for a letter with a link."""

    def clean_email(self) -> str:
        """The address. Only accounts that sign in with it get a letter."""
        email = super().clean_email()
        # Not accounts that merely asked to change to it: a slip there would hand the account to a stranger.
        self.users = [user for user in self.users if user.email == email]
        return email


class NewPassword:
    """A new password is typed once; allauth's second field goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HELP


class ResetPasswordKeyForm(NewPassword, PlainFields, account_forms.ResetPasswordKeyForm):
    """Sets a new password by the link in the letter."""

    def save(self) -> None:
        """Set it. Whoever opened the letter owns the address it went to, so that is confirmed too."""
        super().save()
        confirmation.mark_confirmed([self.user])


class SetPasswordForm(NewPassword, PlainFields, account_forms.SetPasswordForm):
    """Sets a first password for an account made through another provider."""


class ChangePasswordForm(NewPassword, PlainFields, account_forms.ChangePasswordForm):
    """Changes the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""


class ReauthenticateForm(PlainFields, account_forms.ReauthenticateForm):
    """Asks for the password again before something that cannot be undone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangeEmailForm(PlainFields, Lasting, account_forms.AddEmailForm):
    """Changes the address one signs in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].help_text = _("We send a link there. The change happens when you open it.")

    def save(self, request: HttpRequest) -> Any:
        """Send the link. An address that was never confirmed is replaced at once; a known one is told to its owner only."""
        email = self.cleaned_data["email"]
        return confirmation.change_address(request, self.user, email=email)


class DisplayNameForm(forms.Form):
    """Changes the name others see."""

    display_name = DisplayNameField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, initial={"display_name": user.display_name}, **kwargs)

    def clean_display_name(self) -> str:
        """The name, if it is free or one's own."""
        return refuse_taken(self.cleaned_data["display_name"], but=self.user)


class PictureForm(forms.Form):
    """Chooses the picture beside one's name."""

    picture = forms.FileField(
        label=_("A picture of yours"),
        help_text=format_lazy(
            _("{kinds}, up to 10 MB. It is cut square and kept small; where it was taken is forgotten."), kinds=uploads.KINDS
        ),
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        error_messages={"required": _("Please choose a picture first."), "empty": _("This file is empty.")},
    )


class PageForm(forms.ModelForm):
    """What one's own page says, and who may open it."""

    class Meta:
        model = User
        fields = ["bio", "shown_to"]
        widgets = {"bio": forms.Textarea(attrs={"rows": 3, "dir": "auto"}), "shown_to": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_to"].label = _("Who may open it")
        self.fields["shown_to"].help_text = _("It shows your name, these words, when you joined, and your comments.")

    def clean_bio(self) -> str:
        """The words, as the database and every page can carry them."""
        return plain.clean(self.cleaned_data["bio"])


class LeaveForm(forms.Form):
    """Asks whether somebody means to leave for good."""

    sure = forms.BooleanField(
        label=_("Yes, delete my account for good."),
        error_messages={"required": _("Please tick the box if you want to delete your account.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse those who must hand over first, in words."""
        if objection := holdings.objection_to_leaving(self.user):
            raise forms.ValidationError(objection)
        return super().clean()
