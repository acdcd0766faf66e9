"""Whether an account's e-mail address was confirmed, and the verbs that confirm one without a letter."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from newsroom.accounts.models import User


def is_confirmed(user: User) -> bool:
    """Whether `user` has shown that the address they sign in with is theirs. One query; readers may comment only then."""
    return proofs(user).exists()


def proofs(user: User) -> QuerySet[EmailAddress]:
    """What shows it: there is such a row or there is none, for whoever asks in a query of their own."""
    return EmailAddress.objects.filter(user_id=user.pk, email=user.email, verified=True)


def mark_confirmed(users: Iterable[User]) -> None:
    """Take the addresses of these accounts as confirmed: for accounts that the newsroom itself makes, in two statements."""
    users = list(users)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users],
        update_conflicts=True,
        unique_fields=["user", "email"],
        update_fields=["verified", "primary"],
    )


def send_again(request: HttpRequest, user: User) -> bool:
    """Send the link once more. False when it is confirmed already, or when the last letter went out minutes ago."""
    address, _made = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    return not address.verified and send_verification_email_to_address(request, address)


def tell_owner(request: HttpRequest, email: str) -> None:
    """Tell the owner of an account by letter that somebody tried to use its address; the page tells nothing."""
    # The limit on confirmation letters counts here too, so nobody's mailbox can be filled from the form.
    send_verification_email_to_address(request, EmailAddress(user=None, email=email), signup=True)


def change_address(request: HttpRequest, user: User, *, email: str) -> EmailAddress:
    """Send a link to a new address, which takes the old one's place when it is opened.

    An address that was never confirmed (a slip at sign-up) is replaced at once: its link may lie in a stranger's mailbox.
    One that belongs to another account changes nothing; its owner is told by letter.
    """
    asked = EmailAddress(email=email)
    try:
        if _is_anothers(email, than=user):
            tell_owner(request, email)
        elif is_confirmed(user):
            asked = EmailAddress.objects.add_new_email(request, user, email)
        else:
            asked = _replace(request, user, email=email)
    except IntegrityError:
        # Given away since we asked: to another account, or to this one in another window, which has sent the link.
        user.refresh_from_db(fields=["email"])
        if _is_anothers(email, than=user):
            tell_owner(request, email)
    return asked


def from_key(key: str) -> EmailConfirmationHMAC | None:
    """The confirmation a link's key stands for; None when it is too old, used, or not one of ours."""
    return EmailConfirmationHMAC.from_key(key)


def _is_anothers(email: str, *, than: User) -> bool:
    return User.objects.filter(email=email).exclude(pk=than.pk).exists()


def _replace(request: HttpRequest, user: User, *, email: str) -> EmailAddress:
    with transaction.atomic():
        EmailAddress.objects.filter(user=user).delete()
        user.email = email
        user.save(update_fields=["email"])
        asked = EmailAddress.objects.create(user=user, email=email, primary=True)
        send_verification_email_to_address(request, asked)
    return asked
