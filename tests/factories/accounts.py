"""People: readers, and those who work for the newspaper."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from newsroom.accounts import confirmation, roles
from newsroom.accounts.models import Role, User
from newsroom.web import robots

PASSWORD = "quiet harbour lantern"

_numbers = count(1)


@cache
def _hash() -> str:
    """One hash for everybody: a suite makes hundreds of accounts, and a slow hasher is slow on purpose."""
    return make_password(PASSWORD)


def joining(**over: Any) -> dict[str, Any]:
    """What a person's browser sends who joins, half a minute after opening the page."""
    made = robots.made(seconds_ago=30)
    return {"email": "kira@example.org", "display_name": "Kira Evans", "password1": PASSWORD, "made": made, **over}


def make_unconfirmed_reader(**over: Any) -> User:
    """Somebody who has joined and not yet opened the link. Their password is `PASSWORD`."""
    number = next(_numbers)
    fields = {"email": f"reader{number}@example.org", "display_name": f"Ada Lind {number}", "password": _hash(), **over}
    user = User(**fields)
    user.save()
    return user


def make_reader(**over: Any) -> User:
    """A reader whose address is confirmed. Their password is `PASSWORD`."""
    reader = make_unconfirmed_reader(**over)
    confirmation.mark_confirmed([reader])
    return reader


def make_reporter(**over: Any) -> User:
    """Somebody who writes stories."""
    return _make_staff(Role.REPORTER, **over)


def make_editor(**over: Any) -> User:
    """Somebody who publishes stories."""
    return _make_staff(Role.EDITOR, **over)


def make_moderator(**over: Any) -> User:
    """Somebody who decides about comments."""
    return _make_staff(Role.MODERATOR, **over)


def make_administrator(**over: Any) -> User:
    """Somebody who gives and takes roles."""
    return _make_staff(Role.ADMINISTRATOR, **over)


def sign_in(client: Client, user: User) -> Client:
    """The same client, signed in as `user`."""
    client.force_login(user)
    return client


def _make_staff(role: Role, **over: Any) -> User:
    user = make_reader(**over)
    roles.appoint(user, role, by=None)
    return user
