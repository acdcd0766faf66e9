"""Where the private Postgres keeps its files, and as which user of the system it runs."""

import hashlib
import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from newsroom.local.progress import CannotStart

# The system's limit for a socket's path is 107 bytes; Postgres adds a name of its own to the folder.
LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
# Where root keeps a cluster when the user that must run it cannot reach the clone.
SYSTEM_STATE = Path("/var/lib/newsroom")
ROLE = DATABASE = "newsroom"


@dataclass(frozen=True)
class Owner:
    """The user of the system whom the cluster belongs to. Postgres refuses to run as root, so root runs it as this one."""

    uid: int
    gid: int
    name: str

    @property
    def differs(self) -> bool:
        """Whether this is somebody else than who runs this process."""
        return self.uid != os.geteuid()

    def as_process(self) -> dict:
        """Arguments that make `subprocess` start a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.differs else {}

    def can_use(self, folder: Path) -> bool:
        """Whether this user can go into a folder and write there, its parents included."""
        asked = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1" && test -w .', "sh", str(folder)],
            **self.as_process(),
            check=False,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        return asked.returncode == 0

    def make_folder(self, folder: Path, mode: int) -> None:
        """Make a folder that belongs to this user, if it is not there."""
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        # Never through a link: in a folder that everybody writes to, root would give away whatever somebody made it lead to.
        if self.differs and folder.lstat().st_uid != self.uid:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True)
class Cluster:
    """One clone's private server: its folder, its owner and the address that it listens at."""

    folder: Path
    owner: Owner
    sockets: Path

    @property
    def url(self) -> str:
        """The address of its database, as `DATABASE_URL` has it."""
        return f"postgres://{ROLE}@/{DATABASE}?{urlencode({'host': self.sockets})}"

    @property
    def users_lock(self) -> Path:
        """Held shared by everybody who uses the server, so that the system itself counts them."""
        return self.folder / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one process that keeps the server running."""
        return self.folder / "keeper.lock"

    @property
    def serving(self) -> Path:
        """There while the keeper's server has been started."""
        return self.folder / "serving"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "postgres.log"

    def data(self, major: int) -> Path:
        """Where the data of a major version of Postgres lies."""
        return self.folder / f"data-{major}"


def locate(var: Path) -> Cluster:
    """The private cluster of the clone whose `var` folder this is; makes its folders where they are missing."""
    inside, outside = var / "postgres", SYSTEM_STATE / digest(var)
    for folder in (inside, outside):
        if holds_data(folder):
            owner = owner_of(folder)
            if not owner.can_use(folder):
                raise CannotStart(f"The user {owner.name} cannot go into {folder}, where its database lies: open the way to it.")
            return furnished(folder, owner)
    owner = new_owner()
    try:
        inside.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner.make_folder(inside, 0o700)
        if owner.can_use(inside):
            return furnished(inside, owner)
        # The clone lies where only root can go (such as /root): nobody's folder is opened up for it.
        owner.make_folder(outside, 0o700)
    except OSError as error:
        raise CannotStart(f"{error.filename} cannot be made ({error.strerror}): run this as the owner of {var}.") from None
    return furnished(outside, owner)


def holds_data(folder: Path) -> bool:
    """Whether a folder holds a finished cluster of any version."""
    return os.path.isdir(folder) and (not os.access(folder, os.X_OK) or any(folder.glob("data-*/PG_VERSION")))


def exists(var: Path) -> bool:
    """Whether a server was ever started for this clone."""
    return holds_data(var / "postgres") or holds_data(SYSTEM_STATE / digest(var))


def owner_of(folder: Path) -> Owner:
    """Whom an existing cluster belongs to: it keeps its owner, whoever appears on the machine later."""
    found = folder.stat()
    owner = Owner(found.st_uid, found.st_gid, name_of(found.st_uid))
    if owner.differs and os.geteuid() != 0:
        raise CannotStart(
            f"The database in {folder} belongs to {owner.name}: run this as {owner.name} or root, "
            "or set DATABASE_URL to a server of yours."
        )
    return owner


def new_owner() -> Owner:
    """Who runs a new cluster: the present user, or for root `postgres`, or `nobody` where there is none."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), name_of(os.geteuid()))
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(found.pw_uid, found.pw_gid, name)
    raise CannotStart(
        "Postgres does not run as root, and this machine has neither a user `postgres` nor `nobody`: "
        "run this as an ordinary user, or set DATABASE_URL to a server of yours."
    )


def name_of(uid: int) -> str:
    """A user's name, which Postgres insists on."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise CannotStart(
            f"User {uid} has no name on this machine, and Postgres needs one: add it to /etc/passwd, "
            "or set DATABASE_URL to a server of yours."
        ) from None


def furnished(folder: Path, owner: Owner) -> Cluster:
    """The cluster of a folder, with a folder for its socket that only its owner (and root) can go into."""
    sockets = folder / "socket"
    if len(os.fsencode(sockets / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        sockets = Path(tempfile.gettempdir()) / f"newsroom-{owner.uid}-{digest(folder)}"
    owner.make_folder(sockets, 0o700)
    found = sockets.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid or found.st_mode & 0o077:
        # In a folder that everybody writes to, somebody else may have made it first.
        raise CannotStart(f"{sockets} is not a private folder of {owner.name}: delete it and start again.")
    return Cluster(folder, owner, sockets)


def digest(path: Path) -> str:
    """A short name that belongs to one folder of this machine."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
