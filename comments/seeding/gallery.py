"""The pictures of the demo newspaper, drawn and cut by several processes at once, then taken in as any photograph is."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor

from articles import photos
from articles.models import Photo
from comments.seeding.pictures.catalogue import CATALOGUE
from comments.seeding.pictures.credit import jpeg
from newsroom.accounts.models import User

# The machine this is measured on has two cores; more processes would only wait for each other.
PROCESSES = 2


def hang(taken: Mapping[str, dt.datetime], *, by: User | None) -> Iterator[tuple[str, Photo]]:
    """Draw the named pictures, each taken at its moment, and take them in: name and photograph, one after the other."""
    # Forked, so that a process starts in milliseconds with everything imported; none of them touches the database.
    pool = ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork"))
    with pool:
        for key, (prepared, focus, files) in zip(taken, pool.map(_develop, taken, taken.values(), chunksize=4), strict=True):
            said = prepared.described
            photo = photos.described(
                Photo(focus_x=focus[0], focus_y=focus[1]),
                photographer=said.photographer,
                agency=said.agency,
                copyright_notice=said.copyright_notice,
                caption=said.caption,
                alt=said.alt,
            )
            yield key, photos.record(photo, prepared, files, by=by)


def _develop(key: str, taken: dt.datetime) -> tuple[photos.Prepared, tuple[float, float], list[photos.RenditionFile]]:
    """One picture as a file with its credit inside, read back as an upload would be, and cut for the pages."""
    entry = CATALOGUE[key]
    picture = entry.draw()
    prepared = photos.prepare(jpeg(picture.image, entry.credit(taken=taken)))
    credit = f"© {prepared.described.agency} / {prepared.described.photographer}"
    return prepared, picture.focus, photos.render(prepared.data, focus=picture.focus, credit=credit, shapes=photos.FIRST)
