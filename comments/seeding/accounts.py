"""The people of the demo newspaper as accounts: a few that anyone may sign in with, and a town full of readers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from comments.seeding.fates import Cast
from comments.seeding.people import Reader
from newsroom.accounts import confirmation, roles
from newsroom.accounts.models import Role, User

PasswordOf = Callable[..., str]

# A reserved domain (RFC 2606): no letter ever leaves for it.
DOMAIN = "courier.example"


@dataclass(frozen=True)
class Person:
    """One account for trying the site out. `author` is the byline that belongs to it."""

    role: str
    name: str
    groups: tuple[Role, ...] = ()
    author: str = ""

    @property
    def email(self) -> str:
        """How they sign in."""
        return f"{self.role}@{DOMAIN}"


PEOPLE = (
    Person("reader", "Robin Thale"),
    Person("reporter", "Jonah Pike", (Role.REPORTER,), "jonah-pike"),
    Person("editor", "Nell Hathersage", (Role.EDITOR,), "nell-hathersage"),
    Person("moderator", "Sunniva Drake", (Role.MODERATOR,)),
    Person("administrator", "Ade Marrack", (Role.ADMINISTRATOR,)),
)
# Decides, too, but nobody signs in as her: one moderator may not judge everything alone.
SECOND_MODERATOR = Person("second-moderator", "Hedda Voss", (Role.MODERATOR,))


def make_staff(password_of: PasswordOf) -> dict[str, User]:
    """The demo accounts by role, those that exist already as they are. `password_of(email, role=...)` gives the passwords."""
    made = {}
    for person in (*PEOPLE, SECOND_MODERATOR):
        user = User.objects.filter(email=person.email).first()
        if user is None:
            password = None if person is SECOND_MODERATOR else password_of(person.email, role=person.role)
            user = User.objects.create_user(person.email, person.name, password)
            for role in person.groups:
                roles.appoint(user, role, by=None)
            confirmation.mark_confirmed([user])
        made[person.role] = user
    return made


def make_readers(readers: Sequence[Reader], people: Cast, *, now: dt.datetime, seed: int) -> dict[int, int]:
    """Accounts of readers by their number. Nobody can sign in as them: hashing 300 passwords would take a minute."""
    rng = random.Random(f"joined {seed}")
    unusable = make_password(None)
    new = {reader.number for reader in people.newcomers}
    known = dict(User.objects.filter(email__in=[reader.email for reader in readers]).values_list("email", "pk"))
    users = []
    for reader in readers:
        days = rng.uniform(0.5, 3) if reader.number in new else rng.uniform(30, 1100)
        if reader.email not in known:
            joined = now - dt.timedelta(days=days)
            users.append(User(email=reader.email, display_name=reader.name, password=unusable, date_joined=joined))
    User.objects.bulk_create(users, batch_size=2000)
    confirmation.mark_confirmed(users)
    known |= {user.email: user.pk for user in users}
    return {reader.number: known[reader.email] for reader in readers}
