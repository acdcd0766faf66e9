"""From a bare clone to a virtual environment that holds exactly `requirements.lock`. Standard library only.

Read by whatever Python the machine has, so its syntax stays readable to old ones: they get a sentence, not a traceback.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import venv
from pathlib import Path

from newsroom.local import compiling, packages
from newsroom.local.progress import CannotStart, only_one, say

OLDEST_PYTHON = (3, 11)
# The commands that make what they need; every other command only uses it.
COMMANDS_THAT_INSTALL = ("demo", "test")
# What the stamp says while packages are being installed: seen at a start, it means that the last one was killed half-way.
UNFINISHED = "unfinished"


def enter(root, *, command):
    """Return inside an interpreter that has Django; `demo` and `test` install it first. May re-execute the process."""
    refuse_old_python(sys.version_info)
    python = root / ".venv" / "bin" / "python"
    if command in COMMANDS_THAT_INSTALL:
        if importlib.util.find_spec("fcntl") is None:
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
        compiling.our_own(root, python=sys.executable)
        fill(folder, lock)
        write_stamp(folder, wanted)
        compiling.what_is_imported(folder)


def fill(folder, lock):
    """Create the environment where it is missing, and install the lock into it."""
    try:
        folder.mkdir(exist_ok=True)
        write_stamp(folder, UNFINISHED)
    except PermissionError:
        raise CannotStart(f"{folder} cannot be written: run this as its owner, or delete that folder.") from None
    if not (folder / "bin" / "python").exists():
        say("Making the virtual environment .venv")
        venv.create(folder, symlinks=True, with_pip=False)
    packages.install(folder, lock)


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
