"""What was noticed of what was said: how often each comment was on a page somebody read, and what editors put forward."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from comments.models import Comment, Discussion, Exposure
from comments.moderation import decisions
from comments.seeding.copying import analyze, copy
from newsroom.accounts.models import User

# Of those who have a comment before them, one in so many recommends it: the best liked, and the least.
BEST_LIKED, LEAST_LIKED = 8, 60
# What everybody reads who opens the page once, however little comes of it.
LOOKED_AT = 40
# Editors read what is much talked about, and put forward a handful there.
PICKED_IN, PICKS = 8, (2, 5)
# Nobody picks from a conversation that has hardly begun.
ENOUGH = 20


def notice(discussions: Sequence[Discussion], moments: Iterator[dt.datetime], *, by: User, seed: int) -> None:
    """Give every comment that readers see its exposures, and the liveliest conversations their picks, one at each moment."""
    rng = random.Random(f"noticed {seed}")
    # Found before they are copied: one connection does not do both at once.
    copy(Exposure, ["comment_id", "reads"], list(_exposures(discussions, rng)))
    lively = Discussion.objects.filter(pk__in=[row.pk for row in discussions], visible_count__gte=ENOUGH)
    for discussion in lively.order_by("-visible_count", "pk")[:PICKED_IN]:
        liked = Comment.objects.seen().filter(discussion=discussion).exclude(author=by)
        for comment in liked.order_by("-tally__recommendations", "pk")[: rng.randint(*PICKS)]:
            decisions.feature(comment, by=by, now=next(moments))
    analyze(Exposure)


def _exposures(discussions: Sequence[Discussion], rng: random.Random) -> Iterator[tuple[int, int]]:
    shown = Comment.objects.seen().filter(discussion__in=[row.pk for row in discussions])
    for pk, recommendations in shown.order_by("pk").values_list("pk", "tally__recommendations"):
        yield pk, int(recommendations * rng.uniform(BEST_LIKED, LEAST_LIKED) + rng.expovariate(1 / LOOKED_AT))
