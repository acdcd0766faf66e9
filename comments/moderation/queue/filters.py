"""Which part of what waits somebody wants to see: read from an address, written into one, and as a condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from comments.moderation import searching
from newsroom.web import parameters

_AUTHOR = parameters.Number("author")
_LONGEST_SLUG = 60


class Queue(StrEnum):
    """Which part of what waits is asked for, by why it waits."""

    ALL = "all"
    HELD = "held"
    REPORTED = "reported"
    UNCHECKED = "unchecked"
    ESCALATED = "escalated"
    OBJECTIONS = "objections"
    NOTICES = "notices"


# `waits` is a row of what waits.
CONDITIONS = {
    Queue.ALL: "TRUE",
    Queue.HELD: "waits.is_held",
    Queue.REPORTED: "waits.is_reported",
    Queue.UNCHECKED: "waits.is_unchecked",
    Queue.ESCALATED: "waits.is_escalated",
    Queue.OBJECTIONS: "waits.kind = 'objection'",
    Queue.NOTICES: "waits.kind = 'notice'",
}


class Order(StrEnum):
    """What comes first."""

    HARM = "harm"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that narrows the list down; all of it may be combined."""

    queue: Queue = Queue.ALL
    order: Order = Order.HARM
    watched: bool = False
    section: str = ""
    author: int | None = None
    text: str = ""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Filters:
        """Read them from a query or a form; what makes no sense narrows nothing down."""
        name, order = data.get("queue", ""), data.get("order", "")
        section = data.get("section", "")
        return cls(
            Queue(name) if name in list(Queue) else Queue.ALL,
            Order(order) if order in list(Order) else Order.HARM,
            data.get("watched") == "1",
            section if len(section) <= _LONGEST_SLUG and section.replace("-", "").isalnum() else "",
            _AUTHOR.normal(data.get("author")),
            searching.asked(data.get("q", "")),
        )

    @property
    def query(self) -> dict[str, str]:
        """As a query; what narrows nothing down is left out."""
        said = {
            "queue": str(self.queue) if self.queue != Queue.ALL else "",
            "order": str(self.order) if self.order != Order.HARM else "",
            "watched": "1" if self.watched else "",
            "section": self.section,
            "author": str(self.author or ""),
            "q": self.text,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def is_search(self) -> bool:
        """Whether everything is looked through, also what does not wait. In a queue of their own, words narrow that down."""
        return bool(self.text) and self.queue == Queue.ALL

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out besides what the queue itself leaves out."""
        return bool(self.watched or self.section or self.author or self.text)

    def only(self, queue: Queue) -> Filters:
        """The same in another queue."""
        return replace(self, queue=queue)


EVERYTHING = Filters()


def on_what_waits(filters: Filters, *, viewer: int | None) -> tuple[str, dict[str, Any]]:
    """The filters as a condition on `waits`, a row of what waits, and its values."""
    said, values = _where(filters, viewer=viewer, discussion="waits.discussion_id")
    if filters.text:
        said.append(f"waits.comment_id IN (SELECT id FROM comments_comment AS comment WHERE {searching.MATCHES})")  # noqa: S608
        values["text"] = filters.text
    if filters.author:
        said.append(_BY_AUTHOR)
        values["author"] = filters.author
    return " AND ".join([CONDITIONS[filters.queue], *said]), values


def on_every_comment(filters: Filters, *, viewer: int | None) -> tuple[str, dict[str, Any]]:
    """The filters of a search as a condition on `comment`, whatever its state."""
    said, values = _where(filters, viewer=viewer, discussion="comment.discussion_id")
    if filters.author:
        said.append("comment.author_id = %(author)s")
        values["author"] = filters.author
    return " AND ".join([searching.MATCHES, *said]), values | {"text": filters.text}


# What somebody wrote, and what they object to.
_BY_AUTHOR = """(waits.comment_id IN (SELECT id FROM comments_comment WHERE author_id = %(author)s)
    OR waits.objection_id IN (SELECT id FROM comments_objection WHERE by_id = %(author)s))"""


def _where(filters: Filters, *, viewer: int | None, discussion: str) -> tuple[list[str], dict[str, Any]]:
    """Under which stories. S608: `discussion` is one of the two names above."""
    said: list[str] = []
    values: dict[str, Any] = {}
    if filters.watched:
        said.append(f"{discussion} IN (SELECT discussion_id FROM comments_watching WHERE moderator_id = %(viewer)s)")  # noqa: S608
        values["viewer"] = viewer
    if filters.section:
        said.append(
            f"{discussion} IN (SELECT article.id FROM articles_article AS article"  # noqa: S608
            " JOIN articles_section AS section ON section.id = article.section_id WHERE section.slug = %(section)s)"
        )
        values["section"] = filters.section
    return said, values
