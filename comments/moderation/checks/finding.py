"""What a check is, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from comments.moderation.facts import Facts

Detail = Mapping[str, Any]
Look = Callable[[Facts], tuple[float, Detail]]


class Ran(StrEnum):
    """Whether a check came to an end; the values are those of `models.Signal.Ran`."""

    RAN = "ran"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one submission: a score from 0 (nothing) to 1 (surely), and what it saw."""

    check: str
    version: int = 1
    ran: Ran = Ran.RAN
    score: float = 0.0
    detail: Detail = field(default_factory=dict)
    microseconds: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that a check looks for, in words for moderators, and the score that it gets."""

    words: str
    score: float


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name and version in the log, how it looks, and how it says what it saw.

    `look` is pure: facts in; score and detail out. The two sentences are made when shown, from the stored detail, so they
    follow the language of whoever reads. Without `look` it is done by a stranger's server, which is asked later.
    """

    name: str
    version: int
    look: Look | None
    for_moderators: Callable[[Detail], str]
    for_author: Callable[[Detail], str]
    # What their writer hears before anything is stored, where that is more than the author hears later.
    for_nudge: Callable[[Detail], str] | None = None
    # What the author reads where nobody looks first, because the policy refused it.
    for_refused: Callable[[Detail], str] | None = None
    # Whether it looks at who wrote something and not at what: why a person looked first, and no ground to remove it.
    about_writer: bool = False
    # What it looks for, with its numbers, as the page on the policy says it.
    kinds: Callable[[], Sequence[Kind]] = tuple

    def before_posting(self, detail: Detail) -> str:
        """The sentence of a nudge."""
        return (self.for_nudge or self.for_author)(detail)

    def when_refused(self, detail: Detail) -> str:
        """The sentence of a refusal."""
        return (self.for_refused or self.for_author)(detail)


NOTHING: tuple[float, Detail] = (0.0, {})
