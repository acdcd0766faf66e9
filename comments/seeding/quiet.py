"""The longest pause in the log: where there is room for what people did besides, in the order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Looked for in these hours before now: what is done then has been answered, and most of what is answered was there.
FROM, UNTIL = dt.timedelta(hours=72), dt.timedelta(hours=26)
# So many things can be done in it.
MOMENTS = 60


@dataclass(frozen=True)
class Pause:
    """The time between the entry before `place` and the one at it."""

    place: int
    begins: dt.datetime
    ends: dt.datetime

    def moments(self) -> Iterator[dt.datetime]:
        """Moments within it, one after the other."""
        return (self.begins + (self.ends - self.begins) * part / (MOMENTS + 1) for part in range(1, MOMENTS + 1))


def longest(times: Sequence[dt.datetime], *, now: dt.datetime) -> Pause:
    """The longest pause between `times`, which are in order; after all of them, until `now`, where there is none."""
    between = enumerate(pairwise(times), start=1)
    pauses = [Pause(place, *pair) for place, pair in between if now - FROM < pair[0] and pair[1] < now - UNTIL]
    return max(pauses, key=lambda pause: pause.ends - pause.begins, default=Pause(len(times), times[-1] if times else now, now))
