"""Passkeys: keys that the reader's device keeps, as a second factor or, where their owner wants it, in place of the password."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """Keeps a key for an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _(
            "No password is asked for then. The device makes sure that it is you, by fingerprint, face or PIN."
        )


class PasskeySignInForm(LoginWebAuthnForm):
    """Signs in with a key alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser hands nothing over where script is off or its question was put away.
        unknown = _("This browser did not hand over a passkey that we know. Please sign in with your password.")
        self.fields["credential"].error_messages = {"required": unknown, "invalid": unknown}
