"""People: one account model, signed in by e-mail, known to others by a unique display name."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are compared without case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The account that signs in with this address, in any case of its letters. Raises `User.DoesNotExist`."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, display_name: str, password: str | None = None, **over: Any) -> User:
        """Make an account that can sign in. Without a password it can only be entered by a reset."""
        user = self.model(email=self.normalize_email(email), display_name=display_name, **over)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, display_name: str, password: str | None = None, **over: Any) -> User:
        """Make an account that may do everything."""
        return self.create_user(email, display_name, password, is_staff=True, is_superuser=True, **over)


class User(AbstractBaseUser, PermissionsMixin):
    """Anyone with an account: reader, reporter, editor, moderator, administrator (the last four are groups)."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    display_name = models.CharField(
        _("display name"), max_length=50, help_text=_("Shown beside what you write. Others see it; your address stays private.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_account_per_email", violation_error_message=_("There is already an account with this address.")
            ),
            models.UniqueConstraint(
                Lower("display_name"), name="display_name_is_unique", violation_error_message=_("Somebody already uses this name.")
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        """The name others see."""
        return self.display_name

    def get_short_name(self) -> str:
        """The name others see."""
        return self.display_name
