"""Folders and processes of their own for tests that start servers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# Nothing here takes a tenth of it on an idle machine.
LIMIT = 60.0


@contextmanager
def folder_for_everybody():
    """A folder whose path holds a space and which every user can reach, as pytest's own folders cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="news room "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def var():
    """A `var` folder that is not there yet."""
    with folder_for_everybody() as folder:
        yield folder / "var"


@pytest.fixture
def start():
    """Start a Python program; whatever of it still runs after the test is killed."""
    started = []

    def begin(code, *arguments, **options):
        options.setdefault("cwd", ROOT)
        command = [options.pop("python", sys.executable), "-u", "-c", code, *map(str, arguments)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **options,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def eventually():
    """Wait for something that another process brings about."""

    def wait(condition, what):
        deadline = time.monotonic() + LIMIT
        while not (found := condition()):
            assert time.monotonic() < deadline, f"still not so: {what}"
            time.sleep(0.05)
        return found

    return wait
