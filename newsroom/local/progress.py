"""What a person at the terminal is told while they wait, and why it could not go on. Standard library only."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# A wait that lasts longer than this gets a line of its own, and another each time it has passed again.
PATIENCE = 5.0


class CannotStart(Exception):
    """Why the site cannot start here, and what to do about it: one sentence for the person at the terminal."""


class Failed(Exception):
    """A command that did not end well; `last_line` is what it said last."""

    @property
    def last_line(self) -> str:
        """What it said last, which is mostly why."""
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        return (lines[-1] if lines else "it said nothing").rstrip(".")


def say(line: str) -> None:
    """One line of progress, at once."""
    print(line, file=sys.stderr, flush=True)


def run(what: str, command: Sequence[str], **environment: str) -> None:
    """Run a command silently, saying what is being done and, every few seconds, that it still is."""
    say(what)
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        try:
            process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env={**os.environ, **environment}
            )
        except OSError as error:
            raise Failed(str(error)) from None
        while True:
            try:
                status = process.wait(timeout=PATIENCE)
                break
            except subprocess.TimeoutExpired:
                say(f"  still at it after {time.monotonic() - started:.0f} s")
            except BaseException:
                process.terminate()
                process.wait()
                raise
        if status != 0:
            output.seek(0)
            raise Failed(output.read())


@contextmanager
def only_one(path: Path, *, waiting_for: str) -> Iterator[None]:
    """Hold a lock file, which the system releases however this process ends."""
    try:
        lock = path.open("w")
    except PermissionError:
        raise CannotStart(f"{path.parent} cannot be written: run this as its owner.") from None
    with lock:
        started = said = time.monotonic()
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.1)
            if time.monotonic() - said > (1.0 if said == started else PATIENCE):
                say(f"Waiting for {waiting_for}")
                said = time.monotonic()
        yield
