"""People: one account model, signed in by e-mail, known to others by a unique display name."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import lookalikes, mailboxes, names

# Three sentences about oneself.
LONGEST_BIO = 300
# Beside a name on a telephone, in one line.
LONGEST_EXPERTISE = 60


class Role(models.TextChoices):
    """What somebody does at the newspaper. Each is the name of a group; a migration of each room says what it may do."""

    REPORTER = "Reporter", _("Reporter: writes and illustrates stories")
    EDITOR = "Editor", _("Editor: publishes stories and arranges the front page")
    MODERATOR = "Moderator", _("Moderator: decides about comments")
    ADMINISTRATOR = "Administrator", _("Administrator: looks after accounts, roles and everything else")


class Audience(models.TextChoices):
    """Who may open somebody's page."""

    NOBODY = "nobody", _("nobody but me")
    READERS = "readers", _("readers who are signed in")
    EVERYONE = "everyone", _("everyone")


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept and compared in small letters."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The account that signs in with this address, in any case of its letters. Raises `User.DoesNotExist`."""
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, display_name: str, password: str | None = None, **over: Any) -> User:
        """Make an account that can sign in. Without a password it can only be entered by a reset.

        Raises `ValidationError` for an address that nobody can have.
        """
        mailboxes.validate_exists(email)
        user = self.model(email=email.lower(), display_name=display_name, **over)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, display_name: str, password: str | None = None, **over: Any) -> User:
        """Make an account that may do everything."""
        return self.create_user(email, display_name, password, is_staff=True, is_superuser=True, **over)


class NameKeyField(models.CharField):
    """The key of the display name, made when the row is, in bulk too; the verb that changes the name changes both."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The key; a new account's is made here, so that nobody can forget it."""
        if add and getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, lookalikes.key(model_instance.display_name))  # type: ignore[attr-defined]
        return super().pre_save(model_instance, add)


class User(AbstractBaseUser, PermissionsMixin):
    """Anyone with an account. What somebody does at the newspaper is a role, given and taken in `accounts.roles`."""

    email = models.EmailField(
        _("e-mail address"),
        max_length=254,
        unique=True,
        validators=[mailboxes.validate_exists],
        help_text=_("Where we write to, and what you sign in with. Nobody else sees it."),
        error_messages={"unique": _("There is already an account with this address.")},
    )
    display_name = models.CharField(
        _("display name"),
        max_length=names.LONGEST,
        validators=[names.validate_shape],
        help_text=_("Shown beside what you write. Others see it; your address stays private."),
    )
    name_key = NameKeyField(
        max_length=lookalikes.LONGEST_KEY,
        unique=True,
        null=True,
        editable=False,
        # Two accounts that looked alike before names had keys both stay; the newer has none until it takes another name.
        help_text=_("The name as the eye takes it in (`lookalikes.key`)."),
        error_messages={"unique": _("Somebody already uses this name.")},
    )
    avatar = models.CharField(
        _("picture"), max_length=32, blank=True, default="", editable=False, help_text=_("The name of its files; empty: drawn.")
    )
    bio = models.TextField(
        _("about you"),
        max_length=LONGEST_BIO,
        blank=True,
        default="",
        help_text=_("A few words for your page. Plain text; web addresses become links."),
    )
    shown_to = models.CharField(_("who sees your page"), max_length=8, choices=Audience.choices, default=Audience.NOBODY)
    expertise = models.CharField(
        _("expert in"),
        max_length=LONGEST_EXPERTISE,
        blank=True,
        default="",
        help_text=_("What the newsroom has made sure of, shown beside every comment. For example: marine biology."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Whether this account can sign in. Take this away instead of deleting an account."),
    )
    is_staff = models.BooleanField(
        _("may enter the admin"), default=False, help_text=_("Follows from the roles; set by giving one.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    erased_at = models.DateTimeField(
        _("erased"),
        null=True,
        editable=False,
        help_text=_("When its owner left for good. The row stays, and nobody stands behind it."),
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        permissions = [
            ("keep_user", _("Can rename readers and take their pictures down")),
            ("vouch_for_user", _("Can say what somebody is expert in")),
        ]
        constraints = [
            # With this, `unique` on the column means: unique in any case of the letters, and every look-up uses its index.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="email_is_in_small_letters",
                violation_error_message=_("Please write the address in small letters."),
            ),
            models.UniqueConstraint(
                Lower("display_name"),
                name="display_name_is_unique",
                violation_error_message=_("Somebody already uses this name."),
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

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles given to this person, asked once an instance. An account that may do everything has them all."""
        if not self.is_active:
            return frozenset()
        if self.is_superuser:
            return frozenset(Role)
        if not self.is_staff:
            # Readers are nearly everybody: a role always sets `is_staff`, so they cost no query.
            return frozenset()
        return frozenset(Role(name) for name in self.groups.filter(name__in=Role.values).values_list("name", flat=True))

    @property
    def has_left(self) -> bool:
        """Whether the account was erased: nobody stands behind it any more."""
        return self.erased_at is not None

    @property
    def is_editor(self) -> bool:
        """Whether this person publishes stories."""
        return bool(self.roles & {Role.EDITOR, Role.ADMINISTRATOR})

    @property
    def is_moderator(self) -> bool:
        """Whether this person decides about comments."""
        return bool(self.roles & {Role.MODERATOR, Role.ADMINISTRATOR})

    @property
    def is_administrator(self) -> bool:
        """Whether this person gives and takes roles."""
        return Role.ADMINISTRATOR in self.roles


class FormerName(models.Model):
    """What an account was called before. For moderators; and for two weeks nobody else may be called so."""

    account = models.ForeignKey(User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=names.LONGEST)
    key = models.CharField(max_length=lookalikes.LONGEST_KEY, db_index=True, editable=False)
    until = models.DateTimeField(_("until"), default=timezone.now)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return self.name
