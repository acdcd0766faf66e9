"""From a bare clone to a virtual environment that holds exactly `requirements.lock`. Standard library only.

Read by whatever Python the machine has, so its syntax stays readable to old ones: they get a sentence, not a traceback.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

OLDEST_PYTHON = (3, 11)
# The commands that make what they need; every other command only uses it.
COMMANDS_THAT_INSTALL = ("demo", "test")
# What the stamp says while packages are being installed: seen at a start, it means that the last one was killed half-way.
UNFINISHED = "unfinished"
# A wait that lasts longer than this gets a line of its own, and another each time it has passed again.
PATIENCE = 5.0


class CannotStart(Exception):
    """Why the site cannot start here, and what to do about it: one sentence for the person at the terminal."""


def enter(root, *, command):
    """Return inside an interpreter that has Django; `demo` and `test` install it first. May re-execute the process."""
    refuse_old_python(sys.version_info)
    python = root / ".venv" / "bin" / "python"
    if command in COMMANDS_THAT_INSTALL:
        if fcntl is None:
            raise CannotStart("The commands demo and test need Linux or macOS; on Windows, run them inside WSL.")
        keep_bytecode()
        install(root)
    elif importlib.util.find_spec("django"):
        return
    elif not python.exists():
        raise CannotStart("Django is not installed here: run `python3 manage.py demo` or `python3 manage.py test` once.")
    if Path(sys.prefix).resolve() != (root / ".venv").resolve():
        os.execv(str(python), [str(python), *sys.argv])


def refuse_old_python(version):
    """Say which Python is needed, if this one is too old."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise CannotStart(
            "This project needs Python {}.{} or newer, and this is Python {}.{}: "
            "run the same command with a newer one, such as `python3.11 manage.py demo`.".format(
                *OLDEST_PYTHON, version[0], version[1]
            )
        )


def keep_bytecode():
    """Let this process and those that it starts keep what they compile, in `.venv` and in `__pycache__`.

    Images of containers forbid that to stay small. Here half a dozen processes would each compile Django again: 1.2 s each.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def install(root):
    """Make `.venv` hold exactly the locked packages. Safe to call at any time, from any number of processes."""
    folder, lock = root / ".venv", root / "requirements.lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp_of(folder) == wanted and (folder / "bin" / "python").exists():
        return
    with only_one(folder.with_name(".venv.lock"), waiting_for="another start to install the packages"):
        if stamp_of(folder) == wanted and (folder / "bin" / "python").exists():
            return
        if stamp_of(folder) == UNFINISHED or not (folder / "bin" / "python").exists():
            # Killed half-way, or made by a Python that is gone: no telling which files are whole.
            clear(folder)
        fill(folder, lock)
        write_stamp(folder, wanted)


def fill(folder, lock):
    """Create the environment where it is missing, and install the lock with uv, or with pip where uv is not to be had."""
    try:
        folder.mkdir(exist_ok=True)
        write_stamp(folder, UNFINISHED)
    except PermissionError:
        raise CannotStart(f"{folder} cannot be written: run this as its owner, or delete that folder.") from None
    if not (folder / "bin" / "python").exists():
        say("Making the virtual environment .venv")
        venv.create(folder, symlinks=True, with_pip=False)
    try:
        install_with_uv(folder, lock)
    except Failed as reason:
        say(f"Installing with uv did not work ({reason.last_line}); trying pip, which takes about a minute")
        try:
            install_with_pip(folder, lock)
        except Failed as failure:
            raise CannotStart(
                f"The packages in requirements.lock could not be installed: {failure.last_line}. "
                "The first start needs a package index; check the network and run the same command again."
            ) from None


def install_with_uv(folder, lock):
    """Fetch uv itself, which pip checks against the lock, and let it bring the environment to the lock exactly."""
    python = folder / "bin" / "python"
    with tempfile.TemporaryDirectory() as scratch:
        only_uv = Path(scratch) / "uv.lock"
        only_uv.write_text(section_of(lock, package="uv"))
        run(
            "Fetching the installer",
            # Nothing of it is ever imported, so nothing of it is compiled.
            [*pip_for(python), "install", "--quiet", "--require-hashes", "--no-deps", "--no-compile", "-r", str(only_uv)],
        )
    count = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    run(
        f"Installing {count} packages",
        [str(folder / "bin" / "uv"), "pip", "sync", "--python", str(python), "--require-hashes", str(lock)],
        UV_PYTHON_DOWNLOADS="never",
    )


def install_with_pip(folder, lock):
    """The slower way, for machines on which uv does not run or cannot reach the index that pip is configured for."""
    python = folder / "bin" / "python"
    run(
        "Installing packages with pip",
        [*pip_for(python), "install", "--quiet", "--require-hashes", "--no-deps", "-r", str(lock)],
    )


def pip_for(python):
    """A command that installs into the environment of `python` without the six seconds that putting pip there takes."""
    quiet = "--disable-pip-version-check"
    if pip_can_reach_out():
        pip = importlib.util.find_spec("pip")
        # What `--python` runs after it has loaded pip once to read its own arguments: half a second.
        runner = Path(pip.origin).with_name("__pip-runner__.py") if pip and pip.origin else None
        if runner and runner.exists():
            return [str(python), str(runner), quiet]
        return [sys.executable, "-m", "pip", quiet, "--python", str(python)]
    # The wheels that Python itself, and Debian's Python, make new environments from.
    for folder in (Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled", Path("/usr/share/python-wheels")):
        for wheel in sorted(folder.glob("pip-*.whl"), reverse=True):
            return [str(python), str(wheel / "pip"), quiet]
    raise CannotStart("This Python has no pip: install it (on Debian, `apt install python3-venv`) and run this again.")


def pip_can_reach_out():
    """Whether this interpreter has a pip that installs for another one, as it does since version 22.3."""
    try:
        version = importlib.metadata.version("pip").split(".")
        return [int(part) for part in version[:2]] >= [22, 3]
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return False


def section_of(lock, *, package):
    """The lines of a lock file that pin one package."""
    lines, inside = [], False
    for line in lock.read_text().splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            inside = line.startswith(package + "==")
        if inside:
            lines.append(line)
    if not lines:
        raise Failed(f"{lock.name} does not pin {package}")
    return "".join(lines)


class Failed(Exception):
    """A command that did not end well; `last_line` is what it said last."""

    @property
    def last_line(self):
        """What it said last, which is mostly why."""
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        return (lines[-1] if lines else "it said nothing").rstrip(".")


def run(what, command, **environment):
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
def only_one(path, *, waiting_for):
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


def clear(folder):
    """Remove a broken environment, whatever of it is there."""
    if folder.is_symlink() or folder.is_file():
        raise CannotStart(f"{folder} is in the way: delete it and run the same command again.")
    # Moved aside first: a removal that is itself killed half-way must not leave something that looks like an environment.
    aside = folder.with_name(folder.name + ".broken")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        if folder.exists():
            folder.rename(aside)
            shutil.rmtree(aside)
    except OSError as error:
        raise CannotStart(f"The half-made {folder} cannot be removed ({error.strerror}): delete it by hand.") from None


def stamp_of(folder):
    """The digest of the lock that an environment was filled from; empty where that is not known."""
    try:
        return (folder / "newsroom.stamp").read_text().strip()
    except OSError:
        return ""


def write_stamp(folder, text):
    """Note what the environment holds, whole or not at all."""
    new = folder / "newsroom.stamp.new"
    new.write_text(text + "\n")
    new.replace(folder / "newsroom.stamp")


def say(line):
    """One line of progress, at once."""
    print(line, file=sys.stderr, flush=True)
