"""Stretches of a page that depend on who looks: marked in templates, default in kept bytes, filled for the signed in.

Each app that has something to say to a signed-in viewer appends an `Overlay` to `OVERLAYS` in its `AppConfig.ready()`.
Its `fill(request, noted)` gets what the builder noted (comment ids, say) and returns HTML by slot name. A slot that
nobody fills keeps its default, which is what strangers see. A fill may be a lazy text, which is made for pages with its slot.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from newsroom.web.showing import Piece, Slot

# Templates write a mark around a slot; it is cut out before anything is kept or sent. Nobody outside this process
# knows the token, so no text that a reader writes can be taken for a mark.
TOKEN = secrets.token_hex(12)
MARK = re.compile(rf"<!--{TOKEN}(?: ([\w:.-]+))?-->")

NONE: Mapping[str, Sequence[int]] = {}


@dataclass(frozen=True)
class Overlay:
    """What one app lays over kept pages for viewers with a live session (who may still be anonymous)."""

    name: str
    fill: Callable[[HttpRequest, Mapping[str, Sequence[int]]], Mapping[str, str]]


OVERLAYS: list[Overlay] = []


def marked(name: str, default: str) -> str:
    """The default of a slot between its marks."""
    return f"<!--{TOKEN} {name}-->{default}<!--{TOKEN}-->"


def cut(text: str) -> Piece:
    """The page without marks, in bytes, and where its slots are. Raises `ValueError` for a slot within a slot."""
    pieces: list[bytes] = []
    slots: list[Slot] = []
    length = 0
    position = 0
    opened: tuple[str, int] | None = None
    for mark in MARK.finditer(text):
        piece = text[position : mark.start()].encode()
        pieces.append(piece)
        length += len(piece)
        position = mark.end()
        name = mark.group(1)
        if name is not None:
            if opened is not None:
                raise ValueError(f"The slot {name} stands inside the slot {opened[0]}.")
            opened = (name, length)
        elif opened is not None:
            slots.append(Slot(opened[0], opened[1], length))
            opened = None
    pieces.append(text[position:].encode())
    return b"".join(pieces), tuple(slots)


def joined(pieces: Sequence[Piece]) -> Piece:
    """One piece made of several."""
    length = 0
    moved: list[Slot] = []
    for plain, cuts in pieces:
        moved += [slot.moved(length) for slot in cuts]
        length += len(plain)
    return b"".join(plain for plain, _cuts in pieces), tuple(moved)


def laid_over(plain: bytes, slots: Sequence[Slot], fills: Mapping[str, str]) -> bytes:
    """The page with its slots filled; those without a fill keep their default."""
    pieces: list[bytes] = []
    position = 0
    for slot in slots:
        fill = fills.get(slot.name)
        if fill is None:
            continue
        pieces += [plain[position : slot.start], fill.encode()]
        position = slot.end
    pieces.append(plain[position:])
    return b"".join(pieces)


def is_personal(request: HttpRequest) -> bool:
    """Whether somebody in particular is looking: a live session, or messages waiting to be shown.

    Without either cookie nothing is read; a session cookie that finds no live session counts as none.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session"):
        # Reading it drops the key of a session that is gone, expired or forged.
        request.session.keys()
        if request.session.session_key is not None:
            return True
    return "messages" in request.COOKIES and len(get_messages(request)) > 0


def fills_for(request: HttpRequest, noted: Mapping[str, Sequence[int]] = NONE) -> dict[str, str]:
    """What every app has to say to this viewer, by slot name."""
    fills: dict[str, str] = {}
    for overlay in OVERLAYS:
        fills.update(overlay.fill(request, noted))
    return fills
