"""What the moderators' desk costs on a large site: the queue's page, one case, one decision, and finding words.

    DATABASE_URL=postgres://… python -m bench.desk [--comments 200000] [--waiting 5000] [--times 30] [--keep]

Makes a scratch newspaper beside the database in DATABASE_URL, fills it in bulk (held, reported and unchecked comments among
many that simply stand), starts its own server, asks as a signed-in moderator, and drops and stops all of it at the end.
Processor time is that of every server process and of the Postgres processes that work for the newspaper, median of so many
samples; the kernel counts in ticks of 10 ms, so requests are taken together and divided. The floor (100 bytes, no middleware)
is asked before and after in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psycopg

from bench.measuring import Server, median, postgres_pids, processor_seconds, serving, table
from bench.newspapers import Newspaper, newspaper
from bench.next import Moderator
from bench.posting import floor_sample

ASKED_A_SAMPLE = 5

HELD = """
SELECT comment.id, (SELECT max(id) FROM comments_decision WHERE comment_id = comment.id)
  FROM comments_comment AS comment WHERE status = 'held' ORDER BY id LIMIT %s
"""


class Measured:
    """Requests in samples: their processor time each, and how long the client waited."""

    def __init__(self, made: Newspaper, server: Server, *, times: int) -> None:
        self.made, self.server, self.times = made, server, times

    def of(self, ask: Callable[[], object]) -> tuple[str, str]:
        """Median milliseconds of processor time, and of the clock."""
        for _ in range(ASKED_A_SAMPLE):
            ask()
        spent, waited = [], []
        for _ in range(self.times):
            pids = [*self.server.pids(), *postgres_pids(self.made.url)]
            before, began = processor_seconds(pids), time.monotonic()
            for _ in range(ASKED_A_SAMPLE):
                ask()
            waited.append((time.monotonic() - began) * 1000 / ASKED_A_SAMPLE)
            spent.append((processor_seconds(pids) - before) * 1000 / ASKED_A_SAMPLE)
        return f"{median(spent):.1f} ms", f"{median(waited):.0f} ms"


def measure(made: Newspaper, server: Server, floor: Server, *, times: int) -> None:
    """Ask for each page, take decisions, and say what each cost."""
    ready = json.loads(made.run("-m", "bench.moderators", "ready", "1"))
    desk = Moderator(server.port, ready["moderators"][0], rule=ready["rule"])
    with psycopg.connect(made.url) as connection:
        held = iter(connection.execute(HELD, [(times + 1) * ASKED_A_SAMPLE]).fetchall())
        [comment] = connection.execute("SELECT max(id) FROM comments_comment WHERE status = 'held'").fetchone() or [0]

    def decide() -> None:
        pk, decision = next(held)
        desk.ask("POST", f"/moderation/case/{pk}/decide/", {"kind": "approve", "seen_revision": 1, "seen_decision": decision})

    measured = Measured(made, server, times=times)
    floors = [floor_sample(floor)]
    asked = {
        "the queue's page (at most 80 ms)": lambda: desk.ask("GET", "/moderation/"),
        "the held ones, the newest first": lambda: desk.ask("GET", "/moderation/?queue=held&order=newest"),
        "words in every comment": lambda: desk.ask("GET", "/moderation/?q=quay+4711"),
        "one case": lambda: desk.ask("GET", f"/moderation/case/{comment}/"),
        "take the next": lambda: desk.ask("POST", "/moderation/next/", {}),
        "one decision (at most 20 ms)": decide,
    }
    rows = [[what, *measured.of(ask)] for what, ask in asked.items()]
    floors.append(floor_sample(floor))
    table("The desk, signed in", ["what", "processor time", "clock"], [*rows, ["the floor", f"{median(floors):.2f} ms", ""]])
    queries = json.loads(made.run("-m", "bench.moderators", "queries"))
    table("Queries (the queue: at most 15)", ["what", "queries"], [[what, str(count)] for what, count in queries.items()])
    print("Answers by status:", dict(desk.statuses))


def main() -> None:
    """Make the newspaper, serve it, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=200_000)
    parser.add_argument("--waiting", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper; the next run with the same numbers uses it")
    options = parser.parse_args()
    os.environ |= {"BENCH_COMMENTS": str(options.comments), "BENCH_WAITING": str(options.waiting)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(
            newspaper(os.environ["DATABASE_URL"], 500, folder=folder, keep=options.keep, name="desk", then="bench.moderators")
        )
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        floor = stack.enter_context(serving("bench.floor:application", environ=made.environ, log=folder / "floor.log"))
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=made.environ, log=folder / "site.log"))
        measure(made, server, floor, times=options.times)


if __name__ == "__main__":
    main()
