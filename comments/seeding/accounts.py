"""The people of the demo newspaper as accounts: a few that anyone may sign in with, and a town full of readers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from comments.seeding.people import VISITOR, Cast, Reader
from newsroom.accounts import confirmation, roles
from newsroom.accounts.models import Role, User

PasswordOf = Callable[..., str]

# A reserved domain (RFC 2606): no letter ever leaves for it.
DOMAIN = "courier.example"
# They decide and write from the first story of the newspaper.
HERE_FOR = dt.timedelta(days=400)


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
    Person("reader", VISITOR.name),
    Person("reporter", "Jonah Pike", (Role.REPORTER,), "jonah-pike"),
    Person("editor", "Nell Hathersage", (Role.EDITOR,), "nell-hathersage"),
    Person("moderator", "Sunniva Drake", (Role.MODERATOR,)),
    Person("administrator", "Ade Marrack", (Role.ADMINISTRATOR,)),
)
# Decides, too, but nobody signs in as her: one moderator may not judge everything alone.
SECOND_MODERATOR = Person("second-moderator", "Hedda Voss", (Role.MODERATOR,))


def make_staff(password_of: PasswordOf, *, now: dt.datetime) -> dict[str, User]:
    """The demo accounts by role, those that exist already as they are. `password_of(email, role=...)` gives the passwords."""
    made = {}
    for person in (*PEOPLE, SECOND_MODERATOR):
        user = User.objects.filter(email=person.email).first()
        if user is None:
            password = None if person is SECOND_MODERATOR else password_of(person.email, role=person.role)
            user = User.objects.create_user(person.email, person.name, password, date_joined=now - HERE_FOR)
            for role in person.groups:
                roles.appoint(user, role, by=None)
            confirmation.mark_confirmed([user])
        made[person.role] = user
    return made


def joined(readers: Sequence[Reader], people: Cast, *, now: dt.datetime, seed: int) -> dict[int, dt.datetime]:
    """When each reader joined, by their number: newcomers in the last days, the others long before the first story."""
    rng = random.Random(f"joined {seed}")
    new = {reader.number for reader in people.newcomers}
    days = {reader.number: rng.uniform(0.5, 3) if reader.number in new else rng.uniform(30, 1100) for reader in readers}
    return {VISITOR.number: now - HERE_FOR} | {number: now - dt.timedelta(days=many) for number, many in days.items()}


def make_readers(readers: Sequence[Reader], joined: Mapping[int, dt.datetime]) -> dict[int, int]:
    """Accounts of readers by their number. Nobody can sign in as them: hashing 300 passwords would take a minute."""
    unusable = make_password(None)
    known = dict(User.objects.filter(email__in=[reader.email for reader in readers]).values_list("email", "pk"))
    users = []
    for reader in readers:
        if reader.email not in known:
            since = joined[reader.number]
            users.append(User(email=reader.email, display_name=reader.name, password=unusable, date_joined=since))
    User.objects.bulk_create(users, batch_size=2000)
    confirmation.mark_confirmed(users)
    known |= {user.email: user.pk for user in users}
    return {reader.number: known[reader.email] for reader in readers}
