"""The shape of a page of a conversation: comments as nodes of a forest, and what the page leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from comments import limits, people
from comments.models import Comment, Discussion
from comments.people import Person
from comments.references import Named

Status = Comment.Status

NEWEST, OLDEST = "newest", "oldest"


@dataclass(slots=True)
class Node:
    """One comment on a page, what is shown below it, and what is not."""

    id: int
    number: int
    root_id: int | None
    parent_id: int | None
    depth: int
    path: bytes
    status: str
    body: str
    revision: int
    created_at: dt.datetime
    author_id: int | None
    answers_to_id: int | None
    recommendations: int
    answers: int
    below: int
    # When the newsroom picked it, if it did.
    picked_at: dt.datetime | None = None
    # When its author last changed it.
    edited_at: dt.datetime | None = None
    # What its words refer to, as it is called now.
    refers_to: tuple[Named, ...] = ()
    author: Person = people.UNNAMED
    # Whom it answers, where the eye cannot see it; without a number for what has no page.
    to: tuple[int | None, Person] | None = None
    children: list[Node] = field(default_factory=list)
    # Comments of this thread that the page leaves out, and after which comment they go on.
    more: int = 0
    more_after: int | None = None
    # Comments below the last indentation.
    continues: int = 0
    # Steps of indentation above this node that the page does not show, because they were on the page before.
    steps: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether its words are shown; otherwise it is a tombstone."""
        return self.status == Status.PUBLISHED


@dataclass(slots=True)
class Conversation:
    """One page of threads, or of one thread."""

    discussion: Discussion
    nodes: list[Node]
    order: str = NEWEST
    # Whether comments are accepted now.
    is_open: bool = True
    # The marker of the next page of threads: a thread's number, or a ranking's id and a place in it.
    next_after: int | None = None
    next_place: tuple[int, int] | None = None
    # When the ranking was made whose first threads these are; the next one will begin otherwise.
    ranked_at: dt.datetime | None = None
    # Whether it begins at the beginning only because the place that was asked for is in no ranking any more.
    starts_over: bool = False
    base: Node | None = None
    ancestors: list[Node] = field(default_factory=list)
    # How many ancestors stand between the first one shown and the second.
    skipped: int = 0
    more: int = 0
    more_after: int | None = None
    # Whether it goes on from a page before it.
    goes_on: bool = False

    def walk(self) -> Iterator[Node]:
        """Every node on the page, in reading order."""
        yield from self.ancestors
        if self.base:
            yield self.base
        yield from walk(self.nodes)

    @property
    def thread(self) -> Node | None:
        """The first comment of the thread that a page of one comment is about, if the page shows it."""
        top = self.ancestors[0] if self.ancestors else self.base
        return top if top is not None and top.depth == 0 else None

    @property
    def first_hidden_from(self) -> int | None:
        """The comment whose page goes on upwards: the highest of the nearest ancestors."""
        return self.ancestors[1].id if len(self.ancestors) > 1 else None

    @property
    def comment_ids(self) -> list[int]:
        """The comments whose words are on the page."""
        return [node.id for node in self.walk() if node.is_shown]

    @property
    def led_from_ids(self) -> list[int]:
        """Those whose authors have pages for readers who are signed in, and for nobody else."""
        return [node.id for node in self.walk() if node.is_shown and node.author.has_page_for_readers]


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes and all below them, depth first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def attach(base: Node, rows: Sequence[Node], *, base_depth: int) -> None:
    """Hang the first comments below `base` under it, and say how many are left out; the numbers are stored ones."""
    base.children = forest(rows, base_depth=base_depth, base_id=base.id)
    shown = sum(1 for node in rows if node.is_shown)
    base.more = base.below - shown - sum(node.continues for node in rows)
    base.more_after = (rows[-1].id if rows else base.id) if base.more else None


def forest(rows: Sequence[Node], *, base_depth: int, base_id: int) -> list[Node]:
    """Arrange comments in reading order as a forest. One whose parent was on an earlier page keeps its indentation."""
    by_id: dict[int, Node] = {}
    tops: list[Node] = []
    for node in rows:
        by_id[node.id] = node
        if node.depth == base_depth + limits.INDENTED_TO:
            node.continues = node.below
        parent = by_id.get(node.parent_id) if node.parent_id else None
        if parent is not None:
            parent.children.append(node)
            continue
        tops.append(node)
        if node.parent_id != base_id:
            node.steps = node.depth - base_depth - 1
            node.answers_to_id = node.answers_to_id or node.parent_id
    return tops
