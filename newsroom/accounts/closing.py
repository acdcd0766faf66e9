"""Closing an account for its owner, opening it again, and moving it to another address."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from newsroom.accounts import holdings
from newsroom.accounts.models import User
from newsroom.web import pages


@pages.verb
def close(user: User, *, by: User) -> bool:
    """End every session of `user` and let nobody sign in; what they wrote stays. False for people with a role, and oneself."""
    if user.pk == by.pk or user.is_staff:
        return False
    return _set_active(user, active=False, by=by, sentence=_("The account was closed."))


@pages.verb
def open_again(user: User, *, by: User) -> bool:
    """Let `user` sign in again. False for an account that was erased: there is nobody to come back."""
    if user.has_left:
        return False
    return _set_active(user, active=True, by=by, sentence=_("The account was opened again."))


def move(user: User, *, email: str) -> None:
    """Give an account another address, asked for by its owner elsewhere; it must be confirmed anew.

    Raises `ValidationError` with the sentence why not: another account has just taken it.
    """
    try:
        with transaction.atomic():
            EmailAddress.objects.filter(user=user).delete()
            user.email = email
            user.save(update_fields=["email"])
    except IntegrityError as refused:
        user.refresh_from_db(fields=["email"])
        raise ValidationError(_("Another account uses this address by now."), code="taken") from refused


def _set_active(user: User, *, active: bool, by: User, sentence: str) -> bool:
    with pages.change():
        # An account that is not active is nobody from its next request on: sessions ask for it each time.
        if not User.objects.filter(pk=user.pk).exclude(is_active=active).update(is_active=active):
            return False
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=sentence, single_object=True)
        # The page of a closed account is gone, so the name leads there no more.
        for holding in holdings.HOLDINGS:
            holding.renamed(user)
    return True
