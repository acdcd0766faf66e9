"""The private Postgres server of one clone: started by whoever needs it first, stopped after the last has left.

Everybody who uses the server holds a shared lock on one file, which the system releases however a process ends. A keeper
process (`keeper.py`) runs the server for as long as anybody holds that lock. So two demos, or a demo and a test run, share a
server; the last to leave stops it; and a `kill -9` of anything leaves nothing running for ever.
"""

import fcntl
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psycopg

from newsroom.local import binaries, cluster
from newsroom.local.progress import PATIENCE, CannotStart, say

ROOT = Path(__file__).resolve().parent.parent.parent
# A server that has just died may leave its memory behind for a moment, so one failed start proves nothing.
TRIES = 3


class Lease:
    """One process's use of the private server: it runs at least until this is closed or the process ends."""

    def __init__(self, home: cluster.Cluster):
        self.home = home
        self._lock = home.users_lock.open("a")
        started = said = time.monotonic()
        while not locked(self._lock, fcntl.LOCK_SH):
            # The keeper holds it alone while it stops the server after the last user left.
            said = patient(started, said, "Waiting for the database server to stop before it is started again")
        self._keeper = self._start_keeper()

    @property
    def url(self) -> str:
        """What `DATABASE_URL` is for this server."""
        return self.home.url

    def wait(self) -> None:
        """Return once the server answers; starts its keeper again if that died meanwhile."""
        started = said = time.monotonic()
        failures = 0
        while not self.answers():
            said = patient(started, said, "Waiting for the database server")
            if self._keeper is None:
                self._keeper = self._start_keeper()
            elif self._keeper.poll() is not None:
                failures += 1
                if failures == TRIES:
                    raise CannotStart(f"The private Postgres did not start: {last_words(self.home)}")
                self._keeper = self._start_keeper()

    def keep_up(self) -> bool:
        """Start the keeper, and so the server, again if it has died, whoever started it. Gives whether it had."""
        if self._keeper and self._keeper.poll() is None:
            return False
        # Somebody else's keeper is no child of ours: that its lock is free says that it died.
        try:
            self._keeper = self._start_keeper()
        except OSError as error:
            raise CannotStart(f"{self.home.folder} cannot be used any more ({error.strerror}).") from None
        return self._keeper is not None

    def answers(self) -> bool:
        """Whether the server can be used; makes the database where there is none."""
        if not self.home.serving.exists():
            return False
        try:
            with connect(self.home, "postgres") as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [cluster.DATABASE]).fetchone()
                if not found:
                    connection.execute(f"CREATE DATABASE {cluster.DATABASE}")
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            # Several first starts at once: somebody else made it.
            return True
        except psycopg.OperationalError:
            return False
        return True

    def survive_exec(self) -> None:
        """Keep the lease for the program that replaces this one."""
        os.set_inheritable(self._lock.fileno(), True)

    def close(self) -> None:
        """Use it no longer; the keeper stops it if this was the last use."""
        self._lock.close()

    def _start_keeper(self) -> subprocess.Popen | None:
        """Start the keeper, unless one runs. The lock passes from hand to hand, so that there is never a second."""
        with self.home.keeper_lock.open("a") as lock:
            if not locked(lock, fcntl.LOCK_EX):
                return None
            self.home.serving.unlink(missing_ok=True)
            with (self.home.folder / "keeper.log").open("w") as log:
                return subprocess.Popen(
                    [sys.executable, "-m", "newsroom.local.keeper", str(self.home.folder), str(lock.fileno())],
                    cwd=ROOT,
                    pass_fds=[lock.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # Out of reach of the terminal's Ctrl-C: the server must outlive the processes that use it.
                    start_new_session=True,
                )


# This process's lease, if it has one.
held: Lease | None = None


def lease(var: Path) -> Lease:
    """Use the private server of a clone, starting it if it does not run. Returns at once; `wait()` for it to answer."""
    global held  # noqa: PLW0603 - a process has one environment, and so one lease
    binaries.find()
    held = Lease(cluster.locate(var))
    return held


def connect(home: cluster.Cluster, database: str) -> psycopg.Connection:
    """A connection over the private socket."""
    return psycopg.connect(host=str(home.sockets), user=cluster.ROLE, dbname=database, autocommit=True, connect_timeout=5)


def locked(file: IO[str], kind: int) -> bool:
    """Take a lock on an open file if nobody is in the way."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def patient(started: float, said: float, line: str) -> float:
    """Sleep a moment; say what is waited for after a second, and again every few. Returns when it was last said."""
    time.sleep(0.02)
    now = time.monotonic()
    if now - said > (1.0 if said == started else PATIENCE):
        say(line)
        return now
    return said


def last_words(home: cluster.Cluster) -> str:
    """What the keeper and the server said last."""
    for log in (home.folder / "keeper.log", home.log):
        with suppress(OSError):
            lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
            if lines:
                return f"{lines[-1].rstrip('.')} (more in {log})."
    return f"nothing is in {home.log}."
