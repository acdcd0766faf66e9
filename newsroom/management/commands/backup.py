"""`manage.py backup FOLDER`: the whole site in one new folder, whole or not at all."""

import os
import re
import shutil
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg.pq import Conninfo

from newsroom.local import binaries


class Command(BaseCommand):
    """Database first, pictures second: a picture's file is never changed, so every row of the dump finds its file."""

    help = "Write the database and the pictures into a new folder inside FOLDER. docs/operating.md says how to restore."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where backups are kept")

    def handle(self, *, folder, **options):
        name = datetime.now(UTC).strftime("newsroom-%Y%m%d-%H%M%S")
        unfinished = folder / f"{name}.unfinished"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Accounts and addresses are in it: nobody else may read it.
            unfinished.mkdir(mode=0o700)
            dump(unfinished / "database.dump")
            pack(settings.MEDIA_ROOT, unfinished / "media.tar")
            unfinished.rename(folder / name)
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from None
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        self.stdout.write(str(folder / name))


def dump(target):
    """The database as `pg_restore` reads it: one snapshot, taken while the site runs."""
    said = subprocess.run(
        [program("pg_dump"), "--format=custom", "--no-owner", f"--file={target}"],
        env={**os.environ, **address()},
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode != 0:
        raise CommandError(f"pg_dump failed: {said.stderr.strip()}")


def address():
    """Where the database is, as Postgres' own programs want to know it: in the environment, which no process list shows."""
    params = connection.get_connection_params()
    # The client library itself knows which of its options has which variable: certificates, time-outs and all the rest.
    known = {option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    return {variable: str(params[key]) for key, variable in known.items() if params.get(key)}


def program(name):
    """One of Postgres' programs, not older than the server: the system's own, or the one that came with the packages."""
    connection.ensure_connection()
    for candidate in (shutil.which(name), binaries.find().folder / name):
        if candidate and major(candidate) >= connection.pg_version // 10000:
            return candidate
    raise CommandError(f"There is no {name} here that is as new as the server: install postgresql-client.")


def major(candidate):
    """The major version of a Postgres program."""
    said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return int(found.group()) if found else 0


def pack(folder, target):
    """All pictures in one file. They are compressed already."""
    with tarfile.open(target, "w") as archive:
        if folder.is_dir():
            archive.add(folder, arcname="media")
