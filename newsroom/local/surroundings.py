"""What a command in a clone is given here that production gets from its settings: a secret, an address, a database."""

import os
import re
import secrets
import tempfile
from pathlib import Path

from newsroom.local import cluster, postgres
from newsroom.local.progress import CannotStart, only_one

# These need no database, so they do not start one.
WITHOUT_DATABASE = {"", "help", "--help", "-h", "--version", "version", "collectstatic", "compilemessages", "makemessages"}

LAST_PORT = 65535

# Said at the foot of every page, so that nobody takes the demo newspaper for a real one.
IMPRINT = "Saltmere is an invented town, and this is a demonstration newspaper: its people, stories and pictures are made up."


def furnish(root: Path, *, arguments: list[str]) -> postgres.Lease | None:
    """Set what is missing in the environment; returns the lease of the private server if this command uses it.

    `demo` and `test` furnish any clone. Every other command is furnished only in a clone that one of them has prepared, so
    that a machine of the real site still refuses to guess. What is set, in the environment or in `.env`, always wins.
    """
    command = arguments[0] if arguments else ""
    var = folder_of(root)
    prepares = command in {"demo", "test"}
    if prepares:
        refuse_unusable(var)
    elif not os.path.exists(var / "secret-key"):
        return None
    given = set(os.environ) | names_in(root / ".env")
    if "SECRET_KEY" not in given:
        os.environ["SECRET_KEY"] = secret_key(var)
    ours = {"SITE_URL": f"http://localhost:{port_in(arguments)}", "LOG_STYLE": "console", "SITE_IMPRINT": IMPRINT}
    for name, value in ours.items():
        if name not in given:
            os.environ[name] = value
    if "DATABASE_URL" in given or command in WITHOUT_DATABASE or not (prepares or cluster.exists(var)):
        return None
    lease = postgres.lease(var)
    os.environ["DATABASE_URL"] = lease.url
    return lease


def port_in(arguments: list[str]) -> str:
    """The port that `demo` was asked for: part of the site's address, so settings need it before the command is read."""
    found = re.search(r"--port[= ](\S+)", " ".join(arguments))
    if found is None or arguments[0] != "demo":
        return "8000"
    port = found.group(1)
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= LAST_PORT:
        raise CannotStart(f"--port must be a whole number from 1 to {LAST_PORT}, not {port!r}.")
    return str(int(port))


def folder_of(root: Path) -> Path:
    """Where this clone keeps what it makes: `VAR_DIR`, else `var` beside manage.py."""
    return Path(os.environ.get("VAR_DIR") or root / "var").resolve()


def refuse_unusable(var: Path) -> None:
    """Make the folder where it is missing; say which it is, and whose choice, where nothing can be written into it."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        # Asking for permission tells root nothing, and nobody about a read-only disk.
        with tempfile.TemporaryFile(dir=var):
            pass
    except OSError as error:
        if os.environ.get("VAR_DIR"):
            raise CannotStart(f"VAR_DIR names {var}, where nothing can be written ({error.strerror}).") from None
        advice = "run this as its owner, or set VAR_DIR to a folder of yours"
        raise CannotStart(f"Nothing can be written into {var} ({error.strerror}): {advice}.") from None


def secret_key(var: Path) -> str:
    """This clone's own key, made at the first start and readable to nobody else."""
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        # Of two first starts at once, one would go on with a key that the other has just replaced.
        with only_one(path.with_name("secret-key.lock"), waiting_for="another start to make its key"):
            if not path.exists():
                write_privately(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")
    new.replace(path)


def names_in(dotenv: Path) -> set[str]:
    """The settings that a `.env` file gives a value to."""
    if not dotenv.exists():
        return set()
    return set(re.findall(r"^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*\S", dotenv.read_text(), flags=re.MULTILINE))
