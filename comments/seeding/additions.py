"""Remarks that are put into a conversation for what comes of them: held by a check, removed, objected to, given notice of."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from typing import Any

from comments import references
from comments.seeding.people import VISITOR, Cast, Reader
from comments.seeding.remarks import Fate, Remark
from comments.seeding.talking import Talk

# How many remarks are added, and how.
Addition = tuple[int, Callable[[], None]]
Row = Mapping[str, Any]

# The same words again, three quarters of an hour later.
REPEAT_GAP = 2700.0
# Four answers come in eight minutes.
QUARREL_GAP = 110.0
# The second and the third comment of somebody who joined minutes ago: by the third a person has looked at two.
FRESH_GAPS = (600.0, 2100.0)
# What has had its answer by now was said under the oldest conversations that are open.
OLD = 6


class Additions:
    """Adds to conversations that are still open. Each way to add says first how many remarks it takes, for the plan."""

    def __init__(self, people: Cast, *, rng: random.Random) -> None:
        self.rng = rng
        self.people = people
        self.newcomers = iter(people.newcomers)

    def meets(self, talks: Sequence[Talk]) -> None:
        """Add to these from now on, the newest story first; the large ones have most of the trouble, but not all of it."""
        self.talks = talks
        self.weights = [len(talk.remarks) ** 0.5 for talk in talks]
        self.old = cycle(talks[: -OLD - 1 : -1])

    def answer(self, text: str, fate: Fate, *, author: Reader | None = None) -> Addition:
        """One remark that answers something, by anybody or by `author`."""
        return 1, lambda: self._answer(self._talk(), text, fate, author=author)

    def first_words(self, text: str) -> Addition:
        """What somebody says who has not been here before."""
        return 1, lambda: self._answer(self._talk(), text, Fate("waits"), author=self._newcomer())

    def repeat(self, text: str, again: str, fate: Fate) -> Addition:
        """Something said, and said once more, in the same words or in nearly the same."""
        return 2, lambda: self._in_a_row([text, again], fate, gaps=[REPEAT_GAP])

    def quarrel(self, texts: Sequence[str], fate: Fate) -> Addition:
        """Somebody who answers, and answers again, until it is looked at."""
        return len(texts), lambda: self._in_a_row(texts, fate, gaps=[QUARREL_GAP] * (len(texts) - 1))

    def fresh(self, texts: Sequence[str], fate: Fate) -> Addition:
        """Somebody who has joined a moment ago and writes three times within the hour."""
        return len(texts), lambda: self._in_a_row(texts, fate, gaps=FRESH_GAPS, author=self._newcomer())

    def early(self, row: Row, fate: Fate, *, author: Reader | None = None) -> Addition:
        """What was said in the first hours of a story that is days old: there was time for all that came of it."""
        begins = replace(fate, early=True)
        return 1, lambda: self._begin(self._old_talk(row.get("section", "")), row["body"], begins, author=author)

    def offender(self, number: int, steps: Sequence[Row], *, at_last: str = "") -> Iterable[Addition]:
        """One after the other, what somebody says of whom much is removed; `at_last` waits. Nothing where nobody is like that."""
        if number < len(self.people.offenders):
            author = self.people.offenders[number]
            rows = [*steps, {"body": at_last, "fate": "waits"}] if at_last else steps
            yield len(rows), partial(self._one_by_one, rows, author)

    def calling(self, text: str) -> str:
        """The text with as many readers called by name as it asks for: by their number, as nobody has an account yet."""
        called = iter(self.rng.sample(self.people.regulars, min(text.count("{reader}"), len(self.people.regulars))))
        while "{reader}" in text and (reader := next(called, None)):
            text = text.replace("{reader}", references.to_reader(reader.number), 1)
        return text

    def _talk(self) -> Talk:
        return self.rng.choices(self.talks, weights=self.weights)[0]

    def _old_talk(self, section: str) -> Talk:
        fitting = (talk for talk in reversed(self.talks) if talk.story.section == section)
        return next(fitting, None) or next(self.old)

    def _newcomer(self) -> Reader:
        return next(self.newcomers, None) or self.rng.choice(self.people.newcomers or self.people.regulars)

    def _in_a_row(self, texts: Sequence[str], fate: Fate, *, gaps: Sequence[float], author: Reader | None = None) -> None:
        """Several by one reader to one parent, with so many seconds between them; `fate` is that of the last."""
        is_lately = fate.kind == "waits"
        leading = Fate("late" if is_lately else "earlier", joins=author is not None)
        talk = self._talk()
        first = self._answer(talk, texts[0], leading, author=author)
        for place, (text, gap) in enumerate(zip(texts[1:], gaps, strict=True), start=2):
            # The same words are the same fact, too.
            said = first.text if text == texts[0] else text
            more = fate if place == len(texts) else Fate(leading.kind)
            made = self._answer(talk, said, more, author=first.author, parent=first.parent)
            made.follows, made.gap = len(talk.remarks) - 2, gap

    def _one_by_one(self, rows: Sequence[Row], author: Reader) -> None:
        """Each when it is known what has become of the one before."""
        talk = next(self.old)
        for place, row in enumerate(rows):
            fate = _fate(row, row["fate"], early=place == 0)
            made = self._begin(talk, row["body"], fate, author=author)
            made.follows = len(talk.remarks) - 2 if place else None

    def _answer(self, talk: Talk, text: str, fate: Fate, *, author: Reader | None = None, parent: int | None = None) -> Remark:
        """A remark that nobody answers, at the end of a conversation."""
        parent = self._seen_position(talk) if parent is None else parent
        above = talk.remarks[parent]
        writer = author or talk.company.writer(self.rng.choice(list(talk.company.readers)), besides=above.author)
        return self._add(talk, text, fate, writer, parent=parent, depth=above.depth + 1)

    def _begin(self, talk: Talk, text: str, fate: Fate, *, author: Reader | None = None) -> Remark:
        """The same, to the story."""
        writer = author or talk.company.writer(self.rng.choice(list(talk.company.readers)))
        return self._add(talk, text, fate, writer, parent=None, depth=0)

    def _add(self, talk: Talk, text: str, fate: Fate, author: Reader, *, parent: int | None, depth: int) -> Remark:
        made = Remark(author, parent, depth, talk.with_fact(text), None, "added", fate=fate)
        talk.remarks.append(made)
        return made

    def _seen_position(self, talk: Talk) -> int:
        """Something that readers see, near the usual depth."""
        usual = [n for n, remark in enumerate(talk.remarks) if remark.fate is None and remark.depth < 4]
        return self.rng.choice(usual[-200:] or [0])


def stopped(add: Additions, texts: Mapping[str, Sequence[Row]]) -> list[list[Addition]]:
    """What the checks stopped before and moderators then judged (`judged.toml`): a list for each check."""
    ways: Mapping[str, Callable[[Row, Fate], Addition]] = {
        **dict.fromkeys(["links", "wordlist", "shouting", "length"], lambda row, fate: add.answer(row["body"], fate)),
        "repeats": lambda row, fate: add.repeat(row["body"], row["body"], fate),
        "near_repeats": lambda row, fate: add.repeat(row["body"], row["again"], fate),
        "pace": lambda row, fate: add.quarrel(row["bodies"], fate),
        "mentions": lambda row, fate: add.answer(add.calling(row["body"]), fate),
        "fresh": lambda row, fate: add.fresh(row["bodies"], fate),
    }
    piles = [[way(row, _fate(row, "judged")) for row in texts[kind]] for kind, way in ways.items()]
    visitors = [add.early(row, _fate(row, row["fate"]), author=VISITOR) for row in texts["visitor"]]
    return [*piles, visitors]


def contested(add: Additions, looks: Mapping[str, Sequence[Row]], removed: Sequence[Row]) -> list[Addition]:
    """What is objected to, and what notices are about (`second_looks.toml`)."""
    was = {row["body"]: row for row in removed}
    found = []
    for row in looks["objections"]:
        gone = was[row["removed"]]
        author = VISITOR if row.get("is_by_the_visitor") else None
        fate = replace(_fate(gone, "removed"), is_restored=row.get("upheld", False))
        found.append(add.early(gone, fate, author=author))
    said = [{"body": row["comment"]} for row in (*looks["reports"], *looks["notices"]) if "comment" in row]
    return found + [add.early(row, _fate(row, "earlier")) for row in said]


def in_turn(piles: Sequence[Sequence[Addition]], *, within: int) -> list[Addition]:
    """One of each pile, then another of each, while there is room for so many remarks."""
    taken, room = [], within
    for place in range(max(map(len, piles))):
        for pile in piles:
            for addition in islice(pile, place, place + 1):
                if addition[0] <= room:
                    taken.append(addition)
                    room -= addition[0]
    return taken


def _fate(row: Row, kind: str, *, early: bool = False) -> Fate:
    return Fate(kind, row.get("rule", 0), row.get("note", ""), early=early)
