"""What moderators decided about a reader's account, as that reader finds it again: as long as one can object."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import limits, reasons, sanctioned
from comments.models import Objection, Sanction
from comments.moderation.objections.matters import last_moment
from newsroom.accounts.models import User

Kind = Sanction.Kind
Outcome = Objection.Outcome

# How the log calls each, under which its reader is told what happened.
_DECIDED = {Kind.WARNING: "warn", Kind.LOOKED_AT_FIRST: "look_first", Kind.MUTED: "mute", Kind.BARRED: "bar"}


@dataclass(frozen=True, slots=True)
class Imposed:
    """One sanction against whoever reads this, what has become of it, and how their objection stands."""

    sanction: Sanction
    now: dt.datetime
    objection: Objection | None = None

    @property
    def what(self) -> str:
        """What was decided, to whom it was done."""
        return reasons.what_happened(_DECIDED[Kind(self.sanction.kind)])

    @property
    def address(self) -> str:
        """Where the reasons stand, with the objection or the form for one."""
        return sanctioned.reasons_at(self.sanction.decision_id)

    @property
    def state(self) -> str:
        """Whether it holds, and until when; or when it ended."""
        row = self.sanction
        if row.lifted_at is not None:
            return _("It was lifted on %(day)s.") % {"day": _day(row.lifted_at)}
        if row.acknowledged_at is not None:
            return _("You said on %(day)s that you have read it.") % {"day": _day(row.acknowledged_at)}
        if row.kind == Kind.WARNING:
            return _("You have not said yet that you have read it.")
        if row.ends_at is None:
            return _("It holds until it is lifted.")
        said = _("It ended on %(day)s.") if row.ends_at <= self.now else _("It holds until %(day)s.")
        return said % {"day": _day(row.ends_at)}

    @property
    def on_objecting(self) -> str:
        """How an objection stands, or until when there can be one; empty where there is nothing left to object to."""
        if self.objection is not None:
            return {
                Outcome.OPEN: _("You have objected; the answer is still to come."),
                Outcome.UPHELD: _("You objected, and were right."),
                Outcome.REJECTED: _("You objected, and the decision stands."),
                Outcome.MOOT: _("You objected, and something else was decided meanwhile."),
            }[Outcome(self.objection.outcome)]
        until = last_moment(self.sanction.starts_at)
        if self.sanction.lifted_at is not None or self.now > until:
            return ""
        return _("You can object until %(day)s.") % {"day": date_format(until, "j F Y")}


def against(reader: User, *, now: dt.datetime) -> list[Imposed]:
    """The sanctions against `reader` to which they can still object, or could until lately, and those that hold; newest first.

    What was undone before anybody was told never happened. Two queries; one where there is none.
    """
    # A day more than the months: the last one counts to its end.
    lately = Q(starts_at__gte=now - limits.OBJECT_WITHIN - dt.timedelta(days=1))
    never_told = Q(lifted_at__lte=F("starts_at") + limits.UNDO_WINDOW, acknowledged_at=None)
    mine = Sanction.objects.filter(account=reader)
    holding = Q(pk__in=mine.in_force(now=now).values("pk"))
    rows = list(mine.filter(lately | holding).exclude(never_told).order_by("-starts_at", "-pk"))
    objected = Objection.objects.filter(by=reader, sanction__in=rows) if rows else []
    answered = {objection.sanction_id: objection for objection in objected}
    return [Imposed(row, now, answered.get(row.pk)) for row in rows]


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j M Y, H:i T")
