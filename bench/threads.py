"""What the pages of a crowded conversation cost: 100,000 comments on one story, 100 deep, a parent with 5,000 answers.

    DATABASE_URL=postgres://… python -m bench.threads [--keep] [--comments 100000]

Makes a scratch newspaper beside the database in DATABASE_URL (three minutes; `--keep` leaves it for the next run), and
asks for every kind of page of that conversation with all memory empty. Milliseconds are processor time: the median of 30
in the site's process, and the mean of 30 in Postgres, whose clock ticks only every 10 ms. The floor (100 bytes, no
middleware) is asked before and after in the same run: where it is far above 0.2 ms the machine was slow or busy, and so
are the pages. `kB` is compressed, gzip 6.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean
from typing import Any

from bench.measuring import load, median, ms, serving, table
from bench.newspapers import Newspaper, newspaper

# The 5,000 answers come on top.
COMMENTS, ANSWERS, DEPTH, READERS = 100_000, 5_000, 100, 3_000
MOST_QUERIES, MOST_MS, MOST_KB = 14, 60, 60


@contextmanager
def crowded(url: str, comments: int, *, folder: Path, keep: bool) -> Iterator[Newspaper]:
    """The newspaper with the crowded story."""
    counts = {"depth": DEPTH, "readers": READERS}
    with newspaper(url, comments - ANSWERS, folder=folder, keep=keep, name="crowd", then="bench.crowd", **counts) as made:
        yield made


def row(found: dict[str, Any]) -> list[object]:
    """One kind of page as a line of the table."""
    here, there = median(found["here"]), mean(found["there"])
    kilobytes = found["bytes"] / 1000
    kept = found["queries"] <= MOST_QUERIES and here + there <= MOST_MS and kilobytes <= MOST_KB
    return [found["kind"], found["queries"], ms(here + there), ms(here), ms(there), f"{kilobytes:.1f}", "yes" if kept else "NO"]


def measure(made: Newspaper) -> None:
    """Floor, every kind of page, floor."""
    made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    with serving("bench.floor") as floor:
        lowest = [load(floor, "/", seconds=3, database="").milliseconds]
        rows = [row(found) for found in made.lines("-m", "bench.crowd", "measure")]
        lowest.append(load(floor, "/", seconds=3, database="").milliseconds)
    table(
        f"Every kind of page, cold (at most {MOST_QUERIES} queries, {MOST_MS} ms, {MOST_KB} kB);"
        f" the floor before and after: {ms(lowest[0])} and {ms(lowest[1])} ms",
        ["page", "queries", "ms", "here", "Postgres", "kB", "within"],
        rows,
    )


def main() -> None:
    """Make the newspaper and measure it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--comments", type=int, default=COMMENTS)
    options.add_argument("--keep", action="store_true", help="leave the newspaper for the next run")
    chosen = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(crowded(os.environ["DATABASE_URL"], chosen.comments, folder=folder, keep=chosen.keep))
        measure(made)


if __name__ == "__main__":
    main()
