"""The memory of one process: pages as they were built, bounded in bytes.

First pages have 80 % of the bytes and continuations 20 %, so that a crawler on page 700 of a conversation cannot push
out the front page. In each share the page asked for longest ago goes first. A continuation is kept only when it is
asked for twice within a minute.
"""

from __future__ import annotations

import sys
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsroom.web.showing import Frame, Slot

FIRST_PAGES_SHARE = 0.8
# A reader who comes back, or a second reader; a crawler that walks on does neither.
ASKED_TWICE_WITHIN = 60.0
# Continuations asked for once: enough for a minute of a fast crawler, a few hundred kB at most.
ASKED_ONCE_MOST = 2_000
# Two spellings of one address (with and without a zero in a date, say) may both be fast; a hundred need not be.
PATHS_PER_PAGE = 2

Key = tuple[Hashable, ...]


def monotonic() -> float:
    """Seconds that never run backwards; tests put their own clock here."""
    return time.monotonic()


@dataclass(slots=True)
class Kept:
    """One page as it was built: its bytes, and what has to hold for it to be true."""

    packed: bytes  # gzip, level 6
    length: int  # of the plain bytes
    digest: str
    content_type: str
    exact: Mapping[str, int]
    nearly: Mapping[str, tuple[int, float]]  # number, and the seconds it may lag behind
    until: float  # seconds since 1970
    built: float  # when its build began, on the monotonic clock: what was committed before is in it
    agreed: float  # when the nearly exact numbers were last seen equal, on the same clock
    slots: tuple[Slot, ...] = ()
    noted: Mapping[str, Sequence[int]] = field(default_factory=dict)
    reading_of: int | None = None
    keys: tuple[str, ...] = ()
    asked: bytes = b"{}"  # the keys as an array literal, for `asking`
    frame: Frame | None = None  # of a page with an inset: what of it may be used again
    # What Django's middleware put around these bytes, by scheme; filled when they first went out that way.
    headers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def etag(self, *, gzip: bool) -> str:
        """A strong tag: other bytes, other tag, so the packed form has its own (RFC 9110, 8.8.3)."""
        return f'"{self.digest}-gzip"' if gzip else f'"{self.digest}"'

    def plain(self) -> bytes:
        """The bytes unpacked."""
        return zlib.decompress(self.packed, wbits=31, bufsize=self.length)

    def numbers(self) -> dict[str, int]:
        """The numbers of its keys when it was built."""
        return {**self.exact, **{key: number for key, (number, _within) in self.nearly.items()}}

    def is_newer_than(self, asked: float) -> bool:
        """Whether the build began after a reader asked: then nothing can be missing that the reader may expect."""
        return self.built > asked and time.time() < self.until

    def holds(self, numbers: Mapping[str, int]) -> bool:
        """Whether the page is still true, given the numbers its keys have now."""
        if time.time() >= self.until:
            return False
        for key, number in self.exact.items():
            if numbers.get(key, 0) != number:
                return False
        if not self.nearly:
            return True
        now = monotonic()
        agrees = True
        for key, (number, within) in self.nearly.items():
            if numbers.get(key, 0) != number:
                # It was equal at `agreed`, so what is shown is at most this old.
                if now - self.agreed >= within:
                    return False
                agrees = False
        if agrees:
            self.agreed = now
        return True

    def weight(self) -> int:
        """About how many bytes of memory this page takes, everything included."""
        noted = sum(sys.getsizeof(ids) + 100 for ids in self.noted.values())
        slots = sum(sys.getsizeof(slot.name) + 130 for slot in self.slots)
        # Keys are held twice (in order, and with their numbers); headers are about a kilobyte a scheme. Of a frame's own
        # there are sets of the same keys, and notes.
        frame = self.frame.weight() if self.frame else 0
        return sys.getsizeof(self.packed) + noted + slots + frame + sum(len(key) + 250 for key in self.keys) + 3_000


class Share:
    """Pages up to a number of bytes; the one asked for longest ago goes first. The store holds the lock."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self.pages: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        """The page of a key, which is then the one asked for last."""
        held = self.pages.get(key)
        if held is None:
            return None
        self.pages.move_to_end(key)
        return held[0]

    def put(self, key: Key, page: Kept) -> list[Key]:
        """Keep a page, and name those that had to go, perhaps the page itself."""
        gone = [key] if self.drop(key) else []
        weight = page.weight()
        if weight > self.most:
            return gone
        self.pages[key] = (page, weight)
        self.bytes += weight
        while self.bytes > self.most:
            oldest = next(iter(self.pages))
            self.drop(oldest)
            gone.append(oldest)
        return [dropped for dropped in gone if dropped not in self.pages]

    def drop(self, key: Key) -> bool:
        """Let a page go. Returns whether it was there."""
        held = self.pages.pop(key, None)
        if held is None:
            return False
        self.bytes -= held[1]
        return True


class Store:
    """All pages that one process keeps, and the raw paths that lead to them."""

    def __init__(self, most: int) -> None:
        self.lock = threading.Lock()
        self.most = most
        self.forget()

    def forget(self) -> None:
        """Begin with nothing."""
        most = self.most
        with self.lock:
            self.first = Share(int(most * FIRST_PAGES_SHARE))
            self.continuations = Share(most - int(most * FIRST_PAGES_SHARE))
            self.asked_once: OrderedDict[Key, float] = OrderedDict()
            self.routes: dict[str, Any] = {}
            self.paths: dict[Key, list[str]] = {}

    @property
    def bytes(self) -> int:
        """How much is kept now."""
        return self.first.bytes + self.continuations.bytes

    def __len__(self) -> int:
        return len(self.first.pages) + len(self.continuations.pages)

    def __contains__(self, key: Key) -> bool:
        return key in self.first.pages or key in self.continuations.pages

    def get(self, key: Key) -> Kept | None:
        """The page kept under this key, true or not."""
        with self.lock:
            return self.first.get(key) or self.continuations.get(key)

    def keep(self, key: Key, page: Kept, *, continuation: bool = False) -> bool:
        """Keep a page if it may be kept. Returns whether it is."""
        with self.lock:
            if continuation and not self._asked_twice(key):
                return False
            share = self.continuations if continuation else self.first
            for gone in share.put(key, page):
                for path in self.paths.pop(gone, ()):
                    self.routes.pop(path, None)
            return key in share.pages

    def remember_path(self, key: Key, path: str, route: Any) -> None:
        """Let this raw path lead straight to the view of a kept page, for as long as the page is kept."""
        with self.lock:
            if key not in self or self.routes.get(path) is not None:
                return
            paths = self.paths.setdefault(key, [])
            if path not in paths:
                paths.append(path)
            if len(paths) > PATHS_PER_PAGE:
                self.routes.pop(paths.pop(0), None)
            self.routes[path] = route

    def _asked_twice(self, key: Key) -> bool:
        if key in self.continuations.pages:
            return True
        before = self.asked_once.pop(key, None)
        if before is not None and monotonic() - before <= ASKED_TWICE_WITHIN:
            return True
        self.asked_once[key] = monotonic()
        if len(self.asked_once) > ASKED_ONCE_MOST:
            self.asked_once.popitem(last=False)
        return False
