"""Load against capacity: whether the queue is being emptied or grows, and when it is empty. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Course(StrEnum):
    """Where the queue is going."""

    EMPTY = "empty"
    EMPTIES = "empties"
    SLOWLY = "slowly"
    STANDS = "stands"
    GROWS = "grows"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Load:
    """What waits now; how much came to wait and how much of it was done with in the last `hours`."""

    waiting: int
    arrived: int
    cleared: int
    hours: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where it is going at this rate: so many an hour more or fewer, and when nothing waits any more."""

    course: Course
    an_hour: float = 0.0
    empty_at: dt.datetime | None = None


# A forecast for the day after tomorrow is none: by then other people are at the desk, and other stories are read.
FORESEEN = dt.timedelta(hours=48)


def forecast(load: Load, *, now: dt.datetime) -> Forecast:
    """Go on as in the hours that were measured: what came an hour keeps coming, what was done an hour keeps being done.

    That is all it knows, which is why it is said with "at this rate": a straight line is what one can follow and check.
    """
    if load.waiting == 0:
        return Forecast(Course.EMPTY)
    if load.hours <= 0 or load.arrived == load.cleared == 0:
        return Forecast(Course.QUIET)
    an_hour = (load.arrived - load.cleared) / load.hours
    if an_hour > 0:
        return Forecast(Course.GROWS, an_hour)
    if an_hour == 0:
        return Forecast(Course.STANDS)
    hours_left = load.waiting / -an_hour
    if hours_left > FORESEEN.total_seconds() / 3600:
        return Forecast(Course.SLOWLY, an_hour)
    return Forecast(Course.EMPTIES, an_hour, now + dt.timedelta(hours=hours_left))
