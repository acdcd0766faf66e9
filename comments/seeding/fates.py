"""What goes wrong in conversations, and what waits for moderators: laid over them before they get their times."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import cycle, islice
from typing import Any

from comments.seeding.additions import Addition, Additions, contested, in_turn, stopped
from comments.seeding.people import VISITOR, Cast
from comments.seeding.reading import read_table
from comments.seeding.remarks import Fate
from comments.seeding.talking import Talk

# One comment in twenty waits, but no desk is more than a morning behind.
WAITING_SHARE, MOST_WAITING = 20, 150
# Of what waits, two fifths were reported after readers saw it.
REPORTED_SHARE = 0.4
# One in a hundred and twenty was removed, one in ninety taken back.
REMOVED_SHARE, TAKEN_BACK_SHARE = 120, 90
# One in thirty was stopped by a check, is contested, or led to that.
PAST_SHARE = 30
# Somebody who answers this often in ten minutes is looked at: four in eight.
QUARREL = 4


def how_many_wait(comments: int) -> int:
    """How many of so many comments wait for a moderator."""
    return min(MOST_WAITING, comments // WAITING_SHARE)


@cache
def _bank() -> dict[str, Any]:
    return read_table("waiting")


class Desk:
    """Puts on the moderators' desk what belongs there, and into its past what they have decided."""

    def __init__(self, comments: int, people: Cast, *, seed: int) -> None:
        self.rng = random.Random(f"desk {seed}")
        self.add = Additions(people, rng=self.rng)
        waiting = how_many_wait(comments)
        self.reported = int(waiting * REPORTED_SHARE)
        self.rude = min(len(_bank()["reported"]["texts"]), self.reported // 2)
        self.past, self.looks = read_table("judged"), read_table("second_looks")
        self.plan = [*self._waiting(waiting - self.reported), *self._past(comments // PAST_SHARE)]

    @property
    def added(self) -> int:
        """How many remarks `fill` will add: what is held, some of what is reported, what was judged, and what led to them."""
        return sum(size for size, _add in self.plan)

    def fill(self, talks: Sequence[Talk]) -> None:
        """Add what waits, held or reported, and let some of what was said be removed or taken back."""
        talks = [talk for talk in talks if len(talk.remarks) > 1]
        said = sum(len(talk.remarks) for talk in talks)
        self.add.meets(talks)
        for _size, add in self.plan:
            add()
        answers = [remark for talk in talks for remark in talk.remarks if remark.fate is None and remark.parent is not None]
        self.ordinary = iter(self.rng.sample(answers, len(answers)))
        self._report_fair_ones(self.reported - self.rude)
        self._remove(-(-said // REMOVED_SHARE))
        for remark in islice(self.ordinary, -(-said // TAKEN_BACK_SHARE)):
            remark.fate = Fate("taken back")

    def _waiting(self, held: int) -> list[Addition]:
        """What is added and waits; of each kind some, whatever its number."""
        rude = _bank()["reported"]["texts"][: self.rude]
        plan = [self.add.answer(row["body"], Fate("reported", row["rule"], row["words"])) for row in rude]
        numbers = {
            "links": min(12, held // 7),
            "wordlist": min(15, held // 6),
            "repeats": min(5, held // 15),
            "near_repeats": min(3, held // 25),
            "shouting": min(4, held // 20),
            "length": min(3, held // 25),
            "mentions": min(2, held // 25),
            "pace": min(2, held // 30),
            "fresh": min(2, held // 30),
        }
        for kind, number in numbers.items():
            plan += [self._held(kind, text) for text in islice(cycle(_bank()[kind]["texts"]), number)]
        told_off = [
            addition
            for number, at_last in enumerate(_bank()["history"]["texts"][: min(2, held // 30)], start=1)
            for addition in self.add.offender(number, self.past["offenders"][number]["steps"], at_last=at_last)
        ]
        left = held - sum(numbers.values()) - len(told_off)
        return plan + told_off + [self.add.first_words(text) for text in islice(cycle(_bank()["newcomer"]["texts"]), left)]

    def _held(self, kind: str, text: Any) -> Addition:
        waits = Fate("waits")
        if kind == "repeats":
            return self.add.repeat(text, text, waits)
        if kind == "near_repeats":
            return self.add.repeat(text["body"], text["again"], waits)
        if kind == "pace":
            return self.add.quarrel(_bank()["pace"]["texts"][:QUARREL], waits)
        if kind == "fresh":
            return self.add.fresh(text["bodies"], waits)
        # The demo's own reader has something that waits, too.
        is_the_first = kind == "links" and text == _bank()["links"]["texts"][0]
        return self.add.answer(self.add.calling(text), waits, author=VISITOR if is_the_first else None)

    def _past(self, within: int) -> list[Addition]:
        """What has been judged, and what is contested, in so many remarks at most; some of each before more of any."""
        worst = list(self.add.offender(0, self.past["offenders"][0]["steps"]))
        looks = contested(self.add, self.looks, _bank()["removed"]["texts"])
        return in_turn([*stopped(self.add, self.past), looks, worst], within=within)

    def _report_fair_ones(self, count: int) -> None:
        for remark, row in zip(islice(self.ordinary, count), cycle(_bank()["fair"]["texts"]), strict=False):
            remark.fate = Fate("reported", row["rule"], row["words"])

    def _remove(self, count: int) -> None:
        contested = {row["removed"] for row in self.looks["objections"]}
        rows = [row for row in _bank()["removed"]["texts"] if row["body"] not in contested]
        for remark, row in zip(islice(self.ordinary, count), cycle(rows), strict=False):
            remark.text, remark.fate = row["body"], Fate("removed", row["rule"], row["note"])
