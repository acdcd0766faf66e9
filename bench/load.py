"""How many comments a crowded story takes: posted over HTTP with every check, 16 at once for 30 seconds.

    DATABASE_URL=postgres://… python -m bench.load [--seconds 30] [--at-once 16] [--keep]

On the newspaper of `bench.threads` (100,000 comments on one story). 3,500 readers, trusted, with ready sessions, each from an
address of their own that a trusted proxy names, take turns: so nobody is too fast for the pause or for the limit of a network,
every check runs, and every comment should be published. One in five starts a thread, the others answer; one form in twenty is
sent twice.

Read `a second` together with `processor time a post` and with the floor: the clients share the machine's cores with the server
and with Postgres. Before each answer Postgres flushes its log to the disk, so the time of a flush, measured beside the load,
is in every wall clock time (unless `fsync` is off, which the table says too). At the end every acknowledged text must be there
once, and every number of the conversation must be what a recount says.
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import os
import queue
import re
import socket
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.measuring import Server, load, median, ms, postgres_pids, processor_seconds, serving, table, together
from bench.newspapers import Newspaper
from bench.saying import something
from bench.threads import COMMENTS, crowded

READERS = 3_500
STARTS = 5
TWICE = 20
# How often a flush of the disk is timed.
FLUSHED_EVERY = 0.25
# What Postgres writes at once.
BLOCK = 8192

_SENTENCE = re.compile(rb'role="(?:alert|status)">(.*?)</p>', re.DOTALL)


@dataclass
class Answers:
    """What came back."""

    waited: list[float] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)


class Writer:
    """One connection on which readers take turns to post."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.line = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = self.line.makefile("rb")

    def post(self, path: str, form: bytes, *, reader: dict[str, str], address: str) -> tuple[int, str, bytes]:
        """Send a form. Returns the status, where it leads, and the body."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(form)}\r\nX-Forwarded-For: {address}\r\n"
            f"Cookie: sessionid={reader['session']}; csrftoken={reader['token']}\r\n\r\n"
        )
        self.line.sendall(head.encode() + form)
        status = int(self.received.readline().split()[1])
        headers = dict(self._headers())
        body = self.received.read(int(headers.get("content-length", 0)))
        return status, headers.get("location", ""), body

    def _headers(self) -> Iterator[tuple[str, str]]:
        while (line := self.received.readline().strip()) != b"":
            name, _, value = line.decode().partition(":")
            yield name.lower(), value.strip()


class Crowd:
    """Readers who take turns, each with a session, a token and an address, and what they say."""

    def __init__(self, ready: dict[str, Any]) -> None:
        self.ready = ready
        self.run = uuid.uuid4().hex[:8]
        homes = (str(address) for address in ip_network("10.0.0.0/8").hosts())
        self.turns: queue.SimpleQueue[tuple[int, dict[str, str], str]] = queue.SimpleQueue()
        for number, (reader, home) in enumerate(zip(ready["writers"], homes, strict=False)):
            self.turns.put((number, reader, home))
        self.count = itertools.count(1)

    def post(self, writer: Writer, answers: Answers) -> None:
        """Let whoever waited longest post, and note what became of it."""
        place, reader, home = self.turns.get()
        number = next(self.count)
        text = f"Run {self.run}, number {number}: {something(number)}"
        form = {"body": text, "key": str(uuid.uuid4()), "made": self.ready["made"], "csrfmiddlewaretoken": reader["token"]}
        sent = urlencode(form).encode()
        began = time.perf_counter()
        status, where, body = writer.post(self._path(number), sent, reader=reader, address=home)
        answers.waited.append((time.perf_counter() - began) * 1000)
        answers.became[became(status, where, body)] += 1
        if status == 302:
            answers.texts.append(text)
            if number % TWICE == 0:
                again = writer.post(self._path(number), sent, reader=reader, address=home)
                answers.became["sent twice: led to the same comment" if again[:2] == (status, where) else "SENT TWICE"] += 1
        self.turns.put((place, reader, home))

    def _path(self, number: int) -> str:
        if number % STARTS == 0:
            return f"/discussion/{self.ready['article']}/write/"
        parents = self.ready["parents"]
        return f"/comments/{parents[number % len(parents)]}/reply/"


def became(status: int, where: str, body: bytes) -> str:
    """What became of a comment, as a line of the table."""
    if status == 302:
        return "held" if "/mine/" in where else "published"
    said = _SENTENCE.search(body)
    words = html.unescape(re.sub(r"<[^>]+>", "", said.group(1).decode(errors="replace"))) if said else ""
    return f"refused with {status}: {re.sub(r'[0-9]+', 'n', words)[:80]}"


@contextmanager
def flushing(folder: Path) -> Iterator[list[float]]:
    """Milliseconds of a small write and its flush to the disk, timed beside whatever else goes on."""
    times: list[float] = []
    over = threading.Event()

    def flush() -> None:
        with (folder / "flushed").open("wb", buffering=0) as file:
            while not over.wait(FLUSHED_EVERY):
                file.seek(0)
                began = time.perf_counter()
                file.write(b"x" * BLOCK)
                os.fdatasync(file.fileno())
                times.append((time.perf_counter() - began) * 1000)

    thread = threading.Thread(target=flush)
    thread.start()
    try:
        yield times
    finally:
        over.set()
        thread.join()


def posted(crowd: Crowd, server: Server, *, at_once: int, seconds: float) -> tuple[Answers, float]:
    """So many at once for so long. Returns what came back and how long it took until the last answer."""
    all_of_them = [Answers() for _ in range(at_once)]
    began = time.monotonic()

    def write(number: int) -> None:
        writer = Writer(server.port)
        while time.monotonic() - began < seconds:
            crowd.post(writer, all_of_them[number])

    together(write, at_once)
    took = time.monotonic() - began
    found = Answers()
    for answers in all_of_them:
        found.waited += answers.waited
        found.became.update(answers.became)
        found.texts += answers.texts
    return found, took


def of_postgres(made: Newspaper) -> dict[str, Any]:
    """What Postgres knows of itself and of the newspaper."""
    with psycopg.connect(made.url, autocommit=True) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        [deadlocks] = connection.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone() or [0]
        how = {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")}
    return {"deadlocks": deadlocks, "how": ", ".join(f"{name} {value}" for name, value in how.items())}


def kept(made: Newspaper, crowd: Crowd, texts: list[str]) -> list[list[object]]:
    """Whether every acknowledged text is there, once; and whether every number is what a recount says."""
    with psycopg.connect(made.url) as connection:
        rows = connection.execute("SELECT body FROM comments_comment WHERE body LIKE %s", [f"Run {crowd.run},%"]).fetchall()
    there = Counter(body for (body,) in rows)
    lost = [text for text in texts if text not in there]
    doubled = [text for text, times in there.items() if times > 1]
    recount = json.loads(made.run("-m", "bench.writers", "prove"))
    if lost or doubled:
        raise SystemExit(f"{len(lost)} lost, {len(doubled)} doubled: {(lost + doubled)[:5]}")
    return [
        ["acknowledged / there / lost / doubled", f"{len(texts):,} / {len(there):,} / 0 / 0"],
        ["a recount of every number of the conversation", f"equal: {recount}"],
    ]


def measure(made: Newspaper, server: Server, floor: Server, folder: Path, *, at_once: int, seconds: float) -> None:
    """The floor, the load, the proof."""
    lowest = load(floor, "/", seconds=3, database="").milliseconds
    crowd = Crowd(json.loads(made.run("-m", "bench.writers", "ready", str(READERS))))
    # Every thread of the server has met its database before the clock starts.
    posted(crowd, server, at_once=at_once, seconds=2)
    before, pids, mine = of_postgres(made), [*server.pids(), *postgres_pids(made.url)], time.process_time()
    spent = processor_seconds(pids)
    with flushing(folder) as flushes:
        found, took = posted(crowd, server, at_once=at_once, seconds=seconds)
    spent, mine = processor_seconds(pids) - spent, time.process_time() - mine
    after = of_postgres(made)
    waited, count = sorted(found.waited), len(found.waited)
    log = (folder / "site.log").read_text(errors="replace")
    rows = [
        ["a second (at least 200)", f"{count / took:.1f}"],
        ["wall clock, median", f"{median(waited):.0f} ms"],
        ["wall clock, 99 of 100 (at most 200)", f"{waited[int(count * 0.99)]:.0f} ms"],
        [
            "processor time a post: server and Postgres / these clients",
            f"{ms(spent * 1000 / count)} / {ms(mine * 1000 / count)} ms",
        ],
        ["the floor in the same run", f"{ms(lowest)} ms"],
        ["a flush of the disk, median / longest", f"{ms(median(flushes))} / {ms(max(flushes))} ms"],
        ["Postgres", after["how"]],
        *([what, f"{many:,}"] for what, many in found.became.most_common()),
        ["share held", f"{found.became['held'] / count:.2%}"],
        ["deadlocks that Postgres saw", after["deadlocks"] - before["deadlocks"]],
        ["verbs tried once more", log.count("is tried once more")],
        ["errors that a reader saw (0)", sum(n for what, n in found.became.items() if what.startswith("refused with 5"))],
        *kept(made, crowd, found.texts),
    ]
    table(f"Posting on a story with 100,000 comments, {at_once} at once for {seconds:.0f} s", ["what", "value"], rows)


def main() -> None:
    """Make the newspaper, serve it, post."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=COMMENTS)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--keep", action="store_true", help="leave the newspaper for the next run")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(crowded(os.environ["DATABASE_URL"], options.comments, folder=folder, keep=options.keep))
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        floor = stack.enter_context(serving("bench.floor:application", environ=made.environ, log=folder / "floor.log"))
        environ = {**made.environ, "TRUSTED_PROXIES": "127.0.0.1,::1"}
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=environ, log=folder / "site.log"))
        measure(made, server, floor, folder, at_once=options.at_once, seconds=options.seconds)


if __name__ == "__main__":
    main()
