"""What is said in the demo newspaper: a remark before it has a time, what becomes of it, and what the town remembers."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from comments.seeding.debates import Deck, Point
from comments.seeding.people import Reader


@dataclass(slots=True)
class Fate:
    """What else happens to a remark, with rule and words.

    It `waits`, is `reported`, is `removed`, or is `taken back`. What a check stopped is `judged`: removed where there is a rule,
    approved where there is none. Nothing happens to what was said `earlier`, or `late`, in the last hours.
    """

    kind: str
    rule: int = 0
    words: str = ""
    # In the first hours of its story; by somebody who joined for it.
    early: bool = False
    joins: bool = False
    # Removed, and then restored upon an objection.
    is_restored: bool = False


@dataclass(slots=True)
class Remark:
    """One comment before it has a time: who says what to whom. `parent` and `follows` are positions in the conversation.

    `words` is the text of `point` that the remark is made round; a remark without a point stands as it was written.
    `follows` is the remark after which it comes, where that is not its parent: `gap` seconds after it was said, or when it is
    known what has become of it.
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
