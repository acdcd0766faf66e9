"""How soon a bad comment is seen: the desk's order against the newest first, moderators taking "next".

    python -m bench.queue_order [--comments 5000] [--bad 0.02] [--moderators 3] [--seeds 20]

A night's backlog, simulated with the desk's own function (`comments.moderation.harm`). Everything on a desk is there for a
reason: seven in ten of the good ones are held (newcomers, links), three are reported by somebody who dislikes them. Of the bad
ones a quarter is held, with what the checks are surer of; the others are seen, and reported the more, the more are reading.
From the morning on each moderator takes the next thing every thirty seconds. What is printed is how long a bad comment still
waits until somebody first looks at it, under either order, with everything else the same: of all mornings together, and of the
worst, the middle and the best one. Mornings differ by how busy their stories are: where few are reading, few report, and a bad
comment with one report stands among the good ones with one.
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


@dataclass(frozen=True)
class Thing:
    """One comment on the desk: how long it has waited in the morning, and what is known about it."""

    is_bad: bool
    waited: timedelta
    expected: float


def backlog(comments: int, bad: float, *, seed: int) -> list[Thing]:
    """What waits in the morning."""
    rng = random.Random(seed)
    readings = [int(10 ** rng.uniform(0.5, 3.3)) for _ in range(STORIES)]
    made = []
    for _ in range(comments):
        reads = rng.choices(readings, weights=[reading**0.7 for reading in readings])[0]
        is_bad = rng.random() < bad
        is_held = rng.random() < (0.25 if is_bad else 0.7)
        found = rng.uniform(*((0.5, 1.0) if is_bad else (0.3, 0.8))) if is_held else 0.0
        reports = 0 if is_held else 1 + int(rng.expovariate(1 / (reads / 100 if is_bad else 0.2)))
        waited = timedelta(hours=rng.uniform(0, HOURS))
        known = Waits("comment", found, reports, reads, is_seen=not is_held, is_escalated=False, waited=waited)
        made.append(Thing(is_bad, waited, harm.expected(known).total))
    return made


def first_looks(things: list[Thing], order: Callable[[Thing], object], *, moderators: int) -> list[float]:
    """How many seconds each bad comment still waits for its first look, where what `order` puts first is taken first."""
    taken = enumerate(sorted(things, key=order), start=1)
    return [place * SECONDS_A_LOOK / moderators for place, thing in taken if thing.is_bad]


def main() -> None:
    """Let the same morning happen twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=5_000)
    parser.add_argument("--bad", type=float, default=0.02)
    parser.add_argument("--moderators", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    by_harm: list[float] = []
    newest: list[float] = []
    sooner: list[float] = []
    for seed in range(options.seeds):
        things = backlog(options.comments, options.bad, seed=seed)
        harmful = first_looks(things, lambda thing: -thing.expected, moderators=options.moderators)
        young = first_looks(things, lambda thing: thing.waited, moderators=options.moderators)
        sooner.append(statistics.mean(young) / statistics.mean(harmful))
        by_harm, newest = by_harm + harmful, newest + young
    rows = [
        [name, f"{statistics.mean(waits) / 60:.1f} min", f"{statistics.median(waits) / 60:.1f} min", f"{max(waits) / 3600:.1f} h"]
        for name, waits in (("expected harm", by_harm), ("newest first", newest))
    ]
    title = f"First look at bad ones of {options.comments:,} comments, {options.moderators} moderators, {options.seeds} mornings"
    table(title, ["order", "mean", "median", "longest"], rows)
    print(f"Sooner by expected harm: {statistics.mean(newest) / statistics.mean(by_harm):.1f} times (at least 3).")
    print(f"Mornings: from {min(sooner):.1f} over {statistics.median(sooner):.1f} to {max(sooner):.1f} times.")


if __name__ == "__main__":
    main()
