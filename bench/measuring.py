"""What the measurements share: a server of our own on a free port, a cheap client, and the processor time of all of it.

Times are processor time from `/proc` of every server process and of every Postgres process that works for this
database, divided by the requests answered. What the client uses is not counted.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")

# The two sides are compared under exactly these.
GUNICORN = ("--workers", "2", "--worker-class", "gthread", "--threads", "4", "--keep-alive", "30", "--worker-tmp-dir", "/dev/shm")
CONNECTIONS = 8
# Whatever is measured inside the site is measured so often.
TIMES = 30
STARTS_WITHIN = 60.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Server:
    """A gunicorn that runs."""

    port: int
    process: subprocess.Popen[bytes]

    def pids(self) -> list[int]:
        """The master and its workers."""
        master = self.process.pid
        return [master, *(int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split())]


@contextmanager
def serving(application: str, *, environ: Mapping[str, str] = {}, log: Path | None = None) -> Iterator[Server]:
    """Run a WSGI application under the settings both sides share, and stop it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--no-control-socket", "--log-level", "warning"]
    target = (log or Path(os.devnull)).open("ab")
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", application],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NEWSROOM_SERVING": "1", **environ},
        stdout=target,
        stderr=target,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        target.close()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"The server ended at once with {process.returncode}.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("The server did not start.")


def postgres_pids(url: str) -> list[int]:
    """Postgres' processes that work for this database, and those that work for all."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE (datname = current_database() OR datname IS NULL) AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in found.fetchall()]


def processor_seconds(pids: Sequence[int]) -> float:
    """User and system time of these processes so far, ended children included."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICK


class Reader:
    """One keep-alive connection that asks for pages."""

    def __init__(self, port: int, *, cookie: str = "", host: str = "localhost", etag: str = "") -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.extra = (f"Cookie: {cookie}\r\n" if cookie else "") + (f"If-None-Match: {etag}\r\n" if etag else "")
        self.host = f"{host}:{port}"
        self.held = b""

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a page. Returns the status and the body as it was sent."""
        self.line.sendall(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n{self.extra}\r\n".encode())
        while b"\r\n\r\n" not in self.held:
            self._more()
        head, _, self.held = self.held.partition(b"\r\n\r\n")
        status = int(head[9:12])
        if status == 304:
            return status, b""
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), None)
        if length is None:
            # Chunked, as Django answers without its middleware; what is inside is of no interest here.
            while b"0\r\n\r\n" not in self.held:
                self._more()
            body, _, self.held = self.held.partition(b"0\r\n\r\n")
            return status, body
        while len(self.held) < length:
            self._more()
        body, self.held = self.held[:length], self.held[length:]
        return status, body

    def _more(self) -> None:
        received = self.line.recv(262_144)
        if not received:
            raise ConnectionError("The server hung up.")
        self.held += received


@dataclass(frozen=True)
class Load:
    """What a stretch of requests came to."""

    requests: int
    seconds: float
    milliseconds: float  # of processor time, each
    failures: int = 0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def load(
    server: Server,
    path: str,
    *,
    seconds: float,
    database: str,
    rate: float | None = None,
    cookie: str = "",
    etag: str = "",
    without: Collection[int] = (),
) -> Load:
    """Ask for one page on 8 connections, as fast as it goes or at a rate, and see what it cost, some processes left out.

    With `etag` as browsers ask that have the page already.
    """
    # Every thread of the server has to have its connection before the processes are counted.
    _by_hand(server.port, path, 0.5, None, cookie, etag)
    pids = [*server.pids(), *(pid for pid in (postgres_pids(database) if database else []) if pid not in without)]
    before, started = processor_seconds(pids), time.monotonic()
    if rate is None and not cookie and shutil.which("wrk"):
        answered, failures = _by_wrk(server.port, path, seconds, etag)
    else:
        answered, failures = _by_hand(server.port, path, seconds, rate, cookie, etag)
    spent = processor_seconds(pids) - before
    return Load(answered, time.monotonic() - started, spent * 1000 / max(answered, 1), failures)


def _by_wrk(port: int, path: str, seconds: float, etag: str) -> tuple[int, int]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-H", "Accept-Encoding: gzip"]
    command += ["-H", f"If-None-Match: {etag}"] if etag else []
    said = subprocess.run([*command, f"http://localhost:{port}{path}"], capture_output=True, text=True, check=True).stdout
    answered = next(int(line.split()[0]) for line in said.splitlines() if " requests in " in line)
    failed = next((int(line.split()[-1]) for line in said.splitlines() if "Non-2xx" in line), 0)
    return answered, failed


def _by_hand(port: int, path: str, seconds: float, rate: float | None, cookie: str, etag: str) -> tuple[int, int]:
    counts = [0] * CONNECTIONS
    failures = [0] * CONNECTIONS
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        reader = Reader(port, cookie=cookie, etag=etag)
        due = time.monotonic() + (number / rate if rate else 0)
        while time.monotonic() < end:
            if rate:
                time.sleep(max(0.0, due - time.monotonic()))
                due += CONNECTIONS / rate
            status, _body = reader.get(path)
            counts[number] += 1
            failures[number] += status != (304 if etag else 200)

    together(ask, CONNECTIONS)
    return sum(counts), sum(failures)


def together(function: Callable[[int], None], many: int) -> None:
    """Run a function in this many threads and wait for all."""
    threads = [threading.Thread(target=function, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def against_the_floor(
    title: str, floor: Server, page: Server, path: str, *, seconds: float, database: str, etag: str = ""
) -> None:
    """Floor, page, floor, three times."""
    rows: list[list[object]] = []
    ratios = []
    for number in range(1, 4):
        before = load(floor, "/", seconds=seconds, database="")
        warm = load(page, path, seconds=seconds, database=database, etag=etag)
        after = load(floor, "/", seconds=seconds, database="")
        lowest = (before.milliseconds + after.milliseconds) / 2
        ratios.append(warm.milliseconds / lowest)
        found = [ms(before.milliseconds), ms(warm.milliseconds), ms(after.milliseconds), f"{ratios[-1]:.2f}", round(warm.rate)]
        rows.append([number, *found])
        must_answer(warm)
    rows.append(["median", "", "", "", f"{median(ratios):.2f}", ""])
    table(title, ["run", "floor ms", "page ms", "floor ms", "ratio", "page req/s"], rows)


def must_answer(answered: Load) -> None:
    """A measurement of failures is none."""
    if answered.failures or not answered.requests:
        raise SystemExit(f"{answered.failures} of {answered.requests} answers were no page.")


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    print(f"\n{title}\n")
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    sys.stdout.flush()


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def ms(milliseconds: float) -> str:
    """Milliseconds as tables show them."""
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:.1f}"
