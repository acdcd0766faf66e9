"""Building a page: one snapshot of the database, one moment, and a list of everything that was met on the way."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from newsroom.web import keeping, slots, snapshots, stamps
from newsroom.web.keeping import Kept, Key
from newsroom.web.showing import PLACE, Frame, Inset, Piece, Shown

HTML = "text/html; charset=utf-8"

# Level 9 takes twice the time of 6 for one per cent fewer bytes.
GZIP_LEVEL = 6

# Longer than almost every build, and than two where a reader comes in the middle of one; short enough that a builder that
# hangs holds nobody up for long.
WAIT_FOR_ANOTHERS_BUILD = 1.0


# Filled by higher storeys: functions that give what the navigation of every page lists. What they find belongs to the
# build; whoever changes it raises `stamps.chrome()`.
NAVIGATION: list[Callable[[], Iterable[Any]]] = []


@dataclass(frozen=True)
class Site:
    """What every page may say about the newspaper; addresses come from here, never from the request."""

    name: str
    url: str
    zone: str
    imprint: str

    @classmethod
    def ours(cls) -> Site:
        """The one in the settings."""
        return cls(name=settings.SITE_NAME, url=settings.SITE_URL, zone=settings.TIME_ZONE, imprint=settings.SITE_IMPRINT)

    @cached_property
    def sections(self) -> list[Any]:
        """The navigation, found when a template first asks for it."""
        return [section for source in NAVIGATION for section in source()]


@dataclass(frozen=True)
class Page:
    """What a builder returns: text that may still hold the marks of its slots."""

    body: str
    content_type: str


class Build(Shown):
    """Given to a builder: the moment it builds for, and where it says what the page depends on."""

    def __init__(self, *, now: datetime) -> None:
        super().__init__()
        self.now = now
        self.set_in: Inset | None = None

    def inset(self, builder: Callable[..., str], **arguments: Any) -> SafeString:
        """The place of the one stretch that changes far more often than the rest of the page, for a template to put there.

        `builder` gives its HTML, and is called with a build of its own and these arguments: now, and again whenever nothing
        but what it shows has changed. So it may use nothing that was found for the rest; the arguments stay in memory.
        """
        if self.set_in is not None:
            raise ValueError("A page has one inset.")
        self.set_in = _inset(builder, arguments, now=self.now)
        return mark_safe(PLACE)

    def page(self, template: str, context: Mapping[str, Any] | None = None) -> Page:
        """A whole page: it has the frame that all pages share, and the date, which changes at midnight."""
        self.shows(stamps.chrome())
        self.true_until(next_midnight(self.now))
        return self.part(template, context)

    def part(self, template: str, context: Mapping[str, Any] | None = None, *, content_type: str = HTML) -> Page:
        """A part of a page, a feed, a site map: the template and nothing around it."""
        text = render_to_string(template, {**(context or {}), "build": self, "now": self.now, "site": Site.ours()})
        return Page(text, content_type)

    def answer(self, body: str, *, content_type: str) -> Page:
        """Text that no template made."""
        return Page(body, content_type)


def next_midnight(now: datetime) -> datetime:
    """When the site's date changes, in its own time zone."""
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, datetime.min.time()))


def build(
    builder: Callable[..., Page | HttpResponse], arguments: Mapping[str, Any], before: Kept | None = None
) -> tuple[Kept | HttpResponse, bool]:
    """Run a builder. Returns the page, or the response it gave instead, and whether the page may be kept.

    Of `before`, the page as it was kept until now, the frame around its inset is used again if it would come out the same.

    Inside a transaction that somebody else began nothing may be kept or used again: the builder sees rows that may yet be
    undone, and the stamps that will speak of them are only written at its end.
    """
    if connection.in_atomic_block:
        return _build(builder, arguments, None), False
    with snapshots.snapshot():
        built = _build(builder, arguments, before)
    return built, isinstance(built, Kept)


def _build(builder: Callable[..., Page | HttpResponse], arguments: Mapping[str, Any], before: Kept | None) -> Kept | HttpResponse:
    # Both clocks are read before the first query: what the snapshot sees is at least this new.
    began, now = keeping.monotonic(), timezone.now()
    if before is not None and before.frame is not None:
        # One snapshot, so it does not matter that these come first: they belong to what is read after them.
        numbers = dict.fromkeys(before.keys, 0) | stamps.numbers(before.keys)
        if before.frame.stands(built_from=before.numbers(), now_are=numbers, now=now):
            inset = _inset(before.frame.builder, before.frame.arguments, now=now)
            head, tail = before.frame.pieces(before.plain(), before.slots)
            pieces = [head, slots.cut(inset.text), tail]
            return _kept(before.frame.shown, inset, pieces, numbers, began=began, content_type=before.content_type)
    building = Build(now=now)
    page = builder(building, **arguments)
    if not isinstance(page, Page):
        return page
    pieces = [slots.cut(piece) for piece in page.body.split(PLACE)]
    if len(pieces) != (1 if building.set_in is None else 2):
        raise ValueError("A page that asks for an inset puts it in one place.")
    if building.set_in is not None:
        pieces.insert(1, slots.cut(building.set_in.text))
    return _kept(building, building.set_in, pieces, {}, began=began, content_type=page.content_type)


def _inset(builder: Callable[..., str], arguments: Mapping[str, Any], *, now: datetime) -> Inset:
    building = Build(now=now)
    text = builder(building, **arguments)
    if building.set_in is not None:
        raise ValueError("An inset has no inset.")
    return Inset(builder, arguments, Shown.together(building), text)


def _kept(
    frame: Shown, inset: Inset | None, pieces: Sequence[Piece], known: Mapping[str, int], *, began: float, content_type: str
) -> Kept:
    """The page made of these pieces, the inset second. Numbers that are not known are asked for, last, in the same snapshot."""
    shown = Shown.together(frame, inset.shown) if inset else frame
    keys = tuple(sorted(shown.keys))
    numbers = known if shown.keys <= known.keys() else stamps.numbers(keys)
    plain, cuts = slots.joined(pieces)
    return Kept(
        packed=gzip.compress(plain, compresslevel=GZIP_LEVEL, mtime=0),
        length=len(plain),
        digest=hashlib.blake2b(plain, digest_size=15).hexdigest(),
        content_type=content_type,
        exact={key: numbers.get(key, 0) for key in sorted(shown.exact)},
        nearly={key: (numbers.get(key, 0), within) for key, within in shown.nearly.items() if key not in shown.exact},
        until=shown.until.timestamp() if shown.until else float("inf"),
        built=began,
        agreed=began,
        slots=cuts,
        noted={kind: tuple(ids) for kind, ids in shown.noted.items()},
        reading_of=shown.reading_of,
        keys=keys,
        asked=f"{{{','.join(keys)}}}".encode(),
        frame=Frame.around(inset, frame, pieces) if inset else None,
    )


class Turns:
    """Lets one thread build a key while the others wait a little for what it makes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.under_way: dict[Key, threading.Event] = {}

    @contextmanager
    def take(self, key: Key, *, patience: float) -> Iterator[bool]:
        """Whether it is this thread's turn to build. False: another one built meanwhile, so look again.

        Whoever has no patience left builds beside the others.
        """
        with self.lock:
            event = self.under_way.get(key)
            ours = None
            if event is None:
                ours = self.under_way[key] = threading.Event()
        if event is not None and patience > 0 and event.wait(patience):
            yield False
            return
        try:
            yield True
        finally:
            if ours is not None:
                with self.lock:
                    del self.under_way[key]
                ours.set()


def patience_until() -> Callable[[], float]:
    """A function that says how many seconds this request may still wait for other builders."""
    end = time.monotonic() + WAIT_FOR_ANOTHERS_BUILD
    return lambda: end - time.monotonic()
