"""What holds against a reader at a moment, in the words in which they are told: which sanction, under which rule, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import Sanction
from newsroom.accounts.models import User

Kind = Sanction.Kind

# What a query asks of each sanction, in the order in which `of_rows` takes it.
COLUMNS = ("kind", "rule_number", "ends_at", "decision_id")


def reasons_at(decision_id: int | None) -> str:
    """Where the reader whom a decision restricts finds its statement of reasons, and how to object."""
    return reverse("comments:reasons", args=[decision_id or 0])


@dataclass(frozen=True, slots=True)
class Held:
    """One sanction in force, as little of it as is asked with every comment."""

    kind: str
    rule_number: int
    ends_at: dt.datetime | None
    decision_id: int | None

    @property
    def until(self) -> str:
        """Until when, in words that follow "until"."""
        return date_format(timezone.localtime(self.ends_at), "j M Y, H:i T") if self.ends_at else _("that is lifted")

    @property
    def address(self) -> str:
        """Where its reader finds the reasons, and how to object; a warning, also the button that they have read it."""
        if self.kind == Kind.WARNING:
            return reverse("comments:warnings")
        return reasons_at(self.decision_id)

    @property
    def sentence(self) -> str:
        """What its reader is told where they would write or take part."""
        said = {"rule": self.rule_number, "until": self.until}
        return {
            Kind.WARNING: _("A moderator has warned you under rule %(rule)s. Please read the warning before you write again."),
            Kind.LOOKED_AT_FIRST: _("Under rule %(rule)s a person looks at everything you write first, until %(until)s."),
            Kind.MUTED: _("You are muted under rule %(rule)s until %(until)s. You can read, recommend and report, not write."),
            Kind.BARRED: _(
                "You are barred under rule %(rule)s until %(until)s. You cannot write, recommend or report. You can read, "
                "follow, mute, take back what you wrote, and object."
            ),
        }[Kind(self.kind)] % said

    @property
    def sentence_besides(self) -> str:
        """The same below a heavier one, which has said what its reader may still do."""
        also = {
            Kind.MUTED: _("You are also muted under rule %(rule)s until %(until)s."),
            Kind.BARRED: _("You are also barred under rule %(rule)s until %(until)s."),
        }.get(Kind(self.kind))
        return also % {"rule": self.rule_number, "until": self.until} if also else self.sentence


def of_rows(rows: Iterable[tuple[str | None, int | None, dt.datetime | None, int | None]]) -> list[Held]:
    """Sanctions as a query gives them (kind, rule, end, decision), the strongest first, then the longest."""
    held = [Held(kind, rule or 0, ends_at, decision_id) for kind, rule, ends_at, decision_id in rows if kind is not None]
    return sorted(held, key=_weight, reverse=True)


def holding(account: User, *, now: dt.datetime) -> list[Held]:
    """What holds against somebody at `now`, the strongest first. One query."""
    return of_rows(Sanction.objects.filter(account=account).in_force(now=now).values_list(*COLUMNS))


def of_kinds(held: Iterable[Held], *kinds: str) -> Held | None:
    """The first of these kinds among sanctions in order; None if none of them holds."""
    return next((sanction for sanction in held if sanction.kind in kinds), None)


def keeps_silent(held: Iterable[Held]) -> Held | None:
    """What keeps its reader from writing until it ends; None if nothing does."""
    return of_kinds(held, Kind.BARRED, Kind.MUTED)


def _weight(held: Held) -> tuple[int, bool, float]:
    ends = held.ends_at.timestamp() if held.ends_at else 0.0
    return Sanction.STRENGTH.index(Kind(held.kind)), held.ends_at is None, ends
