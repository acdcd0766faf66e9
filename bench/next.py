"""Twenty moderators at once, each takes "next" and decides until nothing is left: nothing twice, nothing lost, no error.

    DATABASE_URL=postgres://… python -m bench.next [--waiting 1000] [--sessions 20] [--keep]

Makes a scratch newspaper beside the database in DATABASE_URL, fills its desk, starts its own server (two workers of four
threads), and drops and stops all of it at the end. Every session is a thread with a connection of its own: POST next, read the
page that it leads to, send its form, and again, until the desk says that there is nothing left to take. Two in three are
approved, the third is removed under a rule. At the end the log is asked what was decided, and how often.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bench.measuring import median, serving, table
from bench.newspapers import newspaper

FIELD = re.compile(r'name="(seen_revision|seen_decision|seen_report)" value="(\d*)"')
# Decisions by persons on comments, since the sessions began.
DECIDED = """
SELECT count(*), count(DISTINCT comment_id) FROM comments_decision
 WHERE NOT automatic AND initiative IN ('own', 'report') AND kind IN ('approve', 'remove') AND id > %s
"""


class Moderator:
    """One session that takes and decides until nothing is left."""

    def __init__(self, port: int, ready: dict[str, str], *, rule: int) -> None:
        self.line = http.client.HTTPConnection("localhost", port, timeout=60)
        self.ready, self.rule = ready, rule
        self.statuses: Counter[int] = Counter()
        self.taken: list[str] = []
        self.waited: list[float] = []

    def ask(self, method: str, path: str, form: dict[str, object] | None = None) -> tuple[str, str]:
        """One request. Returns where it leads, and the body."""
        headers = {"Cookie": f"sessionid={self.ready['session']}; csrftoken={self.ready['token']}"}
        body = None
        if form is not None:
            body = urlencode(form | {"csrfmiddlewaretoken": self.ready["token"]})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        self.statuses[answer.status] += 1
        return answer.headers.get("Location", ""), text

    def work(self) -> None:
        """Take and decide, until there is nothing left to take."""
        while True:
            began = time.monotonic()
            leads, _body = self.ask("POST", "/moderation/next/", {})
            if not leads.startswith("/moderation/case/"):
                return
            _leads, page = self.ask("GET", leads)
            decide = f"{leads.partition('?')[0]}decide/"
            # Its own form: the comments beside it have theirs.
            seen = dict(FIELD.findall(page.partition(f'action="{decide}"')[2].partition("</form>")[0]))
            form: dict[str, object] = {"kind": "remove", "rule": self.rule} if len(self.taken) % 3 == 2 else {"kind": "approve"}
            self.ask("POST", decide, form | seen)
            self.waited.append(time.monotonic() - began)
            if leads in self.taken:
                return
            self.taken.append(leads)


def main() -> None:
    """Fill the desk, serve it, empty it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--waiting", type=int, default=1_000)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper; the next run with the same numbers uses it")
    options = parser.parse_args()
    os.environ |= {"BENCH_COMMENTS": str(options.waiting * 2), "BENCH_WAITING": str(options.waiting)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(
            newspaper(os.environ["DATABASE_URL"], 500, folder=folder, keep=options.keep, name="next", then="bench.moderators")
        )
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=made.environ, log=folder / "site.log"))
        ready = json.loads(made.run("-m", "bench.moderators", "ready", str(options.sessions)))
        with psycopg.connect(made.url) as connection:
            [before] = connection.execute("SELECT max(id) FROM comments_decision").fetchone() or [0]
        desks = [Moderator(server.port, one, rule=ready["rule"]) for one in ready["moderators"]]
        began = time.monotonic()
        threads = [threading.Thread(target=desk.work) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - began
        left = json.loads(made.run("-m", "bench.moderators", "left"))
        with psycopg.connect(made.url) as connection:
            decided, different = connection.execute(DECIDED, [before]).fetchone() or (0, 0)
        statuses = sum((desk.statuses for desk in desks), Counter())
        taken = Counter(leads for desk in desks for leads in desk.taken)
        table(
            f'{options.sessions} sessions, each takes "next" until empty',
            ["what", "value"],
            [
                ["things that waited", f"{ready['waiting']:,}"],
                ["decisions in the log", f"{decided:,}"],
                ["comments decided on", f"{different:,}"],
                ["taken twice", str(sum(count > 1 for count in taken.values()))],
                ["still waiting (objections, notices)", str(left["waiting"])],
                ["answers of 500 and more", str(sum(count for status, count in statuses.items() if status >= 500))],
                ["answers by status", ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))],
                ["seconds in all", f"{seconds:.1f}"],
                ["from next to decided, median", f"{median([one for desk in desks for one in desk.waited]) * 1000:.0f} ms"],
                ["decisions a second", f"{decided / seconds:.1f}"],
            ],
        )
        if any(status >= 500 for status in statuses):
            print((folder / "site.log").read_text()[-4000:])
        if (decided, different) != (ready["waiting"] - left["waiting"],) * 2:
            raise SystemExit("Not every thing was decided once.")


if __name__ == "__main__":
    main()
