"""Warnings: their reader acknowledges them before the next comment, and that is all they cost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from comments import sanctioned
from comments.models import Sanction, Statement
from comments.moderation.standards import NamedRule
from newsroom.accounts.models import User
from newsroom.web import pages


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning that its reader has not acknowledged, with the rule in the words it had then."""

    sanction: Sanction
    rule: NamedRule

    @property
    def reasons(self) -> str:
        """Where the statement of reasons stands, with the way to object."""
        return sanctioned.reasons_at(self.sanction.decision_id)


def waiting_for(reader: User) -> list[Warned]:
    """The warnings that `reader` has not acknowledged, the oldest first. Two queries at most."""
    rows = list(
        Sanction.objects.filter(account=reader, kind=Sanction.Kind.WARNING)
        .in_force(now=timezone.now())
        .order_by("starts_at", "pk")
    )
    said = Statement.objects.in_bulk([row.decision_id for row in rows]) if rows else {}
    return [Warned(row, _rule(said.get(row.decision_id or 0), row)) for row in rows]


@pages.verb
def acknowledge(warnings: Collection[int], *, by: User) -> int:
    """Take note that `by` has read these warnings, of those that are theirs. Returns how many were not acknowledged before."""
    with pages.change():
        # After a moderator who is just undoing one, and before whatever is being posted in another window.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        theirs = Sanction.objects.filter(pk__in=warnings, account=by, kind=Sanction.Kind.WARNING)
        return theirs.in_force(now=timezone.now()).update(acknowledged_at=timezone.now())


def _rule(statement: Statement | None, sanction: Sanction) -> NamedRule:
    if statement is None:
        return NamedRule(sanction.rule_number, "")
    return NamedRule(statement.rule_number, statement.rule_title, statement.rule_text)
