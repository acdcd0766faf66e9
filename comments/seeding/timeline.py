"""When everything was said, and what the checks and the moderators made of it: the past as it would have happened.

Remarks are put on one line of time over all stories, the earliest first, because what the checks find depends on what a
reader has written before. Every verdict comes from the checks and the policy that the site runs; nothing here decides.
"""

from __future__ import annotations

import datetime as dt
import heapq
import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from comments import limits, references
from comments.models import Comment, Decision, ListedWord, Standing
from comments.moderation import checks, policy
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.moderation.standards import Standards
from comments.moderation.words import folding
from comments.moderation.words.wordlist import Entry, Matcher
from comments.seeding.echoes import Echoes
from comments.seeding.remarks import Fate, Remark
from comments.seeding.spoken import Record, Spoken, Step
from comments.seeding.talking import Talk

Kind, Status = Decision.Kind, Comment.Status

LINK = re.compile(r"https?://\S+")
# Nothing is newer than this. What is done last of all is done after it (`newspaper`).
LAST = dt.timedelta(minutes=20)
# What waits came in since yesterday.
LATE = dt.timedelta(hours=20)
# The desk is staffed by day and night; hardly anybody waits for more than half an hour.
APPROVED_AFTER = (90, 1800)
REMOVED_AFTER = (600, 7200)
# The first hours of a story; and of somebody who has joined for it, or the day before.
EARLY = 0.06
JOINED_FOR_IT, JOINED_BEFORE = dt.timedelta(minutes=4), dt.timedelta(hours=30)

# Somebody may be waiting: so many take a few seconds.
SIGN_OF_LIFE = 20_000


class NothingFound(AssertionError):
    """A remark that was written to be looked at first is not; the message is the remark."""


class Timeline:
    """All conversations of the newspaper, from the first story's hour to now."""

    def __init__(
        self,
        talks: Sequence[Talk],
        spans: Sequence[tuple[dt.datetime, dt.datetime]],
        *,
        now: dt.datetime,
        standards: Standards,
        words: Sequence[ListedWord],
        joined: Mapping[int, dt.datetime],
        seed: int,
    ) -> None:
        self.talks, self.now, self.standards = talks, now, standards
        self.spans = [(opens, min(closes, now - LAST)) for opens, closes in spans]
        self.rng = random.Random(f"time {seed}")
        self.matcher = Matcher((word.folded, Entry(word.pk, word.phrase)) for word in words if word.is_active)
        self.echoes = Echoes()
        # When each reader joined, by their number; put right here for whoever turns out to have written before that.
        self.joined = dict(joined)
        self.records: dict[int, Record] = defaultdict(Record)
        self.words_said: dict[bytes, list[tuple[dt.datetime, int]]] = defaultdict(list)
        self.roots = [self._roots(talk.remarks) for talk in talks]

    def run(self, progress: Callable[[str], None]) -> list[Spoken]:
        """Everything in the order in which it was said."""
        after = [self._followers(talk.remarks) for talk in self.talks]
        queue: list[tuple[dt.datetime, int, int, bool]] = []
        for number, talk in enumerate(self.talks):
            opens, ends = self.spans[number]
            for position, remark in enumerate(talk.remarks):
                if remark.parent is None and remark.follows is None:
                    is_early = remark.fate is not None and remark.fate.early
                    # Most is said in the first hours of a story.
                    at = opens + (ends - opens) * (EARLY * self.rng.random() if is_early else self.rng.betavariate(1.1, 2.2))
                    heapq.heappush(queue, (at, number, position, False))
        spoken = []
        while queue:
            at, number, position, has_waited = heapq.heappop(queue)
            remark = self.talks[number].remarks[position]
            if not has_waited:
                later = self._not_too_soon(remark, at, ends=self.spans[number][1])
                if later != at:
                    heapq.heappush(queue, (later, number, position, True))
                    continue
            said = self._say(remark, at, number, position)
            spoken.append(said)
            if len(spoken) % SIGN_OF_LIFE == 0:
                progress(f"{len(spoken):,} comments have found their time")
            for follower in after[number][position]:
                moment = self._moment_after(said, self.talks[number].remarks[follower], ends=self.spans[number][1])
                heapq.heappush(queue, (moment, number, follower, False))
        return spoken

    def _say(self, remark: Remark, at: dt.datetime, number: int, position: int) -> Spoken:
        author, record = remark.author.number, self.records[remark.author.number]
        self._join(remark, at)
        key = folding.body_key(remark.text)
        facts = self._facts(remark, at, key, (number, self.roots[number][position]))
        findings = checks.run_all(facts)
        verdict = policy.decide(
            findings,
            mode=facts.mode,
            standing=facts.standing,
            rules=facts.rules,
            standards_version=facts.standards_version,
        )
        said = Spoken(remark, number, position, at, key, facts, findings)
        self._follow(said, verdict, record)
        record.last_at = at
        record.in_thread[number, self.roots[number][position]].append(at)
        self.words_said[key].append((at, author))
        return said

    def _follow(self, said: Spoken, verdict: Verdict, record: Record) -> None:
        """What became of it: shown or held by the policy; approved, removed, taken back by people."""
        fate, at = said.remark.fate, said.created_at
        is_held = verdict.kind == policy.verdict.Kind.HOLD
        if fate is not None and fate.kind in {"waits", "judged"} and not is_held:
            # A text that was written to be held, and the checks no longer mind: the desk would be shorter than was asked for.
            raise NothingFound(f"No check finds anything on “{said.remark.text}”.")
        said.status = Status.HELD if is_held else Status.PUBLISHED
        said.steps.append(Step(Kind(verdict.kind), said.status, at, by_policy=verdict))
        if fate is not None and fate.kind == "waits":
            return
        if fate is not None and fate.kind == "judged" and fate.rule:
            # Nobody but the moderator has ever seen it.
            self._remove(said, fate, record, at=self._soon(at, APPROVED_AFTER))
            return
        said.seen_at = at
        if is_held:
            said.seen_at = self._soon(at, APPROVED_AFTER)
            said.status = Status.PUBLISHED
            said.steps.append(Step(Kind.APPROVE, said.status, said.seen_at))
            record.judged.append((said.seen_at, False))
        if fate is not None and fate.kind == "removed":
            self._remove(said, fate, record, at=self._soon(said.seen_at, REMOVED_AFTER))
            return
        if fate is not None and fate.kind == "taken back":
            said.status = Status.TAKEN_BACK
            said.steps.append(Step(Kind.TAKE_BACK, said.status, self._soon(said.seen_at, REMOVED_AFTER)))
            return
        record.coming.append(said.seen_at)

    def _remove(self, said: Spoken, fate: Fate, record: Record, *, at: dt.datetime) -> None:
        """A moderator removes it: upon a report if readers have seen it."""
        said.status = Status.REMOVED
        was_reported = fate.kind == "removed"
        said.steps.append(Step(Kind.REMOVE, said.status, at, rule=fate.rule, note=fate.words, upon_reports=was_reported))
        record.judged.append((at, not fate.is_restored))
        if was_reported and not fate.is_restored:
            record.upheld.append(at)

    def _join(self, remark: Remark, at: dt.datetime) -> None:
        """Nobody writes before they have joined."""
        number = remark.author.number
        if remark.fate is not None and remark.fate.joins:
            self.joined[number] = at - JOINED_FOR_IT
        elif at < self.joined[number]:
            self.joined[number] = at - JOINED_FOR_IT - JOINED_BEFORE * self.rng.random()

    def _facts(self, remark: Remark, at: dt.datetime, key: bytes, thread: tuple[int, int]) -> Facts:
        record = self.records[remark.author.number]
        published = record.published_by(at)
        judged = [rejected for when, rejected in record.judged if at - limits.HISTORY_WINDOW < when <= at]
        upheld = [when for when in record.upheld if at - limits.HISTORY_WINDOW < when <= at]
        same = [author for when, author in self.words_said[key] if at - when < limits.REPEATS_WINDOW]
        mine = sum(1 for author in same if author == remark.author.number)
        listed = self.matcher.found_in(remark.text)
        alike = self.echoes.count(remark.text, key=key, author=remark.author.number, at=at)
        return Facts(
            body=remark.text,
            links=tuple(LINK.findall(remark.text)),
            listed_words=tuple(entry.phrase for entry in listed),
            listed_entries=tuple(entry.pk for entry in listed),
            mentioned=len(references.readers_in(remark.text)),
            account_age=(at - self.joined[remark.author.number]).total_seconds(),
            seconds_since_last=(at - record.last_at).total_seconds() if record.last_at else None,
            answers_in_branch=sum(1 for when in record.in_thread[thread] if at - when < limits.BRANCH_WINDOW),
            same_words_by_author=mine,
            same_words_by_others=len(same) - mine,
            alike_by_author=alike[0],
            alike_by_others=alike[1],
            published_before=min(published, limits.FIRST_COMMENTS),
            judged_recently=len(judged),
            rejected_recently=sum(judged),
            reports_upheld=len(upheld),
            standing=_standing(published, any(judged)),
            rules=self.standards.cited_by_checks,
            standards_version=self.standards.number,
        )

    def _moment_after(self, said: Spoken, follower: Remark, *, ends: dt.datetime) -> dt.datetime:
        """When an answer comes: soon, and before the conversation or the past ends."""
        if follower.gap is not None:
            # Sooner, where the past would end before.
            return said.created_at + min(dt.timedelta(seconds=follower.gap), (self.now - said.created_at) * 0.9)
        earliest = (said.seen_at or said.created_at) + dt.timedelta(seconds=20)
        if follower.follows is not None:
            # Whoever goes on knows what has become of what they said before.
            earliest = said.steps[-1].at + dt.timedelta(seconds=20)
        elif said.status != Status.PUBLISHED:
            # Nobody can answer what has been removed.
            ends = min(ends, said.steps[-1].at)
        if follower.kind == "added":
            # Whatever follows it within the hour must fit in, too.
            ends -= dt.timedelta(hours=1)
            if follower.fate is not None and follower.fate.kind in {"late", "waits", "reported"}:
                earliest = max(earliest, self.now - LATE)
        left = max(ends - earliest, dt.timedelta(seconds=1))
        return earliest + left * self.rng.betavariate(1, 14 if follower.fate is None else 2)

    def _not_too_soon(self, remark: Remark, at: dt.datetime, *, ends: dt.datetime) -> dt.datetime:
        """Nobody can post twice within the pause: they wait for their turn. In the last minutes it no longer matters."""
        record = self.records[remark.author.number]
        is_free = record.next_turn is None or record.next_turn <= at or record.next_turn > ends
        # What comes in a row is told by its gaps, and they are longer than the pause: a busy reader's others wait for it.
        turn = at if is_free or remark.gap is not None else record.next_turn
        record.next_turn = max(turn + limits.PAUSE, record.next_turn or turn)
        return turn

    def _soon(self, at: dt.datetime, seconds: tuple[int, int]) -> dt.datetime:
        """A while later, but in the past."""
        return at + min(dt.timedelta(seconds=self.rng.uniform(*seconds)), (self.now - at) * 0.4)

    def _roots(self, remarks: Sequence[Remark]) -> list[int]:
        roots: list[int] = []
        for position, remark in enumerate(remarks):
            roots.append(position if remark.parent is None else roots[remark.parent])
        return roots

    def _followers(self, remarks: Sequence[Remark]) -> list[list[int]]:
        followers: list[list[int]] = [[] for _remark in remarks]
        for position, remark in enumerate(remarks):
            before = remark.follows if remark.follows is not None else remark.parent
            if before is not None:
                followers[before].append(position)
        return followers


def _standing(published: int, was_rejected: bool) -> str:
    """What `comments.standing` would have said by then."""
    if published >= limits.PUBLISHED_BEFORE_TRUST and not was_rejected:
        return Standing.Level.TRUSTED
    return Standing.Level.KNOWN if published >= limits.FIRST_COMMENTS else Standing.Level.NEW
