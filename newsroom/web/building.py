"""Building a page: one snapshot of the database, one moment, and a list of everything that was met on the way."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from psycopg import IsolationLevel

from newsroom.web import keeping, slots, stamps
from newsroom.web.keeping import Kept, Key

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


class Build:
    """Given to a builder: the moment it builds for, and where it says what the page depends on."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.exact: set[str] = set()
        self.nearly: dict[str, float] = {}
        self.until: datetime | None = None
        self.noted: dict[str, list[int]] = {}
        self.reading_of: int | None = None

    def shows(self, *keys: str, within: float | None = None) -> None:
        """The page shows what these stamps stand for: exactly, or as it was at most `within` seconds ago."""
        if within is None:
            self.exact.update(keys)
            return
        for key in keys:
            self.nearly[key] = min(within, self.nearly.get(key, within))

    def true_until(self, moment: datetime | None) -> None:
        """By time alone the page changes at this moment. The earliest counts; None changes nothing."""
        if moment is not None and (self.until is None or moment < self.until):
            self.until = moment

    def counts_reading_of(self, article_id: int) -> None:
        """Each answer with this page is one reading of that article."""
        self.reading_of = article_id

    def notes(self, kind: str, ids: Iterable[int]) -> None:
        """Remember what is on the page, for those who lay a viewer's state over it."""
        self.noted.setdefault(kind, []).extend(ids)

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


@contextmanager
def _snapshot() -> Iterator[None]:
    """One unchanging, read-only view of the database."""
    connection.ensure_connection()
    raw = connection.connection
    before = raw.isolation_level, raw.read_only
    # Set on the connection and not by a statement of its own: BEGIN then carries both, which saves a round trip.
    raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic():
            yield
    finally:
        if not raw.closed:
            raw.isolation_level, raw.read_only = before


def build(builder: Callable[..., Page | HttpResponse], arguments: Mapping[str, Any]) -> tuple[Kept | HttpResponse, bool]:
    """Run a builder. Returns the page, or the response it gave instead, and whether the page may be kept.

    Inside a transaction that somebody else began nothing may be kept: the builder sees rows that may yet be undone,
    and the stamps that will speak of them are only written at its end.
    """
    if connection.in_atomic_block:
        return _build(builder, arguments), False
    with _snapshot():
        built = _build(builder, arguments)
    return built, isinstance(built, Kept)


def _build(builder: Callable[..., Page | HttpResponse], arguments: Mapping[str, Any]) -> Kept | HttpResponse:
    # Both clocks are read before the first query: what the snapshot sees is at least this new.
    began = keeping.monotonic()
    building = Build(now=timezone.now())
    page = builder(building, **arguments)
    if not isinstance(page, Page):
        return page
    nearly = {key: within for key, within in building.nearly.items() if key not in building.exact}
    keys = tuple(sorted({*building.exact, *nearly}))
    # Last, and still from the snapshot that the page was built from.
    numbers = stamps.numbers(keys)
    plain, cuts = slots.cut(page.body)
    return Kept(
        packed=gzip.compress(plain, compresslevel=GZIP_LEVEL, mtime=0),
        length=len(plain),
        digest=hashlib.blake2b(plain, digest_size=15).hexdigest(),
        content_type=page.content_type,
        exact={key: numbers.get(key, 0) for key in sorted(building.exact)},
        nearly={key: (numbers.get(key, 0), within) for key, within in nearly.items()},
        until=building.until.timestamp() if building.until else float("inf"),
        built=began,
        agreed=began,
        slots=cuts,
        noted={kind: tuple(ids) for kind, ids in building.noted.items()},
        reading_of=building.reading_of,
        keys=keys,
        asked=f"{{{','.join(keys)}}}".encode(),
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
