"""Passwords of the few demo accounts that a person may sign in with: made once for a clone, kept in `var/passwords.txt`."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from newsroom.local.progress import only_one
from newsroom.local.surroundings import write_privately

# Short words without letters that look alike, so that a password can be read from one screen and typed on another.
SYLLABLES = [first + second for first in "bdfghkmnprstvz" for second in "aeiu"]


@dataclass(frozen=True)
class Account:
    """One line of the file: what somebody is, and how they sign in."""

    role: str
    email: str
    password: str


def demo_password(email: str, *, role: str) -> str:
    """The password of a demo account in this clone; made and noted down when it is first asked for.

    For the seeder, which sets it on the accounts it makes for trying things out: one for each of `reader`, `reporter`,
    `editor`, `moderator`, `administrator`. Hashing one costs 0.16 s of processor, so all other accounts of the demo
    newspaper get an unusable password. Asked again for the same address, it answers the same, whatever the role.
    """
    path = settings.VAR_DIR / "passwords.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_one(path.with_name("passwords.lock"), waiting_for="another start to note its passwords"):
        known = accounts(path)
        for account in known:
            if account.email == email:
                return account.password
        known.append(Account(role, email, new_password()))
        write_privately(path, "\n".join(f"{each.role:<14} {each.email:<40} {each.password}" for each in known))
        return known[-1].password


def demo_accounts() -> list[Account]:
    """Who can sign in with what, in the order in which the seeder asked."""
    return accounts(settings.VAR_DIR / "passwords.txt")


def accounts(path: Path) -> list[Account]:
    """What a file of passwords holds."""
    if not path.exists():
        return []
    return [Account(*line.split()) for line in path.read_text().splitlines() if len(line.split()) == 3]


def new_password() -> str:
    """Three groups of four syllables: 69 bits, more than anybody can guess through a limited sign-in form."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _ in range(4)) for _ in range(3))
