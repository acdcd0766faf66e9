"""What posting a comment costs: over HTTP, signed in, with every check, an answer to a comment of the largest story.

    DATABASE_URL=postgres://… python -m bench.posting [--comments 5000] [--times 30]

Makes a scratch newspaper beside the database in DATABASE_URL, starts its own server, posts as readers who take turns, and
drops and stops all of it at the end. Processor time is that of every server process and of the Postgres processes that
work for the newspaper, for each post; the floor (100 bytes, no middleware) is asked before and after in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import tempfile
import uuid
from contextlib import ExitStack
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bench.measuring import Server, median, postgres_pids, processor_seconds, serving, table
from bench.newspapers import Newspaper, newspaper
from bench.saying import something

# The kernel counts processor time in ticks of 10 ms, so posts are taken together and divided.
POSTS_A_SAMPLE = 10
FLOOR_A_SAMPLE = 400

ROWS = "SELECT n_tup_ins, n_tup_upd FROM pg_stat_user_tables WHERE relname = 'comments_comment'"


class Writer:
    """One signed-in reader on a connection that stays open."""

    def __init__(self, port: int, ready: dict[str, str], *, address: str) -> None:
        self.line = http.client.HTTPConnection("localhost", port, timeout=30)
        self.ready = ready
        self.address = address

    def post(self, parent: int, words: str) -> int:
        """Answer a comment. Returns the status."""
        token = self.ready["token"]
        fields = {"body": words, "key": str(uuid.uuid4()), "csrfmiddlewaretoken": token}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.ready['session']}; csrftoken={token}",
            "Accept-Encoding": "gzip",
            # What is written from one network has a limit: each of our readers lives somewhere else.
            "X-Forwarded-For": self.address,
        }
        self.line.request("POST", f"/comments/{parent}/reply/", urlencode(fields), headers)
        answer = self.line.getresponse()
        answer.read()
        return answer.status


def floor_sample(server: Server) -> float:
    """Milliseconds of one request at the floor."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=30)
    before = processor_seconds(server.pids())
    for _ in range(FLOOR_A_SAMPLE):
        line.request("GET", "/")
        line.getresponse().read()
    line.close()
    return (processor_seconds(server.pids()) - before) * 1000 / FLOOR_A_SAMPLE


def rows_written(made: Newspaper) -> tuple[int, int]:
    """Rows inserted into the comment table so far, and updated there."""
    with psycopg.connect(made.url, autocommit=True) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        inserted, updated = connection.execute(ROWS).fetchone() or (0, 0)
        return int(inserted), int(updated)


def settled(made: Newspaper) -> tuple[int, int]:
    """The same once every server process has handed in its counts, which each does when it is idle."""
    with psycopg.connect(made.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle'"
        )
    return rows_written(made)


def measure(made: Newspaper, server: Server, floor: Server, *, times: int) -> None:
    """Post in samples, and say what each post cost."""
    ready = json.loads(made.run("-m", "bench.writers", "ready", str(times * POSTS_A_SAMPLE + POSTS_A_SAMPLE)))
    parent = ready["parent"]
    homes = ip_network("10.0.0.0/8").hosts()
    writers = iter([Writer(server.port, one, address=str(next(homes))) for one in ready["writers"]])
    statuses: list[int] = []

    def sample(number: int) -> None:
        for place in range(POSTS_A_SAMPLE):
            statuses.append(next(writers).post(parent, something(number * POSTS_A_SAMPLE + place)))

    sample(0)
    floors = [floor_sample(floor)]
    inserted, updated = settled(made)
    spent = []
    for number in range(1, times + 1):
        # A new connection pool after `settled`: the first sample finds its processes again.
        pids = [*server.pids(), *postgres_pids(made.url)]
        before = processor_seconds(pids)
        sample(number)
        known = set(pids)
        pids += [pid for pid in postgres_pids(made.url) if pid not in known]
        spent.append((processor_seconds(pids) - before) * 1000 / POSTS_A_SAMPLE)
    floors.append(floor_sample(floor))
    after = settled(made)
    posts = times * POSTS_A_SAMPLE
    table(
        "Posting an answer over HTTP, signed in, every check (at most 10 ms, 25 queries, one row inserted, none updated)",
        ["what", "value"],
        [
            ["processor time a post, median", f"{median(spent):.2f} ms"],
            ["the floor in the same run", f"{median(floors):.2f} ms"],
            ["queries of one post", made.run("-m", "bench.writers", "queries").strip()],
            ["posts taken", f"{sum(status == 302 for status in statuses)} of {len(statuses)}"],
            ["rows inserted into the comment table, a post", f"{(after[0] - inserted) / posts:.2f}"],
            ["rows updated there, a post", f"{(after[1] - updated) / posts:.2f}"],
            ["published of those", made.run("-m", "bench.writers", "published", str(posts)).strip()],
        ],
    )


def main() -> None:
    """Make the newspaper, serve it, post."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper for the next run")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(newspaper(os.environ["DATABASE_URL"], options.comments, folder=folder, keep=options.keep))
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        floor = stack.enter_context(serving("bench.floor:application", environ=made.environ, log=folder / "floor.log"))
        environ = {**made.environ, "TRUSTED_PROXIES": "127.0.0.1,::1"}
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=environ, log=folder / "site.log"))
        measure(made, server, floor, times=options.times)


if __name__ == "__main__":
    main()
