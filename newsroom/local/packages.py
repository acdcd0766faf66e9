"""Brings a virtual environment to exactly what a lock file pins: with a uv that is here, with one fetched, or with pip.

Standard library only. Whichever installer it is, every package is checked against the hashes of the lock.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsroom.local.progress import CannotStart, Failed, run, say

# The first that knows everything which is asked of it here, as in pyproject.toml.
OLDEST_UV = (0, 9)


def install(folder: Path, lock: Path) -> None:
    """Make the environment in `folder` hold exactly the packages of `lock`; raises `CannotStart` where no way leads there."""
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


def install_with_uv(folder: Path, lock: Path) -> None:
    """Take what uv has kept of earlier installations; only if that is not everything, ask the package index."""
    installing = f"Installing {sum(1 for line in lock.read_text().splitlines() if '==' in line)} packages"
    uv = uv_at_hand()
    if uv is None:
        # Beside what it will fill: a system's folder for scratch may forbid to run what lies there.
        with tempfile.TemporaryDirectory(dir=folder, prefix="installer-") as scratch:
            run(installing, sync(fetched_uv(Path(scratch), folder, lock), folder, lock))
        return
    try:
        # A third of the time that asking for news takes, and it needs no network.
        run(installing, sync(uv, folder, lock, "--offline"))
    except Failed:
        run("Fetching those that are not kept here", sync(uv, folder, lock))


def sync(uv: Path, folder: Path, lock: Path, *options: str) -> list[str]:
    """The command that brings an environment to a lock. It takes the Python that is there, and never fetches one."""
    target = ["--python", str(folder / "bin" / "python"), "--no-python-downloads"]
    return [str(uv), "pip", "sync", *target, "--require-hashes", *options, str(lock)]


def uv_at_hand() -> Path | None:
    """A uv that runs and is new enough: one that somebody installed, or one that lies unpacked in uv's own cache."""
    return next((candidate for candidate in known_places() if version_of(candidate) >= OLDEST_UV), None)


def known_places() -> Iterator[Path]:
    """Where a uv may lie, the likeliest first."""
    installed = shutil.which("uv")
    if installed:
        yield Path(installed)
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path(os.path.expanduser("~")) / ".cache")
    cache = Path(os.environ.get("UV_CACHE_DIR") or home / "uv")
    # What uv has once unpacked it links into environments as it is. How its folders are named is its own affair: where they
    # are named differently one day, nothing is found here, and uv is fetched.
    yield from cache.glob("archive-v*/*/uv-*.data/scripts/uv")


def version_of(uv: Path) -> tuple[int, ...]:
    """The first two numbers of its version, such as (0, 9); empty where it does not run."""
    try:
        said = subprocess.run([str(uv), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    found = re.match(r"uv (\d+)\.(\d+)", said)
    return tuple(int(number) for number in found.groups()) if found else ()


def fetched_uv(scratch: Path, folder: Path, lock: Path) -> Path:
    """A uv for this installation, checked by pip against the lock.

    Not put into the environment: from there uv would take itself for installed, and keep no copy for the next clone.
    """
    only_uv = scratch / "uv.lock"
    only_uv.write_text(section_of(lock, package="uv"))
    # Nothing of it is ever imported, so nothing of it is compiled.
    plainly = ["--quiet", "--require-hashes", "--no-deps", "--no-compile", "--target", str(scratch)]
    run("Fetching the installer", [*pip_for(folder), "install", *plainly, "-r", str(only_uv)])
    return scratch / "bin" / "uv"


def install_with_pip(folder: Path, lock: Path) -> None:
    """The slower way, for machines on which uv does not run or cannot reach the index that pip is configured for."""
    run(
        "Installing packages with pip",
        [*pip_for(folder), "install", "--quiet", "--require-hashes", "--no-deps", "-r", str(lock)],
    )


def pip_for(folder: Path) -> list[str]:
    """A command that installs into an environment without the six seconds that putting pip there takes."""
    python, quiet = str(folder / "bin" / "python"), "--disable-pip-version-check"
    if pip_can_reach_out():
        pip = importlib.util.find_spec("pip")
        # What `--python` runs after it has loaded pip once to read its own arguments: half a second.
        runner = Path(pip.origin).with_name("__pip-runner__.py") if pip and pip.origin else None
        if runner and runner.exists():
            return [python, str(runner), quiet]
        return [sys.executable, "-m", "pip", quiet, "--python", python]
    # The wheels that Python itself, and Debian's Python, make new environments from.
    for wheels in (Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled", Path("/usr/share/python-wheels")):
        for wheel in sorted(wheels.glob("pip-*.whl"), reverse=True):
            return [python, str(wheel / "pip"), quiet]
    raise CannotStart("This Python has no pip: install it (on Debian, `apt install python3-venv`) and run this again.")


def pip_can_reach_out() -> bool:
    """Whether this interpreter has a pip that installs for another one, as it does since version 22.3."""
    try:
        version = importlib.metadata.version("pip").split(".")
        return [int(part) for part in version[:2]] >= [22, 3]
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return False


def section_of(lock: Path, *, package: str) -> str:
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
