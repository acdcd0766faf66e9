"""Whether anything drifts: random operations by many processes at once, and then a recount of every counter.

    DATABASE_URL=postgres://… python -m bench.operations [--operations 50000] [--processes 8] [--seed 1] [--keep]

Makes a small scratch newspaper, lets every process post, answer, edit, take back, hold, approve, remove, restore, undo,
recommend, report, mute and pick in the same few conversations, mostly on the newest comments, through the verbs of the site.
Then every counter, number, state and ranking must be what a recount of comments and log says (`bench/operating.py` says
how). A deadlock that Postgres breaks up is tried once more by the verb, and is no fault; one that a verb lets through is.
The same seed makes the same operations in each process; how the processes interleave is chance.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from bench.measuring import table
from bench.newspapers import Newspaper, newspaper

READERS = 400
COMMENTS = 600


def deadlocks(made: Newspaper) -> int:
    """How many Postgres has broken up in this newspaper so far."""
    with psycopg.connect(made.url, autocommit=True) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        row = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
        return int(row[0]) if row else 0


def measure(made: Newspaper, *, operations: int, processes: int, seed: int) -> None:
    """Let all of them loose, then count."""
    made.run("-m", "bench.operators", "gather", str(READERS))
    before, began = deadlocks(made), time.monotonic()

    def one(number: int) -> dict[str, Any]:
        return json.loads(made.run("-m", "bench.operators", "run", str(operations // processes), f"{seed}-{number}"))

    with ThreadPoolExecutor(processes) as pool:
        found = list(pool.map(one, range(processes)))
    took = time.monotonic() - began
    done: Counter[str] = Counter()
    for one_found in found:
        done.update(one_found["done"])
    failures = [failure for one_found in found for failure in one_found["failures"]]
    again = Counter({kind: sum(one_found["again"].get(kind, 0) for one_found in found) for kind in ("deadlock_detected",)})
    recount = json.loads(made.run("-m", "bench.operators", "prove"))
    title = f"{sum(done.values()):,} operations by {processes} processes, seed {seed}, in {took:.0f} s"
    table(
        title,
        ["what", "times"],
        [
            *sorted([what, f"{times:,}"] for what, times in done.items()),
            ["deadlocks that Postgres broke up", deadlocks(made) - before],
            ["verbs tried once more after one", again["deadlock_detected"]],
            ["deadlocks that reached a verb (0)", sum(times for what, times in done.items() if what.endswith("DEADLOCK"))],
            ["other failures (0)", sum(times for what, times in done.items() if "FAILED" in what)],
            ["counters, numbers, states and rankings", f"equal to a recount: {recount}"],
        ],
    )
    if failures:
        raise SystemExit(f"{len(failures)} failures, the first:\n{failures[0]}")


def main() -> None:
    """Make the newspaper and let them loose."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=50_000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper, to look at what was found")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, name = os.environ["DATABASE_URL"], f"operations_{options.seed}"
        counts = {"depth": 20, "readers": 60}
        made = stack.enter_context(newspaper(url, COMMENTS, folder=folder, keep=options.keep, name=name, **counts))
        measure(made, operations=options.operations, processes=options.processes, seed=options.seed)


if __name__ == "__main__":
    main()
