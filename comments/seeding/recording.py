"""The conversations as rows, from comments to recommendations, copied in bulk and then proved by counting again."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from comments import counting, limits
from comments.models import Comment, Decision, Discussion, Evidence, Recommendation, Report, Rule, Signal, Statement, Tally
from comments.moderation import awaiting, evidence
from comments.moderation.checks.finding import Finding
from comments.moderation.decisions import grounds
from comments.placing import place
from comments.seeding import quiet
from comments.seeding.copying import analyze, copy, numbers
from comments.seeding.people import Reader
from comments.seeding.spoken import Spoken, Step
from comments.seeding.timeline import LATE
from newsroom.accounts.models import User

Progress = Callable[[str], None]

# Half of what is said is recommended by nobody, little by many: a long tail, cut at a third of the readers.
NOBODY, TAIL = 0.45, 1.15
# A second and a third report say nothing more, as most do.
SILENT_REPORTERS = (1, 1, 1, 2, 3)


@dataclass(frozen=True)
class Town:
    """The rows that comments point to, by what the texts call them."""

    accounts: dict[int, int]
    readers: Sequence[Reader]
    discussions: Sequence[Discussion]
    rules: dict[int, Rule]
    moderators: Sequence[User]
    standards_version: int
    now: dt.datetime


class _Entry(NamedTuple):
    """One entry of the log, and the number of the comment that it is about."""

    comment_id: int
    said: Spoken
    step: Step


class Recorder:
    """Writes what was spoken, in the order in which it was."""

    def __init__(self, town: Town, spoken: Sequence[Spoken], *, seed: int) -> None:
        self.town, self.spoken = town, spoken
        self.rng = random.Random(f"rows {seed}")
        self.ids = numbers(Comment, len(spoken))
        self.comments: dict[tuple[int, int], Comment] = {}
        self.last_decision: dict[int, int] = {}
        self.judged: dict[int, int] = {}
        self.reasons: list[tuple[Any, ...]] = []

    def write(self, progress: Progress, *, in_quiet_hours: Callable[[Iterator[dt.datetime]], None]) -> None:
        """Write everything, and prove every number of every conversation by counting again.

        `in_quiet_hours` is called when the log has come to a long pause, with moments of it: what verbs write then stands in
        its place, as the log is in the order of time.
        """
        self._number()
        progress(f"{len(self.spoken):,} comments")
        copy(Comment, _COMMENT_COLUMNS, self._comments())
        progress("the log, and what the checks found on each")
        entries = self._entries()
        pause = quiet.longest([entry.step.at for entry in entries], now=self.town.now)
        self._log(entries[: pause.place])
        in_quiet_hours(pause.moments())
        self._log(entries[pause.place :])
        progress("reports and recommendations")
        self._reports()
        copy(Recommendation, ["comment_id", "reader_id", "at"], self._recommendations())
        progress("a recount of every number")
        for discussion in self.town.discussions:
            counting.recount(discussion)
            counting.prove(discussion)
        progress("what waits for moderators")
        awaiting.settle_all()
        analyze(Comment, Signal, Decision, Evidence, Statement, Report, Recommendation, Tally)

    def _number(self) -> None:
        """Every comment that was ever seen has a number, in the order in which readers saw them."""
        seen = sorted((said for said in self.spoken if said.seen_at), key=lambda said: (said.seen_at, said.created_at))
        last = {discussion.pk: discussion.last_number for discussion in self.town.discussions}
        self.given: dict[int, int] = {}
        for said in seen:
            pk = self.town.discussions[said.talk].pk
            last[pk] += 1
            self.given[id(said)] = last[pk]

    def _comments(self) -> Iterator[tuple[Any, ...]]:
        for pk, said in zip(self.ids, self.spoken, strict=True):
            remark = said.remark
            above = self.comments[said.talk, remark.parent] if remark.parent is not None else None
            where = place(pk, answers=above)
            made = self.comments[said.talk, said.position] = Comment(
                pk=pk, parent_id=where.parent_id, root_id=where.root_id, depth=where.depth, path=where.path
            )
            yield (
                pk,
                self.town.discussions[said.talk].pk,
                self.town.accounts[remark.author.number],
                made.parent_id,
                made.root_id,
                where.answers_to_id,
                made.depth,
                where.path,
                self.given.get(id(said)),
                str(said.status),
                remark.text,
                said.body_key,
                1,
                uuid.UUID(int=self.rng.getrandbits(128), version=4),
                said.created_at,
            )

    def _signals(self, entries: Sequence[_Entry]) -> Iterator[tuple[Any, ...]]:
        for pk, said, _step in (entry for entry in entries if entry.step.by_policy):
            for found in said.findings:
                detail = json.dumps(dict(found.detail))
                yield pk, 1, self.judged[pk], found.check, found.version, str(found.ran), found.score, detail, found.microseconds

    def _entries(self) -> list[_Entry]:
        """Everything that is logged, in the order of time; of one moment, as it was said."""
        told = zip(self.ids, self.spoken, strict=True)
        return sorted((_Entry(pk, said, step) for pk, said in told for step in said.steps), key=lambda entry: entry.step.at)

    def _log(self, entries: Sequence[_Entry]) -> None:
        keys = numbers(Decision, len(entries))
        self.reasons = []
        kept: list[tuple[Any, ...]] = []
        copy(Decision, _DECISION_COLUMNS, self._decisions(keys, entries, kept))
        copy(Evidence, ["decision_id", "salt", "body", "note", "facts"], kept)
        copy(Statement, ["decision_id", *evidence.OF_A_STATEMENT], self.reasons)
        copy(Signal, _SIGNAL_COLUMNS, self._signals(entries))

    def _decisions(
        self, keys: Sequence[int], entries: Sequence[_Entry], kept: list[tuple[Any, ...]]
    ) -> Iterator[tuple[Any, ...]]:
        for key, (comment_id, said, step) in zip(keys, entries, strict=True):
            plain = json.dumps(said.evidence() if step.by_policy else {})
            salt = secrets.token_bytes(evidence.SALT_BYTES)
            verdict, author = step.by_policy, self.town.accounts[said.remark.author.number]
            reasons = self._reasons(said, step) if step.kind in Decision.RESTRICTIONS else None
            digest = evidence.digest(
                salt,
                body=said.remark.text,
                note=step.note,
                facts=json.loads(plain),
                findings=[evidence.row(found, comment_id=comment_id, revision=1) for found in said.findings] if verdict else [],
                reasons=dict(zip(evidence.OF_A_STATEMENT, reasons, strict=True)) if reasons else None,
            )
            kept.append((key, salt, said.remark.text, step.note, plain))
            helped = None if verdict or step.kind == Decision.Kind.TAKE_BACK else bool(_helped(said))
            if reasons:
                self.reasons.append((key, *reasons))
            by = None if verdict else author if step.kind == Decision.Kind.TAKE_BACK else self.rng.choice(self.town.moderators).pk
            yield (
                key,
                comment_id,
                author,
                1,
                str(step.kind),
                str(step.status_after),
                str(_initiative(step)),
                by,
                verdict is not None,
                helped,
                verdict.rule_number if verdict else step.rule,
                verdict.standards_version if verdict else (self.town.standards_version if step.rule else None),
                verdict.policy_version if verdict else None,
                json.dumps(dict(verdict.thresholds) if verdict else {}),
                json.dumps(list(verdict.codes) if verdict else []),
                self.last_decision.get(comment_id),
                digest,
                step.at,
            )
            self.last_decision[comment_id] = key
            if verdict:
                self.judged[comment_id] = key

    def _reasons(self, said: Spoken, step: Step) -> tuple[Any, ...]:
        """The statement that goes with a decision, as the verbs would have given it."""
        verdict, initiative = step.by_policy, _initiative(step)
        number = verdict.rule_number if verdict else step.rule
        rule = self.town.rules[number or 0]
        found = _helped(said)
        return (
            self.town.accounts[said.remark.author.number],
            str(step.kind),
            rule.number,
            rule.title,
            rule.text,
            self.town.standards_version,
            grounds.of_refusal(verdict, said.findings) if verdict else grounds.of_removal(initiative, found, note=step.note),
            verdict is not None,
            verdict is None and bool(found),
            str(initiative),
            None,
        )

    def _reports(self) -> None:
        """Readers report what is rude, and what is only unwelcome; what was removed was reported first."""
        rows = []
        for pk, said in zip(self.ids, self.spoken, strict=True):
            fate = said.remark.fate
            if said.seen_at is None or fate is None or fate.kind not in {"reported", "removed"}:
                continue
            is_open = fate.kind == "reported"
            # Nobody has to wait for days until somebody looks.
            since = max(said.seen_at, self.town.now - LATE) if is_open else said.seen_at
            until = self.town.now if is_open else said.steps[-1].at
            # What a moderator has let stand waits again only with so many; with fewer the desk would be shorter than was asked.
            fewest = limits.REPORTS_TO_REOPEN if said.steps[-1].kind == Decision.Kind.APPROVE else 1
            reporters = self._others(said, max(fewest, self.rng.choice(SILENT_REPORTERS)))
            for number, reader in enumerate(reporters):
                rows.append(
                    Report(
                        comment_id=pk,
                        reader_id=self.town.accounts[reader.number],
                        rule=self.town.rules[fate.rule],
                        words=fate.words if is_open and number == 0 else "",
                        at=since + (until - since) * self.rng.uniform(0.1, 0.9),
                        outcome=Report.Outcome.OPEN if is_open else Report.Outcome.UPHELD,
                        decision_id=None if is_open else self.last_decision[pk],
                    )
                )
        Report.objects.bulk_create(rows, batch_size=1000)

    def _recommendations(self) -> Iterator[tuple[Any, ...]]:
        most = max(1, len(self.town.readers) // 3)
        for pk, said in zip(self.ids, self.spoken, strict=True):
            if said.status != Comment.Status.PUBLISHED or said.seen_at is None or self.rng.random() < NOBODY:
                continue
            for reader in self._others(said, min(most, int(self.rng.paretovariate(TAIL)))):
                yield pk, self.town.accounts[reader.number], said.seen_at + (self.town.now - said.seen_at) * self.rng.random()

    def _others(self, said: Spoken, count: int) -> list[Reader]:
        """So many readers, none of them the author."""
        found = self.rng.sample(self.town.readers, min(count + 1, len(self.town.readers)))
        return list(itertools.islice((reader for reader in found if reader.number != said.remark.author.number), count))


def _helped(said: Spoken) -> list[Finding]:
    """The findings for which the policy held or refused what was said."""
    verdict = next((step.by_policy for step in said.steps if step.by_policy), None)
    return grounds.that_counted(said.findings, kind=verdict.kind, codes=verdict.codes) if verdict else []


def _initiative(step: Step) -> Decision.Initiative:
    if step.by_policy:
        return Decision.Initiative.POLICY
    if step.kind == Decision.Kind.TAKE_BACK:
        return Decision.Initiative.AUTHOR
    return Decision.Initiative.REPORT if step.upon_reports else Decision.Initiative.OWN


_COMMENT_COLUMNS = [
    "id", "discussion_id", "author_id", "parent_id", "root_id", "answers_to_id", "depth", "path", "number", "status",
    "body", "body_key", "revision", "idempotency_key", "created_at",
]  # fmt: skip
_SIGNAL_COLUMNS = [
    "comment_id", "revision", "decision_id", "check_name", "check_version", "ran", "score", "detail", "microseconds",
]  # fmt: skip
_DECISION_COLUMNS = [
    "id", "comment_id", "account_id", "revision", "kind", "status_after", "initiative", "by_id", "automatic", "machine_helped",
    "rule_number", "standards_version", "policy_version", "thresholds", "codes", "previous_id", "evidence_digest", "at",
]  # fmt: skip
