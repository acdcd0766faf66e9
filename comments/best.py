"""The order "best", for a page with one positive button: what a comment has surely earned, and a little room for the new.

A comment is worth its share: of those who had it before them, how many recommend it. A share of few is a guess, so a
comment is ranked by the lower end of what its share may truly be: Wilson's score interval (E. B. Wilson, "Probable
inference, the law of succession, and statistical inference", 1927), one-sided. The bound alone would bury whatever is new,
which is worth nothing to it; so everybody begins with the same imagined readers, who liked the comment better than is usual
here (optimistic first values, as in R. Sutton and A. Barto, "Reinforcement learning", 2.6). They are few: real readers
soon outvote them. Not raw counts: those go to whoever came first, and then to whoever stood where the counts had put them.

The formula stands here twice, in Python for `bench/best.py` and in SQL for `rankings`; a test holds both equal.
"""

from __future__ import annotations

import math

from comments import limits


def usual_share(*, recommendations: float, reads: float) -> float:
    """What share of readers recommend a comment of this conversation, from the sums over its threads."""
    return (recommendations + limits.BEST_USUAL_RECOMMENDATIONS) / (reads + limits.BEST_USUAL_READS)


def head_start(*, usual: float) -> float:
    """How many of the imagined first readers recommend a comment, given the usual share."""
    return limits.BEST_HEAD_START_READS * min(usual * limits.BEST_HEAD_START_RATE, limits.BEST_HEAD_START_MOST)


def score(*, recommendations: float, reads: float, start: float) -> float:
    """The lower bound of a comment's share, from 0 to 1; `start` is its conversation's `head_start`.

    Whoever recommends a comment has read it, also where that reading was not counted.
    """
    n = max(reads, recommendations) + limits.BEST_HEAD_START_READS
    share = (recommendations + start) / n
    z = limits.BEST_DOUBT
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n)


# The same of one row: `recommendations` and `reads` (float8, the latter at least the former) are its columns, `start` is of
# its conversation.
_N = "(reads + %(head_start_reads)s)"
_SHARE = f"((recommendations + start) / {_N})"
SCORE = f"""(
    ({_SHARE} + %(doubt)s ^ 2 / (2 * {_N})
     - %(doubt)s * sqrt({_SHARE} * (1 - {_SHARE}) / {_N} + %(doubt)s ^ 2 / (4 * {_N} ^ 2)))
    / (1 + %(doubt)s ^ 2 / {_N})
)"""

# Of all rows together.
START = """%(head_start_reads)s * least(
    (coalesce(sum(recommendations), 0) + %(usual_recommendations)s) / (coalesce(sum(reads), 0) + %(usual_reads)s)
    * %(head_start_rate)s, %(head_start_most)s
)"""


def parameters() -> dict[str, float]:
    """The values that both pieces of SQL take."""
    return {
        "doubt": float(limits.BEST_DOUBT),
        "head_start_reads": float(limits.BEST_HEAD_START_READS),
        "head_start_rate": float(limits.BEST_HEAD_START_RATE),
        "head_start_most": float(limits.BEST_HEAD_START_MOST),
        "usual_reads": float(limits.BEST_USUAL_READS),
        "usual_recommendations": float(limits.BEST_USUAL_RECOMMENDATIONS),
    }
