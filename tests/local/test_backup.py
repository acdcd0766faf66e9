"""One command saves the whole site, and what it saved can be restored."""

import os
import subprocess
import tarfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from newsroom.management.commands import backup


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = settings.MEDIA_ROOT / "photos" / "harbour.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"harbour")
    return path


def test_a_backup_holds_database_and_pictures_and_can_be_restored(committed, picture, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE remembered AS SELECT 'every word' AS words")

    call_command("backup", tmp_path / "kept")

    [made] = (tmp_path / "kept").iterdir()
    assert made.stat().st_mode & 0o077 == 0
    with tarfile.open(made / "media.tar") as archive:
        assert archive.extractfile("media/photos/harbour.jpg").read() == b"harbour"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE remembered")
    restored = [backup.program("pg_restore"), "--no-owner", "--table=remembered", "--dbname", connection.settings_dict["NAME"]]
    subprocess.run([*restored, made / "database.dump"], env={**os.environ, **backup.address()}, check=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM remembered")
        assert cursor.fetchone() == ("every word",)


def test_a_backup_that_failed_leaves_nothing_that_looks_like_one(committed, picture, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "pack", lambda *arguments: (_ for _ in ()).throw(OSError("No space left on device")))

    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path / "kept")

    assert list((tmp_path / "kept").iterdir()) == []


def test_postgres_programs_are_told_everything_that_the_address_says(monkeypatch):
    said = {"sslmode": "verify-full", "sslrootcert": "/srv/our root.pem", "connect_timeout": 3, "target_session_attrs": "primary"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", said)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "hunter2")

    told = backup.address()

    assert (told["PGSSLMODE"], told["PGSSLROOTCERT"], told["PGCONNECT_TIMEOUT"]) == ("verify-full", "/srv/our root.pem", "3")
    assert (told["PGTARGETSESSIONATTRS"], told["PGPASSWORD"]) == ("primary", "hunter2")
    assert told["PGDATABASE"] == connection.settings_dict["NAME"]
