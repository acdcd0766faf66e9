"""How soon a bad comment is seen: the desk's order against the newest first, moderators taking "next".

    python -m bench.queue_order [--comments 5000] [--bad 0.02] [--moderators 2] [--seed 4]

A day of a newspaper, simulated with the desk's own function (`comments.moderation.harm`): comments come in over twelve hours,
more of them where more are reading; two in a hundred are bad. What is known about them is imperfect, as in life: checks find
something in most of the bad ones and in some of the good ones, readers report what they see, and some report what they merely
dislike. A moderator takes the next thing every thirty seconds; there are fewer hands than work until the evening. What is
printed is how long a bad comment waits until somebody first looks at it, under either order, with everything else the same.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/nothing")
os.environ.setdefault("SECRET_KEY", "only-for-measuring-" + "x" * 40)
os.environ.setdefault("SITE_URL", "http://localhost:8000")
django.setup()

from bench.measuring import table  # noqa: E402
from comments.moderation import harm  # noqa: E402
from comments.moderation.harm import Waits  # noqa: E402

HOURS, SECONDS_A_LOOK = 12, 30
STORIES = 40


@dataclass
class Thing:
    """One comment on the desk: when it came, and what is known about it."""

    at: float
    is_bad: bool
    found: float
    is_seen: bool
    reads: int
    # When each report of it comes.
    reports: list[float]

    def expected(self, now: float) -> float:
        """Its harm at a moment."""
        reported = sum(at <= now for at in self.reports)
        waited = timedelta(seconds=now - self.at)
        waits = Waits("comment", self.found, reported, self.reads, self.is_seen, is_escalated=False, waited=waited)
        # The product of `harm.expected`, without its words.
        return harm.gravity(waits) * harm.exposure(waits) * (1 + reported) * harm.patience(waits)


def day(comments: int, bad: float, *, seed: int) -> list[Thing]:
    """What comes to the desk in a day, in the order in which it comes."""
    rng = random.Random(seed)
    readings = [int(10 ** rng.uniform(0.5, 3.3)) for _ in range(STORIES)]
    made = []
    for _ in range(comments):
        reads = rng.choices(readings, weights=[reading**0.7 for reading in readings])[0]
        is_bad = rng.random() < bad
        # A check notices six bad ones in ten, and one good one in ten, less surely.
        found = rng.uniform(0.5, 1) if rng.random() < 0.6 and is_bad else rng.uniform(0.2, 0.7) if rng.random() < 0.1 else 0.0
        is_seen = found < 0.6
        at = rng.uniform(0, HOURS * 3600)
        # Of those who read it, one in so many reports.
        often = (reads / 60 if is_seen else 0) * (0.02 if is_bad else 0.0004)
        reports, then = [], at
        while often and len(reports) < 20 and (then := then + rng.expovariate(often) * 60) < HOURS * 3600:
            reports.append(then)
        made.append(Thing(at, is_bad, found, is_seen, reads, reports))
    return sorted(made, key=lambda thing: thing.at)


def first_looks(things: list[Thing], order: Callable[[Thing, float], float], *, moderators: int) -> list[float]:
    """How many seconds each bad comment waited for its first look, somebody always taking what `order` puts on top."""
    coming, waiting, waited, now = list(reversed(things)), [], [], 0.0
    while coming or waiting:
        now += SECONDS_A_LOOK / moderators
        while coming and coming[-1].at <= now:
            waiting.append(coming.pop())
        if not waiting:
            continue
        top = max(waiting, key=lambda thing: order(thing, now))
        waiting.remove(top)
        if top.is_bad:
            waited.append(now - top.at)
    return waited


def main() -> None:
    """Let the same day happen twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=5_000)
    parser.add_argument("--bad", type=float, default=0.02)
    parser.add_argument("--moderators", type=int, default=2)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    things = day(options.comments, options.bad, seed=options.seed)
    by_harm = first_looks(things, lambda thing, now: thing.expected(now), moderators=options.moderators)
    newest = first_looks(things, lambda thing, now: thing.at, moderators=options.moderators)
    rows = [
        [name, f"{statistics.mean(waits) / 60:.1f} min", f"{statistics.median(waits) / 60:.1f} min", f"{max(waits) / 3600:.1f} h"]
        for name, waits in (("expected harm", by_harm), ("newest first", newest))
    ]
    title = f"First look at {len(by_harm)} bad ones of {len(things):,} comments, {options.moderators} moderators"
    table(title, ["order", "mean", "median", "longest"], rows)
    print(f"Sooner by expected harm: {statistics.mean(newest) / statistics.mean(by_harm):.1f} times (at least 3).")


if __name__ == "__main__":
    main()
