"""All of the desk's numbers for one period, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comments.moderation import agreement
from comments.moderation.agreement import Agreement
from comments.moderation.numbers import asking
from comments.moderation.numbers.asking import RuleCount, Times, Waiting
from comments.moderation.numbers.load import Forecast, Load, forecast
from comments.moderation.numbers.periods import Period


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the desk stands at `now`, and how it did over a period."""

    period: Period
    now: dt.datetime
    waiting: Sequence[Waiting]
    load: Load
    forecast: Forecast
    starts: Sequence[dt.datetime]
    by_persons: Sequence[int]
    by_the_policy: Sequence[int]
    times: Sequence[Times]
    looked_at: int
    agreements: Mapping[str, Agreement]
    rules: Sequence[RuleCount]

    @property
    def claimed(self) -> int:
        """How much of what waits somebody is looking at."""
        return sum(row.claimed for row in self.waiting)


def gather(period: Period, *, now: dt.datetime) -> Numbers:
    """Ask for all of them. Seven queries, however much was said and decided."""
    since = now - period.span
    waiting = asking.waiting(now=now)
    load = asking.load(waiting=sum(row.count for row in waiting), now=now)
    by_persons, by_the_policy = asking.decided(period, now=now)
    return Numbers(
        period,
        now,
        waiting,
        load,
        forecast(load, now=now),
        period.starts(now=now),
        by_persons,
        by_the_policy,
        asking.times(since=since),
        asking.looked_at(since=since),
        agreement.by_check(now=now, since=since),
        asking.rules(since=since),
    )
