"""What is said in the demo newspaper: a remark before it has a time, what becomes of it, and what the town remembers."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from comments.seeding.debates import Deck, Point
from comments.seeding.people import Reader


@dataclass(slots=True)
class Fate:
    """What else happens to a remark: `waits`, is `reported`, is `removed`, or is `taken back`, with rule and words."""

    kind: str
    rule: int = 0
    words: str = ""


@dataclass(slots=True)
class Remark:
    """One comment before it has a time: who says what to whom. `parent` and `follows` are positions in the conversation.

    `words` is the text of `point` that the remark is made round; a remark without a point stands as it was written.
    `follows` is the remark after which it comes, `gap` seconds later, where that is not its parent.
    """

    author: Reader
    parent: int | None
    depth: int
    text: str
    point: Point | None
    kind: str
    words: str = ""
    fate: Fate | None = None
    follows: int | None = None
    gap: float | None = None


@dataclass
class Memory:
    """What was said anywhere in the newspaper, so that stories of one debate do not say the same: each text, how often."""

    deck: Deck
    times: Counter[str] = field(default_factory=Counter)

    @classmethod
    def empty(cls, *, seed: int) -> Memory:
        """The memory of a town in which nobody has spoken."""
        return cls(Deck(random.Random(f"ways {seed}")))
