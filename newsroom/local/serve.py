"""Web server, worker and private database under one roof: restarted when one dies, and gone when the roof is."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from newsroom.local import postgres
from newsroom.local.lifeline import Lifeline
from newsroom.local.progress import PATIENCE, CannotStart, say

# A program that ends this often in a row, this soon after its start, is broken and not unlucky.
MOST_RESTARTS = 5
SOON = 10.0
DATABASE = "database server"
# Processes finish the requests that they are at; what takes longer is cut off.
GRACE = 20.0
# A job that is cut off is done again after the next start. Where the processor is busy, a picture would keep a person waiting.
GRACE_FOR_JOBS = 2.0


class Roof:
    """The programs that run together."""

    def __init__(self, root: Path, *, port: int, database: postgres.Lease | None = None):
        self.port = port
        self.database = database
        self.lifeline = Lifeline()
        self.root = root
        self.commands = {
            # Loaded once for all its processes, which here start together and end together. In production each loads its own,
            # so that a reload brings new code without a gap.
            "web server": [
                *[sys.executable, "-m", "gunicorn", "--preload"],
                *["-c", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"],
            ],
            "worker": [sys.executable, "manage.py", "work"],
        }
        self.running: dict[str, subprocess.Popen] = {}
        self.started: dict[str, float] = {}
        self.restarts: dict[str, int] = {}

    def start(self, name: str) -> None:
        """Start one of the programs, for the first time or again."""
        self.started[name] = time.monotonic()
        # A session of its own, so that Ctrl-C reaches only the roof, which then stops everything in order.
        self.running[name] = subprocess.Popen(
            self.commands[name], cwd=self.root, start_new_session=True, stdin=subprocess.DEVNULL, **self.lifeline.as_process()
        )

    def wait_until_it_answers(self) -> None:
        """Return once a request gets an answer."""
        started = said = time.monotonic()
        while not answers(self.port):
            self.look_after()
            time.sleep(0.03)
            if time.monotonic() - said > (1.0 if said == started else PATIENCE):
                say("Waiting for the web server")
                said = time.monotonic()

    def stay(self) -> None:
        """Keep everything running until a signal raises an exception here."""
        while True:
            self.look_after()
            time.sleep(0.2)

    def look_after(self) -> None:
        """Start again what has ended, the database first."""
        if self.database and self.database.keep_up():
            say("The database server has ended with its keeper; starting both again")
            self.count_end(DATABASE, why=postgres.last_words(self.database.home))
        for name, process in list(self.running.items()):
            status = process.poll()
            # What ended as its database went would only end again before that is back.
            if status is None or (self.database and not self.database.answers()):
                continue
            say(f"The {name} has ended ({status}); starting it again")
            self.count_end(name, why="what it said stands above.")
            self.start(name)

    def count_end(self, name: str, *, why: str) -> None:
        """Wait longer each time that something ends soon after its start, and give it up when that happens too often."""
        lived = time.monotonic() - self.started.get(name, 0.0)
        self.restarts[name] = self.restarts.get(name, 0) + 1 if lived < SOON else 1
        if self.restarts[name] > MOST_RESTARTS:
            raise CannotStart(f"The {name} ended {MOST_RESTARTS} times in a row; {why}")
        self.started[name] = time.monotonic()
        time.sleep(0.3 * (self.restarts[name] - 1))

    def stop(self) -> None:
        """End everything: politely first."""
        for process in self.running.values():
            with suppress(ProcessLookupError):
                process.terminate()
        asked = time.monotonic()
        for name, process in self.running.items():
            try:
                grace = GRACE_FOR_JOBS if name == "worker" else GRACE
                process.wait(timeout=max(0.0, asked + grace - time.monotonic()))
            except subprocess.TimeoutExpired:
                # The whole session: a web server's own children must not outlive it.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def only_site(var: Path, *, url: str) -> Iterator[str | None]:
    """Be the one site that a clone runs: gives None, or the address of the one that already does."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            yield lock.read().strip() or "another address"
            return
        lock.truncate(0)
        lock.write(url)
        lock.flush()
        yield None


def refuse_taken(port: int) -> None:
    """Say what to do if somebody else listens at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(f"Port {port} is reserved for root: choose one above 1023, as in --port 8001.") from None
        except OSError:
            raise CannotStart(f"Port {port} is taken: choose another with --port, as in --port {port + 1}.") from None


def answers(port: int) -> bool:
    """Whether the web server is up: a site that is read by https behind a proxy leads there, and that is an answer too."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
