"""Whether every decision can be defended: random events at a moderation desk, and then proof of everything that was decided.

    DATABASE_URL=postgres://… python -m bench.decisions [--events 10000] [--seed 1] [--keep]

Makes a small scratch newspaper. One process posts, answers, edits, reports, holds, approves, removes, restores, undoes, takes
back, passes on, sanctions, lifts, objects, answers objections, sends and decides notices, picks, checks again and erases
accounts, through the verbs of the site. Then (`bench/moderating.py` says how): no restriction is without its statement of
reasons; every decision of a machine comes out again from what was stored of it; the log verifies under its seals; every
alteration of any column of an entry, of its words, of a finding and of a statement of reasons is named; what waits equals a
recount, and so does every counter. The same seed makes the same events.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import table
from bench.newspapers import newspaper

READERS = 150
COMMENTS = 300


def measure(events: int, *, seed: int, keep: bool) -> None:
    """Make the newspaper, let it happen, prove it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, name = os.environ["DATABASE_URL"], f"decisions_{seed}"
        made = stack.enter_context(newspaper(url, COMMENTS, folder=folder, keep=keep, name=name, depth=20, readers=60))
        made.run("-m", "bench.operators", "gather", str(READERS))
        began = time.monotonic()
        found = json.loads(made.run("-m", "bench.operators", "decide", str(events), str(seed)))
        took = time.monotonic() - began
    done = sorted([what, f"{times:,}"] for what, times in found["done"].items())
    table(f"{events:,} events, seed {seed}, in {took:.0f} s", ["what", "times"], done)
    table("what was proved", ["what", "how many"], [[what, f"{many:,}"] for what, many in found["proved"].items()])
    if found["failures"]:
        sys.exit(f"{len(found['failures'])} failures, the first:\n{found['failures'][0]}")


def main() -> None:
    """Read what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper, to look at what was found")
    options = parser.parse_args()
    measure(options.events, seed=options.seed, keep=options.keep)


if __name__ == "__main__":
    main()
