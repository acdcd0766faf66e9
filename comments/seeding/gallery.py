"""The pictures of the demo newspaper, drawn and cut by several processes at once, then taken in as any photograph is."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from articles import photos
from articles.models import Photo
from articles.photos.sizes import Ratio
from comments.seeding.pictures.catalogue import CATALOGUE
from comments.seeding.pictures.credit import jpeg
from newsroom.accounts.models import User

# The smallest machine has two cores; more processes would only wait for each other there.
PROCESSES = 2
# So much more willing to wait than what they run beside: the pictures are done long before the stories are set.
PATIENCE = 5
# Pages show a lead 960 px wide. A third more is sharp on most screens, and costs a third less time than drawing at 1600.
WIDTH = 1280
# A portrait is shown 96 px wide, cut square; its widest file has 320.
PORTRAIT_WIDTH = 640

# The one cut that each place needs before anybody can look; the worker makes every other one.
LEAD = tuple(shape for shape in photos.FIRST if shape.ratio in {Ratio.WIDE, Ratio.CLASSIC})
FIGURE = tuple(shape for shape in photos.FIRST if shape.ratio == Ratio.WHOLE)
PORTRAIT = tuple(shape for shape in photos.FIRST if shape.ratio == Ratio.SQUARE)

Shapes = tuple[photos.Shape, ...]
Developed = tuple[str, photos.Prepared, tuple[float, float], list[photos.RenditionFile]]


@dataclass(frozen=True)
class Wanted:
    """A picture that a story or an author shows: when it was taken, and in which cuts it is seen first."""

    key: str
    taken: dt.datetime
    shapes: Shapes


@contextmanager
def developing(wanted: Sequence[Wanted], *, meanwhile: Callable[[], None] | None = None) -> Iterator[Iterator[Developed]]:
    """Begin to draw these pictures in other processes, and do what `meanwhile` says; then they can be fetched in their order."""
    # Forked, so that a process starts in milliseconds with everything imported; none of them touches the database.
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(PROCESSES, mp_context=forked, initializer=os.nice, initargs=[PATIENCE]) as pool:
        try:
            developed = pool.map(_develop, wanted, chunksize=2)
            if meanwhile:
                meanwhile()
            yield developed
        finally:
            # Where something else went wrong, nobody waits for the rest of the pictures.
            pool.shutdown(cancel_futures=True)


class Wall(Mapping[str, Photo]):
    """Photographs by name, each taken in when it is first asked for: stories are set while others are still being drawn."""

    def __init__(self, wanted: Sequence[Wanted], developed: Iterable[Developed], *, by: User | None) -> None:
        self.names = [each.key for each in wanted]
        self.developed = iter(developed)
        self.by = by
        self.hung: dict[str, Photo] = {}

    def __getitem__(self, key: str) -> Photo:
        """This one; those that come before it are taken in on the way."""
        if key not in self:
            raise KeyError(key)
        while key not in self.hung:
            self._hang(next(self.developed))
        return self.hung[key]

    def __contains__(self, key: object) -> bool:
        return key in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def _hang(self, developed: Developed) -> None:
        """Take a drawn picture in as any photograph is."""
        key, prepared, focus, files = developed
        said = prepared.described
        photo = photos.described(
            Photo(focus_x=focus[0], focus_y=focus[1]),
            photographer=said.photographer,
            agency=said.agency,
            copyright_notice=said.copyright_notice,
            caption=said.caption,
            alt=said.alt,
        )
        # The newest stories come last, and are seen first.
        self.hung[key] = photos.record(photo, prepared, files, by=self.by, after=len(self.names) - len(self.hung))


def _develop(wanted: Wanted) -> Developed:
    """One picture as a file with its credit inside, read back as an upload would be, and cut for the pages."""
    entry = CATALOGUE[wanted.key]
    picture = entry.draw(width=PORTRAIT_WIDTH if wanted.shapes == PORTRAIT else WIDTH)
    prepared = photos.prepare(jpeg(picture.image, entry.credit(taken=wanted.taken)))
    # Unsaved, it only puts the credit into words.
    credit = Photo(agency=prepared.described.agency, photographer=prepared.described.photographer).credit
    files = photos.render(prepared.data, focus=picture.focus, credit=credit, shapes=wanted.shapes)
    return wanted.key, prepared, picture.focus, files
