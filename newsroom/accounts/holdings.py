"""What we hold about a person: one register for handing it over, erasing it, and following a change of name or role.

A higher storey that keeps something about people adds a `Holding` in its `AppConfig.ready()`:

    holdings.HOLDINGS.append(Holding("comments", export=leaving.export, erase=leaving.erase, renamed=leaving.renamed))

Its functions are called by name, in the order of the list, inside the verb's one transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts import lookalikes, mailboxes, names, pictures, sessions
from newsroom.accounts.models import Audience, User
from newsroom.web import pages


def nothing(user: User) -> None:
    """What a holding does that has nothing to do."""


@dataclass(frozen=True)
class Holding:
    """One storey's part of what is held about a person.

    `export` gives what `json` can write (dates too). `renamed` is called whenever the name, or the badge beside it, is another.
    """

    name: str
    export: Callable[[User], Any]
    erase: Callable[[User], None]
    renamed: Callable[[User], None] = nothing


def export_account(user: User) -> dict[str, Any]:
    """What the account itself knows."""
    return {
        "number": user.pk,
        "display_name": user.display_name,
        "former_names": list(user.former_names.values("name", "until")),
        "about_you": user.bio,
        "page_shown_to": user.shown_to,
        "expert_in": user.expertise,
        "picture": pictures.inline(user.avatar),
        "email": user.email,
        "joined": user.date_joined,
        "last_signed_in": user.last_login,
        "roles": sorted(user.roles),
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "other_ways_to_sign_in": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined", "last_login", "extra_data")
        ),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
    }


def erase_account(user: User) -> None:
    """Empty the account. The row stays, nameless, because answers and decisions point at it."""
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.erased_at = timezone.now()
    # Not the number, which everybody knows: an account that had the address already would keep this one from leaving.
    user.email = f"{secrets.token_hex(16)}@{mailboxes.OF_THE_ERASED}"
    user.former_names.all().delete()
    if user.avatar:
        pictures.clear.defer(name=user.avatar)
    user.avatar = user.bio = user.expertise = ""
    user.shown_to = Audience.NOBODY
    user.display_name = f"{names.ERASED.capitalize()} {user.pk}"
    user.name_key = lookalikes.key(user.display_name)
    user.set_unusable_password()
    # Ends every session at its next request: an account that is not active is nobody.
    user.is_active = False
    user.last_login = None
    user.save()
    # The admin's history of the account quotes its name.
    history = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    history.update(object_repr=user.display_name)
    sessions.forget.defer(account_id=user.pk)


# The account comes first in what is handed over; it is erased last, when nobody needs its name any more.
HOLDINGS: list[Holding] = [Holding("account", export=export_account, erase=erase_account)]


def export(user: User) -> dict[str, Any]:
    """Everything held about `user`, by the name of the holding."""
    with transaction.atomic():
        return {holding.name: holding.export(user) for holding in HOLDINGS}


def objection_to_leaving(user: User) -> str | None:
    """Why this account cannot be erased yet, in a sentence for its owner."""
    if user.roles:
        return _("You work for the newspaper with this account. Ask an administrator to end your role first.")
    return None


@pages.verb
def erase(user: User) -> None:
    """Erase what is held about `user`; cannot be undone. Raises `PermissionDenied` with the sentence why not."""
    if objection := objection_to_leaving(user):
        raise PermissionDenied(objection)
    with pages.change():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        for holding in reversed(HOLDINGS):
            holding.erase(user)
