"""Files that no photograph needs any more: deleted with the photograph, or found by night."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from articles.models import Photo, Rendition
from newsroom.jobs import job
from newsroom.web.whole_files import UNFINISHED

# Where and under which names `storing` keeps files; whatever else lies in the folders is not ours to delete.
FOLDERS = ("photos", "photos/originals")
FOLDER = re.compile(r"[0-9a-f]{2}")
NAME = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{64})\.(?:jpg|webp|avif)")
# Files are written before the row that names them is there. Nothing takes longer to commit than a night's seeding.
YOUNGEST = dt.timedelta(days=1)
# The number of the lock; any would do that nothing else in this database uses.
LOCK = 7_064_001


def hold_files() -> None:
    """Let no file be deleted until this transaction ends: its rows will name files that may be there already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def files_of(photo: Photo) -> set[str]:
    """The original of a photograph and every file that was made of it."""
    return {photo.original.name or "", *photo.renditions.values_list("file", flat=True)} - {""}


def clear(names: Iterable[str]) -> set[str]:
    """Delete those of these files that no row names: the same picture, taken in twice, has its files once. Says which."""
    wanted = set(names)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        wanted -= set(Photo.objects.filter(original__in=wanted).values_list("original", flat=True))
        wanted -= set(Rendition.objects.filter(file__in=wanted).values_list("file", flat=True))
        for name in wanted:
            default_storage.delete(name)
    return wanted


@jobs.periodic(cron="37 4 * * *")
@job(retry=3)
def clear_away(timestamp: int) -> None:
    """Delete files without a row: left by an upload that was cut off, even half written, by a cut or credit changed since."""
    before = timezone.now() - YOUNGEST
    for parent in FOLDERS:
        if not default_storage.exists(parent):
            continue
        for folder in filter(FOLDER.fullmatch, default_storage.listdir(parent)[0]):
            names = [
                f"{parent}/{folder}/{name}" for name in default_storage.listdir(f"{parent}/{folder}")[1] if NAME.fullmatch(name)
            ]
            clear(name for name in names if default_storage.get_modified_time(name) < before)
    if default_storage.exists(UNFINISHED):
        for name in (f"{UNFINISHED}/{name}" for name in default_storage.listdir(UNFINISHED)[1]):
            if default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
