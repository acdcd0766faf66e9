"""Compiles ahead, in a process beside the start, what the start is about to import. Standard library only.

Nobody waits for it and nothing needs it: Python compiles what it finds uncompiled, and each file appears whole or not at all.
"""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

OURS = ("newsroom", "articles", "comments")
# What a start imports nearly all of, last things first: it meets the compiler half-way. Other packages hold more that is
# never imported than that is, and compiling all of that would cost more than it saves.
THEIRS = (
    "gunicorn",
    "procrastinate",
    "allauth/account",
    "allauth/mfa",
    "django/views",
    "django/contrib/admin",
    "django/contrib/auth",
    "django/forms",
    "django/template",
    "psycopg_pool",
    "psycopg",
    "django/db",
)


def our_own(root: Path, *, python: str) -> None:
    """Begin to compile this project: while its packages are on their way, a core has nothing to do."""
    begin([root / name for name in OURS], python=python)


def what_is_imported(environment: Path) -> None:
    """Begin to compile the packages that a start is about to import from a new environment."""
    library = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    begin([library / name for name in THEIRS], python=str(environment / "bin" / "python"))


def begin(folders: list[Path], *, python: str) -> None:
    """Compile whatever of these is not compiled yet, in a process that ends by itself a second or two later."""
    subprocess.run(
        # Nobody's child: who starts it becomes another program before it ends, which would never ask what became of it.
        ["/bin/sh", "-c", '"$@" &', "sh", python, "-m", "compileall", "-qq", *map(str, folders)],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Out of reach of the terminal's Ctrl-C, which it would answer with a traceback.
        start_new_session=True,
    )
