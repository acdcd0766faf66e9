"""What it costs to ask whether there are new comments, which every open page does again and again.

    DATABASE_URL=postgres://… python -m bench.poll [--seconds 10] [--comments 5000] [--keep]

Makes a scratch newspaper, and asks as the script of a page does: for the number of comments after the newest it shows.
Twice: as a browser that asks for the first time, and as one that has the last answer still (`If-None-Match`), which is how all
but the first are asked. Each against the floor (100 bytes, no middleware), by turns, in the same run. That nothing on the page
moves when the answer comes, nor when the comments are shown, is held by `tests/browser/test_thread_by_script.py`.
"""

from __future__ import annotations

import argparse
import http.client
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

from bench.measuring import Server, against_the_floor, serving
from bench.newspapers import newspaper

MOST = 1.5


def etag_of(server: Server, path: str) -> str:
    """What a browser remembers of the answer. Asked twice, because only what is asked for twice is kept."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=30)
    for _ in range(2):
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
    return answer.headers["ETag"]


def main() -> None:
    """Make the newspaper, serve it, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper for the next run")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(newspaper(os.environ["DATABASE_URL"], options.comments, folder=folder, keep=options.keep))
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        article, _path = made.path()
        with psycopg.connect(made.url) as connection:
            row = connection.execute("SELECT last_number FROM comments_discussion WHERE article_id = %s", [article]).fetchone()
        path = f"/discussion/{article}/part/new/?since={row[0] if row else 0}"
        floor = stack.enter_context(serving("bench.floor"))
        site = stack.enter_context(serving("newsroom.wsgi", environ=made.environ))
        etag = etag_of(site, path)
        for asked, has in (("asked for the first time", ""), ("asked again", etag)):
            title = f"Are there new comments, {asked} (at most {MOST} of the floor)"
            against_the_floor(title, floor, site, path, seconds=options.seconds, database=made.url, etag=has)


if __name__ == "__main__":
    main()
