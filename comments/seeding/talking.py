"""A conversation under one story: readers who argue about its facts and with each other, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from comments.seeding.debates import SIDES, Deck, Point, debate
from comments.seeding.manuscripts import Manuscript
from comments.seeding.people import Reader

# How often a remark begins or ends in its writer's own way. Answers are shorter than first remarks.
OPENS, CLOSES = 0.5, 0.35
OPENS_ANSWER, CLOSES_ANSWER = 0.12, 0.15
# One answer in twelve names whom it answers, as people do in a busy thread.
NAMES = 0.08
# One remark in three begins a thread of its own.
STARTS = 0.33
# Nobody reads on for long; only the chains that are asked for go deeper.
USUAL_DEPTH = 7
# Nobody should read the same sentence twice in so many remarks.
NEIGHBOURHOOD = 80
# Most answers go to what was said lately.
LATELY = 40

# What may follow a remark of each kind: from whoever holds with its point, and from the others. A kind named twice is
# chosen twice as often. "turn" is a point of one's own after a word of transition, "yield" one after giving way.
SAME, OTHER = 0, 1
FOLLOWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "say": (("agree", "agree", "agree", "ask", "joke"), ("object", "object", "object", "object", "ask", "joke")),
    "agree": (("turn", "joke"), ("object", "object", "turn")),
    "object": (("rejoin", "rejoin", "rejoin", "turn"), ("turn", "joke")),
    "rejoin": (("turn", "joke"), ("yield", "yield", "turn")),
    "ask": (("tell",), ("tell",)),
    "tell": (("turn", "joke"), ("yield", "turn")),
    "joke": (("turn", "agree"), ("turn", "object")),
}
# The nth text of these kinds in a point answers its nth text of that kind.
REPLIES = {"rejoin": "object", "tell": "ask"}


@dataclass(slots=True)
class Fate:
    """What else happens to a remark: `waits`, is `reported`, is `removed`, or is `taken back`, with rule and words."""

    kind: str
    rule: int = 0
    words: str = ""


@dataclass(slots=True)
class Remark:
    """One comment before it has a time: who says what to whom. `parent` and `follows` are positions in the conversation.

    `words` is the text of `point` that the remark is made round.
    `follows` is the remark after which it comes, `gap` seconds later, where that is not its parent.
    """

    author: Reader
    parent: int | None
    depth: int
    text: str
    point: Point
    kind: str
    words: str = ""
    fate: Fate | None = None
    follows: int | None = None
    gap: float | None = None


class Talk:
    """The conversation of one story as it grows."""

    def __init__(self, story: Manuscript, readers: Sequence[Reader], *, seed: int) -> None:
        self.story = story
        self.rng = random.Random(f"{seed} {story.slug}")
        self.deck = Deck(self.rng)
        self.remarks: list[Remark] = []
        self.said: set[str] = set()
        self.last_said: dict[str, int] = {}
        self.said_by: dict[int, set[str]] = defaultdict(set)
        self.points = {
            side: {
                point.key: point
                for point in debate(story.debate)
                if point.side == side and (not story.points or point.key in story.points)
            }
            for side in SIDES
        }
        self.readers: dict[str, list[Reader]] = {side: [] for side in SIDES}
        for reader in readers:
            self.readers[reader.side(story.debate)].append(reader)
        self.weights = {side: list(accumulate(reader.weight for reader in found)) for side, found in self.readers.items()}

    def go_on(self, count: int) -> None:
        """Let so many more remarks be made, in threads of the usual depth."""
        for _again in range(count):
            if not self.remarks or self.rng.random() < STARTS:
                self.begin()
            else:
                self.answer(self._something_to_answer())

    def go_deep(self, depth: int) -> None:
        """One thread in which two people answer each other, now and then a third, until `depth` is reached."""
        first = self.begin()
        second = self.writer(self._other(first.author.side(self.story.debate)), besides=first.author)
        for level in range(depth):
            above = self.remarks[-1]
            partner = second if level % 2 == 0 else first.author
            third = self.rng.random() < 0.12
            self.answer(len(self.remarks) - 1, author=None if third or partner.number == above.author.number else partner)

    def begin(self) -> Remark:
        """Somebody makes a point of their own."""
        side = self.rng.choice([side for side in SIDES if self.points[side]])
        author, point = self.writer(side), self.a_point(side)
        return self._add(author, None, point, "say")

    def answer(self, position: int, *, author: Reader | None = None) -> Remark:
        """Somebody (or `author`) answers what was said; what they say follows from it."""
        above = self.remarks[position]
        if author is None:
            wanted = self.rng.choice(FOLLOWS[above.kind][OTHER if self.rng.random() < 0.6 else SAME])
            author = self.writer(self._side_for(wanted, above), besides=above.author)
        stands = SAME if author.side(self.story.debate) == above.point.side else OTHER
        kind = self.rng.choice(FOLLOWS[above.kind][stands])
        own = self.points[author.side(self.story.debate)]
        if kind not in {"turn", "yield"} and self._is_spent(self._pile(above.point, kind, above)) and self._unspent(own.values()):
            kind = "turn"
        if kind in {"turn", "yield"} and not own:
            kind = "joke" if above.kind != "joke" else "agree"
        return self._add(author, position, above.point, kind)

    def _side_for(self, kind: str, above: Remark) -> str:
        """Whose words a kind of answer is: only opponents object, only friends agree."""
        mine, other = above.point.side, self._other(above.point.side)
        if kind in {"agree", "rejoin"}:
            return mine
        if kind in {"object", "yield"}:
            return other
        return self.rng.choice([mine, other])

    def _add(self, author: Reader, parent: int | None, point: Point, kind: str) -> Remark:
        above = self.remarks[parent] if parent is not None else None
        text, point_made, words = self._compose(author, above, point, kind)
        made = Remark(
            author=author,
            parent=parent,
            depth=above.depth + 1 if above else 0,
            text=text,
            point=point_made,
            kind="say" if kind in {"turn", "yield"} else kind,
            words=words,
        )
        self.remarks.append(made)
        return made

    def _compose(self, author: Reader, above: Remark | None, point: Point, kind: str) -> tuple[str, Point, str]:
        """Words that have not stood under this story before. Each try says a little more than the one before."""
        text = ""
        for attempt in range(12):
            text, made, words = self._words(author, above, point, kind, more=attempt)
            if text not in self.said:
                break
        self.said.add(text)
        self.said_by[author.number].add(words)
        self.last_said[words] = len(self.remarks)
        return text, made, words

    def _words(self, author: Reader, above: Remark | None, point: Point, kind: str, *, more: int) -> tuple[str, Point, str]:
        side, voice, rng = author.side(self.story.debate), author.voice, self.rng
        if kind in {"turn", "yield"}:
            made = self.a_point(side, besides=point)
            words = self.fresh(author, made.texts["say"])
            parts = [self.deck.deal(voice.turns if kind == "turn" else voice.concedes), words]
        else:
            made = point
            words = self.fresh(author, self._pile(point, kind, above))
            parts = [words]
        certain = more > 1
        # A joke is best left alone.
        opens, closes = (0.0, 0.0) if kind == "joke" else (OPENS_ANSWER, CLOSES_ANSWER) if above else (OPENS, CLOSES)
        if certain or rng.random() < opens:
            parts.insert(0, self.with_fact(self.deck.deal(voice.opens)))
        if more > 3 and self.points[side]:
            parts += [self.deck.deal(voice.turns), self.fresh(author, self.a_point(side, besides=made).texts["say"])]
        if certain or rng.random() < closes:
            close = self.with_fact(self.deck.deal(voice.closes))
            # Longer remarks get a second paragraph, as on a telephone.
            parts[-1] = f"{parts[-1]}\n\n{close}" if len(" ".join(parts)) > 160 else f"{parts[-1]} {close}"
        text = " ".join(parts)
        if above and rng.random() < NAMES:
            text = f"{above.author.name}: {text}"
        return text, made, words

    def _pile(self, point: Point, kind: str, above: Remark | None) -> tuple[str, ...]:
        """What can be said of this kind; to an objection or a question, just what answers it."""
        texts = point.texts[kind]
        if above is None or kind not in REPLIES:
            return texts
        position = point.texts[REPLIES[kind]].index(above.words)
        return texts[position : position + 1]

    def _is_spent(self, pile: Sequence[str]) -> bool:
        """Whether all of this was said nearby."""
        here = len(self.remarks)
        return all(here - self.last_said.get(text, -NEIGHBOURHOOD) < NEIGHBOURHOOD for text in pile)

    def _unspent(self, points: Iterable[Point]) -> list[Point]:
        return [point for point in points if not self._is_spent(point.texts["say"])]

    def fresh(self, author: Reader, pile: Sequence[str]) -> str:
        """A text that has not been said nearby, nor by this reader before; where there is none, the one said longest ago."""
        used, here = self.said_by[author.number], len(self.remarks)

        def staleness(text: str) -> tuple[int, bool, int]:
            last = self.last_said.get(text, -NEIGHBOURHOOD)
            return last if here - last < NEIGHBOURHOOD else -NEIGHBOURHOOD, text in used, last

        return min(self.rng.sample(pile, len(pile)), key=staleness)

    def with_fact(self, text: str) -> str:
        """The text with one of the story's facts where it asks for one."""
        said = text.replace("{fact}", self.deck.deal(self.story.facts)) if "{fact}" in text else text
        return said[0].upper() + said[1:]

    def a_point(self, side: str, *, besides: Point | None = None) -> Point:
        """A point of this side, another than `besides` where there is one, of which something was not said nearby."""
        points = self.points[side]
        others = [point for point in points.values() if besides is None or point.key != besides.key] or [*points.values()]
        wanted = {point.key for point in self._unspent(others) or others}
        key = self.deck.deal(tuple(points))
        while key not in wanted:
            key = self.deck.deal(tuple(points))
        return points[key]

    def writer(self, side: str, *, besides: Reader | None = None) -> Reader:
        """Somebody of this side, those who write much more often than others."""
        side = side if self.readers[side] else self._other(side)
        for _again in range(20):
            found = self.rng.choices(self.readers[side], cum_weights=self.weights[side])[0]
            if besides is None or found.number != besides.number:
                return found
        return found

    def _something_to_answer(self) -> int:
        last = len(self.remarks) - 1
        for _again in range(20):
            lately = self.rng.random() < 0.6
            position = self.rng.randint(max(0, last - LATELY), last) if lately else self.rng.randint(0, last)
            if self.remarks[position].depth < USUAL_DEPTH:
                return position
        return 0

    def _other(self, side: str) -> str:
        return SIDES[1] if side == SIDES[0] else SIDES[0]
