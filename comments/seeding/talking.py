"""A conversation under one story: readers who argue about its facts and with each other, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from comments.seeding.debates import FOLLOWS, OTHER, OWN, REPLIES, SAME, SIDES, Deck, Point, debate
from comments.seeding.manuscripts import Manuscript
from comments.seeding.people import Company, Reader, other_side
from comments.seeding.remarks import Memory, Remark
from comments.seeding.threads import Thread, is_chain, written

# How often a remark begins or ends in its writer's own way: seldom, as the ways are fewer than the remarks.
OPENS, CLOSES = 0.15, 0.12
OPENS_ANSWER, CLOSES_ANSWER = 0.05, 0.05
# And how often they say that they are about to speak of something else, or that they were convinced.
TURNS = 0.5
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
# So many places are looked at for an answer that nobody has given yet.
LOOKS = 8


class Talk:
    """The conversation of one story as it grows: its written threads first, then what readers make of its points."""

    def __init__(self, story: Manuscript, readers: Sequence[Reader], *, seed: int, memory: Memory | None = None) -> None:
        self.story = story
        self.rng = random.Random(f"{seed} {story.slug}")
        self.deck = Deck(self.rng)
        self.memory = memory or Memory.empty(seed=seed)
        self.threads = list(written(story.slug))
        self.rng.shuffle(self.threads)
        self.answerable: list[int] = []
        self.looks, self.has_news, self.has_answers = LOOKS, True, True
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
        self.company = Company(story.debate, readers, rng=self.rng)

    @property
    def written_left(self) -> int:
        """How many comments stand in threads that were not told yet."""
        return sum(map(len, self.threads))

    def unsaid(self) -> dict[tuple[str, str], int]:
        """The points of this story, by debate and key, and how many texts of each nobody has said under any story."""
        return {
            (self.story.debate, key): sum(not self.memory.times[text] for pile in point.texts.values() for text in pile)
            for points in self.points.values()
            for key, point in points.items()
        }

    def go_on(self, count: int) -> None:
        """Let so many more remarks be made, in threads of the usual depth."""
        end = len(self.remarks) + count
        while self.threads and len(self.remarks) < end:
            # Where there is no room for all of it a thread ends early, as threads do.
            self.tell(self.threads.pop()[: end - len(self.remarks)])
        while len(self.remarks) < end:
            starts = self.rng.random() < STARTS
            if not self.answerable or (starts and self._is_something_new_to_say()):
                self.begin()
            elif (reply := self._new_reply() or self._last_new_reply()) or not starts:
                self._add(*(reply or self._reply(self._something_to_answer(), None)))
            else:
                self.begin()

    def tell(self, thread: Thread) -> None:
        """Let a written thread be said, each of its speakers by somebody else."""
        first, speakers = len(self.remarks), dict[str, Reader]()
        for line in thread:
            if line.speaker not in speakers:
                speakers[line.speaker] = self.company.speaker(line.side, besides=speakers.values())
            parent = None if line.parent is None else first + line.parent
            said = Remark(speakers[line.speaker], parent, line.depth, line.text, None, "written", line.text)
            self.remarks.append(said)
            self.said.add(line.text)

    def go_deep(self, depth: int) -> None:
        """One thread in which two people answer each other, now and then a third, until `depth` is reached."""
        if chain := next((thread for thread in self.threads if len(thread) > depth and is_chain(thread)), None):
            self.threads.remove(chain)
            self.tell(chain[: depth + 1])
            return
        first = self.begin()
        second = self.company.writer(other_side(first.author.side(self.story.debate)), besides=first.author)
        for level in range(depth):
            above = self.remarks[-1]
            partner = second if level % 2 == 0 else first.author
            third = self.rng.random() < 0.12
            self.answer(len(self.remarks) - 1, author=None if third or partner.number == above.author.number else partner)

    def begin(self) -> Remark:
        """Somebody makes a point of their own."""
        sides = [side for side in SIDES if self.points[side]]
        side = self.rng.choice([side for side in sides if self.has_news and self._is_new(self._says(side))] or sides)
        author, point = self.company.writer(side), self.a_point(side)
        return self._add(author, None, point, "say")

    def answer(self, position: int, *, author: Reader | None = None) -> Remark:
        """Somebody (or `author`) answers what was said; what they say follows from it."""
        return self._add(*self._reply(position, author))

    def _new_reply(self) -> tuple[Reader, int, Point, str] | None:
        """An answer that nobody has given yet, if there is one that is soon found."""
        for _again in range(self.looks):
            reply = author, position, point, kind = self._reply(self._something_to_answer(), None)
            pile = [] if kind in OWN else [self._pile(point, kind, self.remarks[position])]
            if self._is_new(pile or self._says(author.side(self.story.debate), besides=point)):
                self.looks = LOOKS
                return reply
        # Where everything was said it need not be looked for so long.
        self.looks = max(1, self.looks - 1)
        return None

    def _last_new_reply(self) -> tuple[Reader, int, Point, str] | None:
        """An answer that nobody has given yet, if there is one at all; where everybody was heard nobody looks again."""
        for position in self.rng.sample(self.answerable, len(self.answerable)) if self.has_answers else ():
            above = self.remarks[position]
            for stands, side in enumerate((above.point.side, other_side(above.point.side)) if above.point else ()):
                for kind in FOLLOWS[above.kind][stands]:
                    if kind not in OWN and self._is_new([self._pile(above.point, kind, above)]):
                        return self.company.writer(side, besides=above.author), position, above.point, kind
        self.has_answers = False
        return None

    def _is_something_new_to_say(self) -> bool:
        self.has_news = self.has_news and any(self._is_new(self._says(side)) for side in SIDES)
        return self.has_news

    def _says(self, side: str, *, besides: Point | None = None) -> list[tuple[str, ...]]:
        return [point.texts["say"] for point in self.points[side].values() if point is not besides]

    def _is_new(self, piles: Iterable[Sequence[str]]) -> bool:
        """Whether there is a text among them that was said nowhere."""
        return any(not self.memory.times[text] for pile in piles for text in pile)

    def _reply(self, position: int, author: Reader | None) -> tuple[Reader, int, Point, str]:
        """Who answers what was said there, to which point, and how."""
        above = self.remarks[position]
        point = above.point
        if point is None:
            raise ValueError(f"What was written whole has its answers already: {above.text}")
        if author is None:
            wanted = self.rng.choice(FOLLOWS[above.kind][OTHER if self.rng.random() < 0.6 else SAME])
            author = self.company.writer(self._side_for(wanted, point), besides=above.author)
        stands = SAME if author.side(self.story.debate) == point.side else OTHER
        kind = self.rng.choice(FOLLOWS[above.kind][stands])
        own = self.points[author.side(self.story.debate)]
        if kind not in OWN and self._is_spent(self._pile(point, kind, above)) and self._unspent(own.values()):
            kind = "turn"
        if kind in OWN and not own:
            kind = "joke" if above.kind != "joke" else "agree"
        return author, position, point, kind

    def _side_for(self, kind: str, point: Point) -> str:
        """Whose words a kind of answer is: only opponents object, only friends agree."""
        mine, other = point.side, other_side(point.side)
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
            kind="say" if kind in OWN else kind,
            words=words,
        )
        if made.depth < USUAL_DEPTH:
            self.answerable.append(len(self.remarks))
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
        self.memory.times[words] += 1
        return text, made, words

    def _words(self, author: Reader, above: Remark | None, point: Point, kind: str, *, more: int) -> tuple[str, Point, str]:
        side, voice, rng = author.side(self.story.debate), author.voice, self.rng
        if kind in OWN:
            made = self.a_point(side, besides=point)
            words = self.fresh(author, made.texts["say"])
            ways = voice.turns if kind == "turn" else voice.concedes
            parts = [*(self._way(ways, certain=False) if rng.random() < TURNS else ()), words]
        else:
            made = point
            words = self.fresh(author, self._pile(point, kind, above))
            parts = [words]
        certain = more > 1
        # A joke is best left alone.
        opens, closes = (0.0, 0.0) if kind == "joke" else (OPENS_ANSWER, CLOSES_ANSWER) if above else (OPENS, CLOSES)
        if certain or rng.random() < opens:
            parts[:0] = self._way(voice.opens, certain=certain)
        if more > 3 and self.points[side]:
            parts += [self.memory.deck.deal(voice.turns), self.fresh(author, self.a_point(side, besides=made).texts["say"])]
        if certain or rng.random() < closes:
            # Longer remarks get a second paragraph, as on a telephone.
            between = "\n\n" if len(" ".join(parts)) > 160 else " "
            parts[-1] = between.join([parts[-1], *self._way(voice.closes, certain=certain)])
        text = " ".join(parts)
        if above and rng.random() < NAMES:
            text = f"{above.author.name}: {text}"
        return text, made, words

    def _way(self, pile: Sequence[str], *, certain: bool) -> list[str]:
        """A way to speak that nobody has used under this story; if it must be `certain`, perhaps one that they have."""
        way = self.with_fact(self.memory.deck.deal(pile))
        if way in self.said and not certain:
            return []
        self.said.add(way)
        return [way]

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
        """A text not said nearby, seldom elsewhere, nor by this reader before; where there is none, the one said longest ago."""
        used, here, times = self.said_by[author.number], len(self.remarks), self.memory.times

        def staleness(text: str) -> tuple[int, int, bool, int]:
            last = self.last_said.get(text, -NEIGHBOURHOOD)
            return last if here - last < NEIGHBOURHOOD else -NEIGHBOURHOOD, times[text], text in used, last

        return min(self.rng.sample(pile, len(pile)), key=staleness)

    def with_fact(self, text: str) -> str:
        """The text with one of the story's facts where it asks for one."""
        said = text.replace("{fact}", self.deck.deal(self.story.facts)) if "{fact}" in text else text
        return said[0].upper() + said[1:]

    def a_point(self, side: str, *, besides: Point | None = None) -> Point:
        """A point of this side, another than `besides` where there is one, of which something was not said nearby."""
        points = self.points[side]
        others = [point for point in points.values() if besides is None or point.key != besides.key] or [*points.values()]
        new = [point for point in others if self._is_new([point.texts["say"]])]
        wanted = {point.key for point in new or self._unspent(others) or others}
        key = self.deck.deal(tuple(points))
        while key not in wanted:
            key = self.deck.deal(tuple(points))
        return points[key]

    def _something_to_answer(self) -> int:
        lately = self.rng.random() < 0.6
        return self.rng.choice(self.answerable[-LATELY:] if lately else self.answerable)
