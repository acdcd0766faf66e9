"""How much harm is to be expected of something while it waits: what the desk is sorted by. Pure: what is known in, a number out.

    what was found × how many are reading × who reported it × how long it waits

Each factor is 1 where there is nothing to say, so the numbers compare: twice the harm, twice as urgent. `sql` is the same in
the database, made of the same numbers; a test holds the two against each other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import formats
from django.utils.timesince import timesince
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Awaiting

DAY = dt.timedelta(days=1)
Kind = Awaiting.Kind

GRAVITY = {Kind.NOTICE: limits.NOTICE_WEIGHS, Kind.OBJECTION: limits.OBJECTION_WEIGHS}


@dataclass(frozen=True, slots=True)
class Waits:
    """What is known about one thing that waits. `reads`: of its story, in the last hour."""

    kind: str
    found: float
    reported: float
    reads: int
    is_seen: bool
    is_escalated: bool
    waited: dt.timedelta


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the numbers that are multiplied, with what it comes from, in words for moderators."""

    words: str
    times: float

    @property
    def written(self) -> str:
        """How much, with two digits."""
        return _with_two_digits(round(self.times, 2), get_language())


@dataclass(frozen=True, slots=True)
class Harm:
    """Why something is where it is: the factors, and their product."""

    factors: Sequence[Factor]

    @property
    def total(self) -> float:
        """What the list is sorted by."""
        return math.prod(factor.times for factor in self.factors)

    @property
    def written(self) -> str:
        """The same, with two digits."""
        return _with_two_digits(round(self.total, 2), get_language())

    @property
    def telling(self) -> list[Factor]:
        """The factors that change anything, as they are written with two digits."""
        return [factor for factor in self.factors if round(factor.times, 2) != 1]


def expected(waits: Waits) -> Harm:
    """The harm to be expected, factor by factor."""
    return Harm(
        (
            Factor(_what_it_is(waits), gravity(waits)),
            Factor(_who_reads(waits), exposure(waits)),
            Factor(
                ngettext("%(n)s report", "%(n)s reports", int(waits.reported)) % {"n": int(waits.reported)}, 1 + waits.reported
            ),
            Factor(_("waiting %(time)s") % {"time": _time(waits.waited)}, patience(waits)),
        )
    )


def gravity(waits: Waits) -> float:
    """What was found: 1 to 2 by the checks' highest score, more for what the law speaks of; twice if a colleague doubts."""
    doubt = limits.ESCALATED_WEIGHS if waits.is_escalated else 1.0
    return GRAVITY.get(Kind(waits.kind), 1 + waits.found) * doubt


def exposure(waits: Waits) -> float:
    """How many are reading, damped: ten times the readers are not ten times the harm. What nobody sees, nobody reads."""
    return 1 + math.log10(1 + waits.reads) / limits.READERS_DAMPED_BY if waits.is_seen else limits.UNSEEN_WEIGHS


def patience(waits: Waits) -> float:
    """How long it waits. What has a deadline rises ever faster as that comes near, and goes on rising after it."""
    days = max(waits.waited / DAY, 0.0)
    if waits.kind == Kind.COMMENT:
        return 1 + days / limits.WAITING_COUNTS_DAYS
    deadline = limits.ANSWERED_WITHIN / DAY
    return deadline / max(deadline - days, deadline / limits.DUE_WEIGHS) + max(days - deadline, 0.0)


_DAYS = "greatest(extract(epoch FROM %(now)s - waits.since) / 86400.0, 0)::float8"
_DEADLINE = limits.ANSWERED_WITHIN / DAY


def sql(*, reads: str) -> str:
    """The same for `waits`, a row of what waits, at the moment `now`; `reads` is the expression for its story's readings."""
    return f"""(
  CASE waits.kind WHEN 'notice' THEN {limits.NOTICE_WEIGHS} WHEN 'objection' THEN {limits.OBJECTION_WEIGHS}
                  ELSE 1 + waits.found END
  * CASE WHEN waits.is_escalated THEN {limits.ESCALATED_WEIGHS} ELSE 1 END
  * CASE WHEN waits.is_seen THEN 1 + log((1 + {reads})::float8) / {limits.READERS_DAMPED_BY} ELSE {limits.UNSEEN_WEIGHS} END
  * (1 + waits.reported)
  * CASE WHEN waits.kind = 'comment' THEN 1 + {_DAYS} / {limits.WAITING_COUNTS_DAYS}
         ELSE {_DEADLINE} / greatest({_DEADLINE} - {_DAYS}, {_DEADLINE} / {limits.DUE_WEIGHS})
              + greatest({_DAYS} - {_DEADLINE}, 0) END
)::float8"""


def _what_it_is(waits: Waits) -> str:
    if waits.kind == Kind.NOTICE:
        said = _("somebody says that it is against the law")
    elif waits.kind == Kind.OBJECTION:
        said = _("somebody asks for another look")
    elif waits.found > 0:
        said = _("checks found something")
    else:
        said = _("checks found nothing")
    return _("%(found)s; a colleague was not sure") % {"found": said} if waits.is_escalated else said


def _who_reads(waits: Waits) -> str:
    if not waits.is_seen:
        return _("not seen by readers")
    return ngettext("read %(n)s time in the last hour", "read %(n)s times in the last hour", waits.reads) % {"n": waits.reads}


@lru_cache(maxsize=4096)
def _with_two_digits(number: float, language: str | None) -> str:
    # A page has a hundred of them, and most are of a few.
    return formats.number_format(number, 2)


def _time(waited: dt.timedelta) -> str:
    start = dt.datetime(2000, 1, 1)
    return timesince(start, start + max(waited, dt.timedelta()), depth=1)
