"""How allauth does things here: whose address counts, where links lead, what a letter is called."""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import calling, extensions, names, returning
from newsroom.accounts.models import User
from newsroom.web import limits


def on_our_site(path: str) -> str:
    """An absolute address from `SITE_URL`: a letter must not lead wherever a forged Host header points."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail."""

    # Said so that a stranger learns nothing about who has an account, and everybody learns what to do next.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _(
            "The address and the password do not go together. Please check both, or set a new password."
        ),
        "email_taken": _("There is already an account with this address. Sign in, or set a new password."),
        "enter_current_password": _("This is not your current password. Please type it again."),
        "incorrect_password": _("This is not your password. Please type it again."),
        "duplicate_email": _("This is your address already."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes, or set a new password."),
        "rate_limited": _("That was too often in a short time. Please wait a moment."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Make the account a sign-up form asks for, with its display name."""
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there after signing in: our own pages only, whatever hosts we answer to."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody who has signed in goes, if no link said it: back to what they were about to do."""
        return returning.take(request.session) or super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The same for somebody who has just joined."""
        return returning.take(request.session) or super().get_signup_redirect_url(request)

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Where somebody who has just signed in or joined goes; what follows that in higher storeys is called by name."""
        answer = super().post_login(request, user, **how)
        for follow in extensions.AFTER_SIGNING_IN:
            follow(request, user)
        return answer

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom the limits on signing in count."""
        return limits.client_address(request)

    def format_email_subject(self, subject: str) -> str:
        """The subject as the template says it: it names the newspaper where that helps."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter whose template knows the newspaper's name and address."""
        ours = {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "signup_url": on_our_site(reverse("account_signup")),
            "login_url": on_our_site(reverse("account_login")),
            "new_password_url": on_our_site(reverse("account_reset_password")),
        }
        self.render_mail(template_prefix, email, {"email": email, **context, **ours}).send()

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link in the letter. It carries where the reader was going, so that a set-aside comment is found in any browser."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        going_to = get_next_redirect_url(request) or returning.remembered(request.session)
        return on_our_site(f"{path}?{urlencode({'next': going_to})}" if going_to else path)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link that sets a new password."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return on_our_site(path.replace("UID-KEY", key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account once the password is changed."""
        return reverse("account")


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in with another provider."""

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        """Offer the name the provider knows; the reader may choose another one."""
        initial = super().get_signup_form_initial_data(sociallogin)
        offered = sociallogin.account.extra_data.get("name") or ""
        return {**initial, "display_name": names.tidy(str(offered))[: names.LONGEST]}

    def get_requests_session(self) -> requests.Session:
        """How allauth asks a provider who somebody is: as everything here calls others, through `outgoing`."""
        return calling.session()
