"""What happens to comments while the checks of other servers do not run: none goes without a record, all are checked on return.

    DATABASE_URL=postgres://… python -m bench.unchecked [--comments 60] [--keep]

Makes a scratch newspaper with two outside checks, a stranger's server as a process of its own, and a worker. Then, for each
trouble, comments are posted by four at once while the server is killed (SIGKILL), slow (SIGSTOP: it takes calls and never
answers), or talks nonsense, and while the worker is killed; each time it is counted in the database what was recorded, how
often the servers were called, and, once all is well again, how long it takes until every comment is checked.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bench.measuring import ROOT, free_port, table
from bench.newspapers import Newspaper, newspaper

# Of the readers who write, each has time to wait between two comments.
AT_ONCE = 4
# How long the trouble goes on after the last comment: the server is tried again meanwhile.
TROUBLE_SECONDS = 75
CHECKED_WITHIN = 300

# Comments later than the marker that neither every check has seen nor say so: the code in the decision, and a finding that failed
# or was skipped, of each check that did not run.
COUNTS = """
WITH written AS (SELECT id FROM comments_comment WHERE id > %(since)s), newest AS (
  SELECT DISTINCT ON (comment_id) comment_id, id, codes FROM comments_decision
   WHERE comment_id IN (SELECT id FROM written) AND initiative = 'policy' ORDER BY comment_id, id DESC
), seen AS (
  SELECT newest.comment_id, newest.codes @> '["not_checked"]' AS says_so,
         count(*) FILTER (WHERE signal.check_name IN ('outside', 'akismet')) AS recorded,
         count(*) FILTER (WHERE signal.ran <> 'ran') AS missing
    FROM newest JOIN comments_signal AS signal ON signal.decision_id = newest.id AND signal.comment_id = newest.comment_id
   GROUP BY 1, 2
)
SELECT (SELECT count(*) FROM written),
       (SELECT count(*) FROM written) - (SELECT count(*) FROM seen WHERE recorded = 2 AND says_so = (missing > 0)),
       (SELECT count(*) FROM seen WHERE says_so),
       (SELECT count(*) FROM comments_unchecked)
"""


@contextmanager
def stranger(made: Newspaper, port: int, folder: Path, *, says: str = "well") -> Iterator[subprocess.Popen[bytes]]:
    """The stranger's server, until it is no longer needed."""
    process = _inside(made, "serve", str(port), str(folder / "server.pem"), says)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def worker(made: Newspaper, port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker whose calls lead to the stranger."""
    process = _inside(made, "work", str(port), str(folder / "server.pem"))
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _inside(made: Newspaper, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.strangers", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **made.environ}, stdout=subprocess.DEVNULL)


def one_trouble(made: Newspaper, trouble: str, *, comments: int, folder: Path) -> list[str]:
    """Post while something is wrong, put it right, and say what was counted."""
    port = free_port()
    with psycopg.connect(made.url, autocommit=True) as line, ExitStack() as stack:
        line.execute("DELETE FROM comments_outsideservice")
        [since] = line.execute("SELECT coalesce(max(id), 0) FROM comments_comment").fetchone()
        server = stack.enter_context(stranger(made, port, folder, says="nonsense" if trouble == "nonsense" else "well"))
        works = stack.enter_context(worker(made, port, folder))
        time.sleep(5)
        if trouble == "killed":
            server.kill()
        elif trouble == "slow":
            server.send_signal(signal.SIGSTOP)
        elif trouble == "worker killed":
            works.kill()
        posted = json.loads(made.run("-m", "bench.strangers", "write", str(comments), str(AT_ONCE)))
        time.sleep(TROUBLE_SECONDS)
        written, without, waiting, _turns = line.execute(COUNTS, {"since": since}).fetchone()
        calls = line.execute("SELECT coalesce(sum(failures), 0) FROM comments_outsideservice").fetchone()[0]
        if trouble == "slow":
            server.send_signal(signal.SIGCONT)
        elif trouble != "worker killed":
            server.kill()
            server.wait()
            stack.enter_context(stranger(made, port, folder))
        else:
            stack.enter_context(worker(made, port, folder))
        began = time.monotonic()
        while (left := line.execute(COUNTS, {"since": since}).fetchone())[2] and time.monotonic() - began < CHECKED_WITHIN:
            time.sleep(1)
        took = time.monotonic() - began
    assert written == posted["posted"], (written, posted)
    return [trouble, str(written), str(without), str(waiting), str(calls), str(left[1]), str(left[2]), f"{took:.0f} s"]


def main() -> None:
    """Read the arguments and measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--comments", type=int, default=60)
    arguments.add_argument("--keep", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        made = stack.enter_context(newspaper(os.environ["DATABASE_URL"], 300, folder=folder, keep=given.keep, name="unchecked"))
        checked = {
            "OUTSIDE_CHECK_URL": "https://checks.example/look",
            "OUTSIDE_CHECK_SECRET": "only-for-measuring-" + "x" * 40,
            "AKISMET_KEY": "abcdef123456",
        }
        made = Newspaper(made.comments, made.url, {**made.environ, **checked})
        made.run("-m", "bench.strangers", "prepare", str(folder / "server.pem"), str(given.comments * 4))
        rows = [
            one_trouble(made, trouble, comments=given.comments, folder=folder)
            for trouble in ("killed", "slow", "nonsense", "worker killed")
        ]
    table(
        "Comments while checks do not run",
        [
            "trouble",
            "posted",
            "without a record",
            "not checked",
            "failures in a row",
            "without, after",
            "left, after",
            "checked in",
        ],
        rows,
    )
    without = sum(int(row[2]) + int(row[5]) for row in rows)
    print(f"{without} comments without a recorded “not checked”; {sum(int(row[6]) for row in rows)} left unchecked on return")


if __name__ == "__main__":
    main()
