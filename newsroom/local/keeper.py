"""Keeps one private Postgres server running for as long as anybody uses it: `python -m newsroom.local.keeper FOLDER LOCK`.

Started by `postgres.Lease`, which hands it the keeper's lock. It makes the cluster where there is none, heals what a crash
left, starts the server again when that dies, and stops it when the last user has gone. If the keeper itself is killed, the
system tells the server, and the next user starts another keeper.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from newsroom.local import binaries
from newsroom.local.cluster import ROLE, Cluster, furnished, owner_of
from newsroom.local.progress import CannotStart

# Loaded before any thread is started, for the child that must not wait for a lock of ours.
LIBC = ctypes.CDLL(None)
# A server that ends this often in a row, this soon, will not come up by trying again.
MOST_RESTARTS = 8
SOON = 5.0
# Long enough for a checkpoint of a small site; after that its next start replays the log, which loses nothing.
STOPPING = 60.0
# Above this the log of earlier runs is thrown away at a start.
LONGEST_LOG = 10_000_000

# From initdb's own defaults only what a small site on a shared machine gains from. fsync stays on: a row that was
# acknowledged is there after any crash.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    # Compiling a plan takes longer than any query of ours runs.
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # After a crash, ask the file system once instead of opening every file: 1 s instead of 4.5.
    "recovery_init_sync_method": "syncfs",
}


class Keeper:
    """The life of one server process."""

    def __init__(self, home: Cluster, programs: binaries.Binaries):
        self.home = home
        self.programs = programs
        self.data = home.data(programs.major)
        self.server: subprocess.Popen | None = None
        self.nobody_left = threading.Event()

    def run(self) -> None:
        """Serve until nobody uses the server any more."""
        self.make_cluster()
        self.heal()
        threading.Thread(target=self.watch_users, daemon=True).start()
        restarts = 0
        while not self.nobody_left.is_set():
            started = time.monotonic()
            status = self.serve()
            self.home.serving.unlink(missing_ok=True)
            if self.nobody_left.is_set():
                break
            restarts = restarts + 1 if time.monotonic() - started < SOON else 1
            if restarts > MOST_RESTARTS:
                raise CannotStart(f"Postgres ended {restarts} times in a row, last with status {status}; see {self.home.log}.")
            time.sleep(0.1 * restarts)
            self.heal()

    def make_cluster(self) -> None:
        """A new data folder appears whole or not at all."""
        for leftover in self.home.folder.glob("data.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if self.data.exists():
            return
        new = self.home.folder / f"data.new-{os.getpid()}"
        # Without ICU in the programs, one order by code point that no library upgrade can change.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.programs.major >= 17 else []
        made = subprocess.run(
            [self.programs.folder / "initdb", "-D", new, "-U", ROLE, "-E", "UTF8", "--locale=C.UTF-8", *locale, "-A", "peer"],
            **self.surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise CannotStart(f"initdb failed: {(made.stderr or made.stdout).strip()}")
        # The socket's folder already lets in nobody else; the server checks once more who is at the other end.
        (new / "pg_hba.conf").write_text("local all all peer map=newsroom\n")
        names = dict.fromkeys([self.home.owner.name, "root"])
        (new / "pg_ident.conf").write_text("".join(f"newsroom {name} {ROLE}\n" for name in names))
        new.rename(self.data)

    def heal(self) -> None:
        """See to it that no server of an earlier keeper runs, and that no stale file speaks of one."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return
        if not Path("/proc/self/cwd").exists():
            # Without /proc there is no telling whose process that is; Postgres makes its own, coarser check.
            return
        for number in (signal.SIGINT, signal.SIGQUIT):
            deadline = time.monotonic() + STOPPING
            while self.is_our_server(pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
                if time.monotonic() > deadline:
                    break
                time.sleep(0.1)
        if not self.is_our_server(pid):
            # The number may belong to another program by now, which Postgres would take for a running server.
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def is_our_server(self, pid: int) -> bool:
        """Whether a process runs in our data folder, as only a server of ours does."""
        try:
            return os.path.realpath(f"/proc/{pid}/cwd") == os.path.realpath(self.data) and Path(f"/proc/{pid}").exists()
        except OSError:
            return False

    def serve(self) -> int:
        """Run the server until it ends, and say how it did."""
        if self.home.log.exists() and self.home.log.stat().st_size > LONGEST_LOG:
            self.home.log.unlink()
        sockets = str(self.home.sockets).replace('"', '""')
        chosen = {**SETTINGS, "unix_socket_directories": f'"{sockets}"'}
        with self.home.log.open("a") as log:
            self.server = subprocess.Popen(
                [self.programs.folder / "postgres", "-D", self.data, *(f"--{name}={value}" for name, value in chosen.items())],
                **self.surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - forked before any thread of ours holds a lock
            )
        self.home.serving.write_text(f"{self.server.pid}\n")
        if self.nobody_left.is_set():
            self.stop()
        return self.server.wait()

    def watch_users(self) -> None:
        """Stop the server once the last user's lock is gone; until it has stopped, new users wait for the lock."""
        with self.home.users_lock.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.nobody_left.set()
            self.stop()
            # Held until the process ends.
            threading.Event().wait()

    def stop(self) -> None:
        """Ask for a fast shutdown: sessions are ended, everything is written."""
        if self.server:
            self.server.send_signal(signal.SIGINT)

    def surroundings(self) -> dict:
        """How the programs are started: as the cluster's owner, with nothing of this process's environment."""
        plain = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.home.folder)}
        return {"env": plain, "cwd": self.home.folder, **self.home.owner.as_process()}


def end_with_parent() -> None:
    """In the child: have the system ask it to stop when its parent dies (prctl's PR_SET_PDEATHSIG, Linux only)."""
    with suppress(AttributeError):
        LIBC.prctl(1, signal.SIGINT, 0, 0, 0)


def main(folder: Path) -> None:
    """Keep the server whose files lie in a folder."""
    home = furnished(folder, owner_of(folder))
    programs = binaries.find().made_reachable(beneath=folder)
    Keeper(home, programs).run()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except CannotStart as sentence:
        sys.exit(str(sentence))
