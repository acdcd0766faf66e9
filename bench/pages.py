"""What a story's page costs: against the floor, at any number of comments, and while readers comment.

    DATABASE_URL=postgres://… python -m bench.pages [--quick]

Makes scratch databases beside the one in DATABASE_URL (a newspaper with 0, 5,000 and 100,000 comments on one story), starts
its own servers on free ports, and drops and stops all of it at the end. `--keep` leaves the databases for the next run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import Any

import psycopg

from bench.measuring import ROOT, TIMES, Server, against_the_floor, load, median, ms, must_answer, serving, table
from bench.newspapers import Newspaper, newspaper

COMMENTS = (0, 5_000, 100_000)
RATE = 200.0
COMMENTS_A_SECOND = 5.0


def at_any_size(servers: Mapping[int, tuple[Server, str, str]], floor: Server, *, seconds: float) -> None:
    """No comments against many, alternating."""
    spent: dict[int, list[float]] = {comments: [] for comments in servers}
    for _ in range(3):
        for comments, (server, path, database) in servers.items():
            answered = load(server, path, seconds=seconds, database=database)
            must_answer(answered)
            spent[comments].append(answered.milliseconds)
    lowest = load(floor, "/", seconds=seconds, database="").milliseconds
    least = median(next(iter(spent.values())))
    rows = [[f"{comments:,}", ms(median(times)), f"{median(times) / least:.2f}", ms(lowest)] for comments, times in spent.items()]
    table("Warm at any number of comments (at most 1.2)", ["comments", "page ms", "ratio", "floor ms"], rows)


def while_readers_comment(floor: Server, server: Server, made: Newspaper, article: int, path: str, *, seconds: float) -> None:
    """200 requests a second, quiet and with 5 comments a second."""
    lowest = load(floor, "/", seconds=seconds, database="", rate=RATE)
    quiet = load(server, path, seconds=seconds, database=made.url, rate=RATE)
    with subprocess.Popen(
        [sys.executable, "-m", "bench.inside", "comment", str(article), str(COMMENTS_A_SECOND), str(seconds + 30)],
        cwd=ROOT,
        env={**os.environ, **made.environ, "NEWSROOM_SERVING": "0"},
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        try:
            wait_for_comments(made, article)
            before = how_many(made, article)
            # The writer's own connection is left out: it writes under another name than those who read.
            busy = load(server, path, seconds=seconds, database=made.url, rate=RATE, without=writers(made))
            written = how_many(made, article) - before
        finally:
            writer.terminate()
    must_answer(quiet)
    must_answer(busy)
    rows = [
        ["(the floor)", ms(lowest.milliseconds), "", round(lowest.rate), 0],
        ["quiet", ms(quiet.milliseconds), "1.00", round(quiet.rate), 0],
        ["commented on", ms(busy.milliseconds), f"{busy.milliseconds / quiet.milliseconds:.2f}", round(busy.rate), written],
    ]
    table("At 200 requests a second (at most 2)", ["story", "page ms", "ratio", "req/s", "comments"], rows)


def how_many(made: Newspaper, article: int) -> int:
    """How many comments readers see now."""
    with psycopg.connect(made.url) as connection:
        row = connection.execute("SELECT visible_count FROM comments_discussion WHERE article_id = %s", [article]).fetchone()
        return int(row[0]) if row else 0


def wait_for_comments(made: Newspaper, article: int) -> None:
    """Until the writer has begun."""
    first = how_many(made, article)
    for _ in range(600):
        if how_many(made, article) > first:
            return
        subprocess.run(["sleep", "0.1"], check=True)
    raise SystemExit("Nobody comments.")


def writers(made: Newspaper) -> set[int]:
    """Postgres' processes that write comments just now."""
    with psycopg.connect(made.url) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bench-writer'"
        )
        return {pid for (pid,) in found.fetchall()}


def built_inside(asks: Mapping[int, Callable[[str], Any]]) -> dict[int, dict[str, Any]]:
    """Cold and rebuilt 30 times, by turns, so that a busy moment of the machine falls on every size alike."""
    inside: dict[int, dict[str, Any]] = {size: ask("queries") for size, ask in asks.items()}
    for what in ("cold", "rebuilt"):
        rounds = [{size: ask(what) for size, ask in asks.items()} for _ in range(TIMES)]
        for size, found in inside.items():
            times = [one[size] for one in rounds]
            found[what] = (
                None if times[0] is None else median([time["here"] for time in times]) + mean([time["there"] for time in times])
            )
    return inside


def print_inside(inside: Mapping[int, Mapping[str, Any]], floor: float) -> None:
    """What was measured inside the site."""
    least = next(iter(inside.values()))["cold"]
    rows = [
        [
            f"{size:,}",
            ms(found["cold"]),
            f"{found['cold'] / least:.2f}",
            ms(found["rebuilt"]) if found["rebuilt"] else "",
            f"{found['queries warm']} / {found['queries cold']} / {found['queries signed in']}",
            f"{found['bytes'] / 1000:.1f}",
            ms(floor),
        ]
        for size, found in inside.items()
    ]
    head = ["comments", "cold ms", "ratio", "rebuilt ms", "queries warm/cold/signed in", "kB", "floor ms"]
    table("Built inside (cold at most 60 ms and 1.3; rebuilt 20 ms; queries 1 / 14 / 18; 30 kB)", head, rows)


def main() -> None:
    """Measure everything and print it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="shorter stretches and 5,000 comments at most")
    options.add_argument("--keep", action="store_true", help="leave the scratch databases for the next run")
    chosen = options.parse_args()
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise SystemExit("DATABASE_URL must name a database on the server to measure with.")
    seconds = 3.0 if chosen.quick else 10.0
    sizes = COMMENTS[:2] if chosen.quick else COMMENTS
    folder = Path(tempfile.gettempdir()) / "newsroom-bench"
    with ExitStack() as stack:
        made = {size: stack.enter_context(newspaper(url, size, folder=folder / str(size), keep=chosen.keep)) for size in sizes}
        where = {size: one.path() for size, one in made.items()}
        for one in made.values():
            one.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")

        floor = stack.enter_context(serving("bench.floor"))
        servers = {size: stack.enter_context(serving("newsroom.wsgi", environ=one.environ)) for size, one in made.items()}
        middle = 5_000
        title = "The page, warm, against the floor (at most 1.8)"
        against_the_floor(title, floor, servers[middle], where[middle][1], seconds=seconds, database=made[middle].url)
        ends = {size: (servers[size], where[size][1], made[size].url) for size in (sizes[0], sizes[-1])}
        at_any_size(ends, floor, seconds=seconds)
        # From here on comments are added.
        inside = built_inside({size: stack.enter_context(one.inside(where[size][1])) for size, one in made.items()})
        print_inside(inside, load(floor, "/", seconds=seconds, database="").milliseconds)
        while_readers_comment(floor, servers[middle], made[middle], where[middle][0], where[middle][1], seconds=seconds)
    if not chosen.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
