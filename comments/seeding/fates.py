"""What goes wrong in conversations, and what waits for moderators: laid over them before they get their times."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import cycle, islice
from typing import Any

from comments.seeding.people import Reader
from comments.seeding.reading import read_table
from comments.seeding.remarks import Fate, Remark
from comments.seeding.talking import Talk

Addition = Callable[[], None]

# One comment in twenty waits, but no desk is more than a morning behind.
WAITING_SHARE, MOST_WAITING = 20, 150
# Of what waits, two fifths were reported after readers saw it.
REPORTED_SHARE = 0.4
# One in a hundred and twenty was removed, one in ninety taken back.
REMOVED_SHARE, TAKEN_BACK_SHARE = 120, 90
# Newcomers wait with their first comments; so many of a hundred readers have not written before.
NEWCOMERS = 0.2
# Somebody who answers this often in ten minutes is looked at: four in eight.
QUARREL, QUARREL_GAP = 4, 110.0
# The same words again, three quarters of an hour later.
REPEAT_GAP = 2700.0


@dataclass(frozen=True)
class Cast:
    """Who writes: those who have been here for a while, and those whose first words are waiting."""

    regulars: Sequence[Reader]
    newcomers: Sequence[Reader]


def cast(readers: Sequence[Reader]) -> Cast:
    """Part the readers into regulars and newcomers; the newcomers are the last to have joined."""
    new = int(len(readers) * NEWCOMERS)
    return Cast(readers[: len(readers) - new], readers[len(readers) - new :])


def how_many_wait(comments: int) -> int:
    """How many of so many comments wait for a moderator."""
    return min(MOST_WAITING, comments // WAITING_SHARE)


@cache
def _bank() -> dict[str, Any]:
    return read_table("waiting")


class Desk:
    """Puts on the moderators' desk what belongs there, in the conversations that are still open."""

    def __init__(self, waiting: int, people: Cast, *, seed: int) -> None:
        self.rng = random.Random(f"desk {seed}")
        self.people = people
        self.newcomers = iter(people.newcomers)
        self.reported = int(waiting * REPORTED_SHARE)
        self.rude = min(len(_bank()["reported"]["texts"]), self.reported // 2)
        self.held = waiting - self.reported
        self.plan = self._plan()

    @property
    def added(self) -> int:
        """How many remarks `fill` will add: all that are held, some of those that are reported, and what led to them."""
        return sum(size for size, _add in self.plan)

    def fill(self, talks: Sequence[Talk]) -> None:
        """Add what waits, held or reported, and let some of what was said be removed or taken back."""
        self.talks = [talk for talk in talks if len(talk.remarks) > 1]
        # The largest conversations have most of the trouble, but not all of it.
        self.weights = [len(talk.remarks) ** 0.5 for talk in self.talks]
        said = sum(len(talk.remarks) for talk in self.talks)
        for _size, add in self.plan:
            add()
        answers = [remark for talk in self.talks for remark in talk.remarks if remark.fate is None and remark.parent is not None]
        self.ordinary = iter(self.rng.sample(answers, len(answers)))
        self._report_fair_ones(self.reported - self.rude)
        self._remove(-(-said // REMOVED_SHARE))
        for remark in islice(self.ordinary, -(-said // TAKEN_BACK_SHARE)):
            remark.fate = Fate("taken back")

    def _plan(self) -> list[tuple[int, Addition]]:
        """What is added, as (number of remarks, how); one of each waits, whatever its number."""
        plan: list[tuple[int, Addition]] = [
            (1, partial(self._add_rude, row)) for row in _bank()["reported"]["texts"][: self.rude]
        ]
        kinds = {
            "links": min(12, self.held // 7),
            "wordlist": min(15, self.held // 6),
            "repeats": min(5, self.held // 15),
            "near_repeats": min(3, self.held // 25),
            "shouting": min(4, self.held // 20),
            "length": min(3, self.held // 25),
            "pace": min(2, self.held // 30),
        }
        for kind, number in kinds.items():
            texts = cycle(_bank()[kind]["texts"])
            for _again in range(number):
                plan.append(self._one(kind, next(texts)))
        texts = cycle(_bank()["newcomer"]["texts"])
        left = self.held - sum(kinds.values())
        return plan + [(1, partial(self._add_newcomer, text)) for text in islice(texts, left)]

    def _one(self, kind: str, text: Any) -> tuple[int, Addition]:
        if kind == "repeats":
            return 2, partial(self._add_repeat, text, again=None)
        if kind == "near_repeats":
            return 2, partial(self._add_repeat, text["body"], again=text["again"])
        if kind == "pace":
            return QUARREL, self._add_quarrel
        return 1, partial(self._add_held, text)

    def _add_rude(self, row: dict[str, Any]) -> None:
        self._append(self._talk(), row["body"], Fate("reported", row["rule"], row["words"]))

    def _add_held(self, text: str) -> None:
        self._append(self._talk(), text, Fate("waits"))

    def _add_newcomer(self, text: str) -> None:
        talk = self._talk()
        author = next(self.newcomers, None) or talk.rng.choice(self.people.newcomers or self.people.regulars)
        self._append(talk, text, Fate("waits"), author=author)

    def _add_repeat(self, text: str, *, again: str | None) -> None:
        """Something said, and said once more: in the same words, or in nearly the same."""
        talk = self._talk()
        first = self._append(talk, text, Fate("late"))
        more = self._append(talk, again or first.text, Fate("waits"), author=first.author, parent=first.parent)
        more.follows, more.gap = len(talk.remarks) - 2, REPEAT_GAP

    def _add_quarrel(self) -> None:
        talk = self._talk()
        texts = _bank()["pace"]["texts"]
        first = self._append(talk, texts[0], Fate("late"))
        for step in range(1, QUARREL):
            fate = Fate("waits") if step == QUARREL - 1 else Fate("late")
            more = self._append(talk, texts[step], fate, author=first.author, parent=first.parent)
            more.follows, more.gap = len(talk.remarks) - 2, QUARREL_GAP

    def _append(self, talk: Talk, text: str, fate: Fate, *, author: Reader | None = None, parent: int | None = None) -> Remark:
        """A remark that nobody answers, at the end of a conversation."""
        if parent is None:
            parent = self._seen_position(talk)
        above = talk.remarks[parent]
        made = Remark(
            author=author or talk.company.writer(self.rng.choice(list(talk.company.readers)), besides=above.author),
            parent=parent,
            depth=above.depth + 1,
            text=talk.with_fact(text),
            point=above.point,
            kind="joke",
            fate=fate,
        )
        talk.remarks.append(made)
        return made

    def _report_fair_ones(self, count: int) -> None:
        for remark, row in zip(islice(self.ordinary, count), cycle(_bank()["fair"]["texts"]), strict=False):
            remark.fate = Fate("reported", row["rule"], row["words"])

    def _remove(self, count: int) -> None:
        for remark, row in zip(islice(self.ordinary, count), cycle(_bank()["removed"]["texts"]), strict=False):
            remark.text, remark.fate = row["body"], Fate("removed", row["rule"], row["note"])

    def _talk(self) -> Talk:
        return self.rng.choices(self.talks, weights=self.weights)[0]

    def _seen_position(self, talk: Talk) -> int:
        """Something that readers see, near the usual depth."""
        usual = [n for n, remark in enumerate(talk.remarks) if remark.fate is None and remark.depth < 4]
        return self.rng.choice(usual[-200:] or [0])
