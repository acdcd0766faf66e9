"""One comment as HTML, in two pieces around the number of its recommendations, which alone moves.

A page has up to 80 of them and is built whenever one is added, so a comment is no template rendered again and again: the
templates are rendered once with holes (`stencils`), which are filled for each comment, and what came of it is kept.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from comments import limits, references
from comments.nodes import Node
from comments.stencils import Stencil, hole
from newsroom.web import slots

Key = tuple[object, ...]
Pieces = tuple[str, str]


class Kept:
    """Rendered pieces up to a number of characters; those used longest ago go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.forget()

    def forget(self) -> None:
        """Begin with nothing."""
        self.lock = threading.Lock()
        self.pieces: OrderedDict[Key, Pieces] = OrderedDict()
        self.characters = 0

    def get(self, key: Key) -> Pieces | None:
        """What is kept under this key."""
        with self.lock:
            found = self.pieces.get(key)
            if found is not None:
                self.pieces.move_to_end(key)
            return found

    def keep(self, key: Key, pieces: Pieces) -> None:
        """Keep these pieces, and let others go until they fit."""
        with self.lock:
            if key in self.pieces:
                return
            self.pieces[key] = pieces
            self.characters += len(pieces[0]) + len(pieces[1])
            while self.characters > self.most:
                _key, gone = self.pieces.popitem(last=False)
                self.characters -= len(gone[0]) + len(gone[1])


KEPT = Kept(limits.RENDERED_KEPT)


@dataclass(frozen=True, slots=True)
class Manner:
    """What is the same for all comments of a page; asked for once, since asking took longer than rendering a comment."""

    language: str | None
    zone: dt.tzinfo
    is_open: bool

    @classmethod
    def current(cls, *, is_open: bool) -> Manner:
        """In the language and the time zone that hold for this thread of the process."""
        return cls(get_language(), timezone.get_current_timezone(), is_open)


def pieces(node: Node, manner: Manner) -> Pieces:
    """A comment's HTML before and after the number of its recommendations."""
    author = node.author
    to = (node.to[0], node.to[1].name) if node.to else None
    picked = node.picked_at is not None
    shown_as = (author.name, author.badge, author.avatar, author.has_page, author.has_page_for_readers)
    key = (node.id, node.revision, shown_as, picked, to, node.refers_to, manner.is_open, manner.language)
    kept = KEPT.get(key)
    if kept is None:
        kept = _filled(node, manner)
        KEPT.keep(key, kept)
    return kept


def permalink(comment_id: int) -> str:
    """The address of a comment."""
    return _permalinks(get_language()).format(comment_id)


@lru_cache(maxsize=8)
def template(name: str) -> Any:
    """A template, looked for once."""
    # The backend's own class, which the stubs do not name.
    return get_template(name)


def _filled(node: Node, manner: Manner) -> Pieces:
    at = node.created_at.astimezone(manner.zone)
    author, to = node.author, node.to
    before, after = _stencils(
        manner.language,
        has_badge=bool(author.badge),
        has_picture=bool(author.avatar),
        has_page=author.has_page,
        has_page_for_readers=author.has_page_for_readers,
        is_picked=node.picked_at is not None,
        is_edited=node.edited_at is not None,
        links_to=bool(to[0]) if to else None,
        is_root=node.root_id is None,
        is_open=manner.is_open,
    )
    values = {
        "id": str(node.id),
        "name": escape(author.name),
        "initials": escape(author.initials),
        "colour": str(author.colour),
        "badge": escape(author.badge),
        "picture": author.picture,
        "authorid": str(author.id or ""),
        "toid": str(to[0]) if to else "",
        "toname": escape(to[1].name) if to else "",
        "at": at.isoformat(),
        "shown": f"{_day(at.date(), manner.language)}, {_time(at)}",
        "edited": _time(node.edited_at.astimezone(manner.zone)) if node.edited_at else "",
        "words": references.as_html(node.body, {named.mark: named for named in node.refers_to}),
    }
    return before.fill(values), after.fill(values)


def _time(at: dt.datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"


@lru_cache(maxsize=512)
def _day(day: dt.date, language: str | None) -> str:
    """A date as this language writes it. Comments of a page were written on a few days."""
    return formats.date_format(day, "j M Y")


@lru_cache(maxsize=256)
def _stencils(
    language: str | None,
    *,
    has_badge: bool,
    has_picture: bool,
    has_page: bool,
    has_page_for_readers: bool,
    is_picked: bool,
    is_edited: bool,
    links_to: bool | None,
    is_root: bool,
    is_open: bool,
) -> tuple[Stencil, Stencil]:
    """A comment of this kind in this language before and after its number, with holes for what is its own.

    `links_to` says whether it leads to what it answers, or only names it; None: it does neither.
    """
    url = mark_safe(_permalinks(language).format(hole("id")))
    shared = {"id": hole("id"), "url": url, "name": hole("name")}
    actions = template("comments/_actions.html").render(shared | {"count": hole("count"), "is_root": is_root, "is_open": is_open})
    page = mark_safe(_readers(language).format(hole("authorid"))) if has_page else ""
    named = template("comments/_author.html").render({"name": hole("name"), "page": page}).strip()
    whole = template("comments/_comment.html").render(
        shared
        | {
            "initials": hole("initials"),
            "colour": hole("colour"),
            "badge": hole("badge") if has_badge else "",
            "picture": hole("picture") if has_picture else "",
            "author": mark_safe(slots.marked(f"name:{hole('id')}", named) if has_page_for_readers else named),
            "picked": is_picked,
            "to_url": mark_safe(_permalinks(language).format(hole("toid"))) if links_to else "",
            "to_name": hole("toname") if links_to is not None else "",
            "at": hole("at"),
            "shown": hole("shown"),
            "edited": hole("edited") if is_edited else "",
            "words": hole("words"),
            "actions": mark_safe(slots.marked(f"comment:{hole('id')}", actions)),
            # What is new, is new to somebody.
            "new": mark_safe(slots.marked(f"new:{hole('id')}", "")),
            # Whom one has muted is folded away: around a comment is room for what opens a fold, and for what closes it.
            "begins": mark_safe(slots.marked(f"begins:{hole('id')}", "")),
            "ends": mark_safe(slots.marked(f"ends:{hole('id')}", "")),
        }
    )
    before, after = whole.split(hole("count"))
    return Stencil(before), Stencil(after)


@lru_cache(maxsize=16)
def _readers(language: str | None) -> str:
    return reverse("comments:reader", args=[0]).replace("0", "{}")


@lru_cache(maxsize=16)
def _permalinks(language: str | None) -> str:
    # Resolving an address takes as long as rendering a comment; they all have one shape.
    return reverse("comments:comment", args=[0]).replace("0", "{}")
