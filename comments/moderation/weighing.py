"""What reports weigh toward hiding a comment before a person has looked. Pure: records in, weight out.

Toward the order of the queue every reader counts the same. Toward hiding only those count who have been right before, so
that no crowd of new accounts takes a comment away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from comments import limits


def weight(upheld: Collection[dt.timedelta], *, account_age: dt.timedelta) -> float:
    """What one reader's report weighs: 0, or 1 to 4 by how often, and how lately, a moderator has agreed with them.

    `upheld` says how long ago each of their reports was made that was upheld; each is worth 1, half of it every 90 days.
    """
    if account_age < limits.REPORTER_IS_NEW or len(upheld) < limits.UPHELD_BEFORE_WEIGHT:
        return 0.0
    record = sum(0.5 ** (ago / limits.WEIGHT_HALVES_IN) for ago in upheld)
    return min(max(record, limits.LEAST_WEIGHT), limits.MOST_WEIGHT)


def hides(weights: Collection[float], *, least: float = limits.WEIGHT_TO_HIDE, readers: float = limits.READERS_TO_HIDE) -> bool:
    """Whether reports of these weights, one a reader, hide a comment until a person has looked.

    Together they weigh `least` or more, and come from so many `readers`.
    """
    counted = [weight for weight in weights if weight > 0]
    return len(counted) >= readers and sum(counted) >= least
