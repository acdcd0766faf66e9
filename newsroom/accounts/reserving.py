"""Names of people who work for the newspaper, which no reader may bear or hint at: one register of who they are.

A higher storey that prints names of its own adds an entry in its `AppConfig.ready()`:

    reserving.NAMES.append(reserving.Names("bylines", bylines))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsroom.accounts import lookalikes
from newsroom.accounts.models import Role, User

# "Jonah Pike (the real one)" passes for him, "Joanna" does not for a colleague called Ann: only a name this long counts
# within another.
LONG_ENOUGH_WITHIN = 8


@dataclass(frozen=True)
class Names:
    """One storey's part: `of_others` gives the names of everybody who works here, but for those that belong to an account."""

    name: str
    of_others: Callable[[User | None], Iterable[str]]


def of_staff(but: User | None) -> Iterable[str]:
    """What the accounts with a role are called. By way of the groups: readers outnumber them a thousand to one."""
    staff = User.objects.filter(groups__name__in=Role.values).distinct()
    return (staff.exclude(pk=but.pk) if but else staff).values_list("display_name", flat=True)


NAMES: list[Names] = [Names("staff", of_others=of_staff)]


def is_reserved(name: str, *, but: User | None = None) -> bool:
    """Whether a reader called so would be taken for somebody of the newsroom other than the account `but` itself."""
    key = lookalikes.key(name)
    return any(_passes_for(key, lookalikes.key(ours)) for names in NAMES for ours in names.of_others(but))


def _passes_for(key: str, ours: str) -> bool:
    return key == ours or (len(ours) >= LONG_ENOUGH_WITHIN and ours in key)
