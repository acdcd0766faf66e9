"""Threads that were written from the first word to the last: what people under one story really say to each other.

A story's file holds its threads with an empty line between them, one comment a line:

    a A first comment.
    > n Somebody answers it.
    >> a As many marks as the answer is deep.
    ^ n Or one that answers the line before, for long chains.

The letter is the speaker: the same one in a thread is the same person. Whoever is named a to m is for what the debate is
about, n to z against. A ¶ begins a paragraph. Lines that begin with # are notes to whoever writes here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comments.seeding.debates import SIDES
from comments.seeding.reading import TEXTS, read

FOLDER = TEXTS / "threads"
LINE = re.compile(r"(?P<marks>\^|>*) ?(?P<speaker>[a-z]) (?P<text>\S.*)")
LAST_FOR = "m"


@dataclass(frozen=True, slots=True)
class Line:
    """One comment of a thread. `parent` is the position in its thread of what it answers."""

    speaker: str
    side: str
    depth: int
    parent: int | None
    text: str


Thread = tuple[Line, ...]


class Misprint(ValueError):
    """A line that cannot be read; the message shows it."""


@cache
def written(slug: str) -> tuple[Thread, ...]:
    """The threads under one story, in the order of its file; none where there is no file."""
    path = FOLDER / f"{slug}.txt"
    if not path.exists():
        return ()
    lines = "\n".join(line for line in read(path).splitlines() if not line.startswith("#"))
    return tuple(thread(block) for block in re.split(r"\n{2,}", lines.strip()))


def is_chain(told: Thread) -> bool:
    """Whether everybody answers whoever spoke before them."""
    return all(line.depth == position for position, line in enumerate(told))


def thread(block: str) -> Thread:
    """One thread from its lines. Raises `Misprint` with the first that cannot be read."""
    lines: list[Line] = []
    for row in block.splitlines():
        found = LINE.fullmatch(row)
        if found is None:
            raise Misprint(row)
        depth = lines[-1].depth + 1 if found["marks"] == "^" else len(found["marks"])
        above = [position for position, line in enumerate(lines) if line.depth == depth - 1]
        if (depth == 0) != (not lines) or (depth and not above):
            # A thread has one beginning, and nobody answers what was not said.
            raise Misprint(row)
        side = SIDES[0] if found["speaker"] <= LAST_FOR else SIDES[1]
        text = re.sub(r"\s*¶\s*", "\n\n", found["text"])
        lines.append(Line(found["speaker"], side, depth, above[-1] if above else None, text))
    return tuple(lines)
