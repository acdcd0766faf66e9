"""What somebody who works here may see and change of an account."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from newsroom.accounts.models import User


@dataclass(frozen=True, slots=True)
class May:
    """One colleague, one account."""

    see_address: bool = False
    change_all: bool = False
    rename: bool = False
    take_down: bool = False
    vouch: bool = False


def may(by: User | AnonymousUser, account: User | None = None) -> May:
    """What `by` may do with `account`, or with some account where none is named."""
    if account and account.has_left:
        return May()
    change_all = by.has_perm("accounts.change_user")
    # Who decides about comments looks after readers; colleagues are the administrators' business.
    keeps = change_all or (by.has_perm("accounts.keep_user") and not (account and account.is_staff))
    return May(
        see_address=change_all or by.has_perm("accounts.keep_user"),
        change_all=change_all,
        rename=keeps,
        take_down=keeps and (account is None or bool(account.avatar)),
        # Nobody vouches for themselves.
        vouch=by.has_perm("accounts.vouch_for_user") and not (account and account.pk == by.pk),
    )
