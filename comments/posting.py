"""Posting a comment: one transaction from what was typed to what readers see, or a person's desk."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.utils import timezone

from comments import composing, counting, mentioning, permissions, switching, telling
from comments.composing import Said
from comments.models import Comment, Decision, Discussion, EarlierWording
from comments.moderation import checks, decisions, facts, folding, policy
from comments.moderation.checks.finding import Finding
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.permissions import Permission
from comments.placing import place
from newsroom.accounts.models import User
from newsroom.web import pages, robots, stamps


class Refused(Exception):
    """The comment was not taken and nothing is stored; `sentence` says why and what to do."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.sentence)
        self.sentence = permission.sentence
        self.way = permission.way


class Nudged(Exception):
    """Nothing is stored yet: checks expect trouble that the writer can still spare themselves. `findings` say which."""

    def __init__(self, judgement: Judgement, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.check for finding in findings))
        self.judgement = judgement
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known about a comment, what the checks found in it, and what the policy makes of that."""

    facts: Facts
    findings: Sequence[Finding]
    verdict: Verdict

    @classmethod
    def of(cls, found: Facts, findings: Sequence[Finding] | None = None) -> Judgement:
        """Run the checks, unless what they found is known, and ask the policy."""
        findings = checks.run_all(found) if findings is None else findings
        verdict = policy.decide(
            findings,
            mode=found.mode,
            standing=found.standing,
            commenting=found.commenting,
            rules=found.rules,
            standards_version=found.standards_version,
        )
        return cls(found, findings, verdict)

    def in_mode(self, mode: str) -> Judgement:
        """The same comment in a conversation that is run otherwise."""
        return Judgement.of(replace(self.facts, mode=mode), self.findings)

    def must_not_surprise(self) -> None:
        """Raise `Nudged` if the words themselves are what a person would look at, or what would be refused."""
        if expected := policy.trouble_expected(self.findings, thresholds=self.verdict.thresholds):
            raise Nudged(self, expected)

    @property
    def status(self) -> str:
        """What the comment is by this judgement."""
        return decisions.STATUS_AFTER[Decision.Kind(self.verdict.kind)]


@pages.verb
def post_comment(
    discussion: Discussion,
    *,
    author: User,
    body: str,
    parent: Comment | None = None,
    idempotency_key: uuid.UUID | None = None,
    nudge: bool = False,
    signs: robots.Signs = robots.NONE,
    now: dt.datetime | None = None,
) -> Comment:
    """Take a comment: published, held or refused by policy, as its `status` says. Raises `Refused`.

    `signs` is what its form tells about who filled it in. With `nudge`, raises `Nudged` before anything is stored if its
    writer should think twice.
    The same author's form sent twice, also at the same moment, gives the comment that already exists; sent again with
    other words, it is another comment.
    """
    now = now or timezone.now()
    key = idempotency_key or uuid.uuid4()
    with pages.change() as change:
        # The first lock. One writer's comments come one after the other, so pace and repeats count them all.
        author = User.objects.select_for_update(no_key=True).get(pk=author.pk)
        discussion.switch = switching.steady()
        said = composing.compose(body, discussion_id=discussion.pk)
        key, before = _sent_before(author, key, body=said.body)
        if before is not None:
            return before
        body = _checked(said, discussion, author=author, parent=parent, now=now)
        known = facts.gather(discussion=discussion, author=author, parent=parent, body=body, now=now)
        found = replace(known, trapped=signs.trapped, seconds_writing=signs.seconds)
        _must(
            permissions.is_not_too_soon(
                seconds_since_last=found.seconds_since_last,
                standing=found.standing,
                seconds_since_last_here=found.seconds_since_last_here,
                pause_here=discussion.pause_seconds,
            )
        )
        comment = _new(discussion, author=author, parent=parent, body=body, key=key, now=now)
        judgement = Judgement.of(found)
        if nudge:
            judgement.must_not_surprise()
        judgement, is_followed = _admitted(comment, judgement)
        if parent is not None:
            # Decided on while we waited for the lock that whoever decides holds too.
            parent.refresh_from_db(fields=["status", "number"])
            _must(permissions.can_be_answered(parent, discussion=discussion))
        named = _stored(comment, judgement)
        if comment.status == Comment.Status.PUBLISHED:
            change.raises(stamps.discussion(discussion.pk))
            if telling.concerns_somebody(comment, answered=parent, named=bool(named), is_followed=is_followed):
                telling.spread_later(comment)
    return comment


def _sent_before(author: User, key: uuid.UUID, *, body: str) -> tuple[uuid.UUID, Comment | None]:
    """The key to keep a form's words under, and the comment they have already become."""
    sent = Comment.objects.filter(author=author, idempotency_key=key)
    # Nearly always a form that has not been sent before: asking for no row is half the work.
    before = sent.get() if sent.exists() else None
    if before is None or before.body == body or _said_before(before, body):
        return key, before
    # The browser's Back button leads to the form of a comment already posted. What is written there has a key of its
    # own, made of its words, so that pressing twice makes one comment of them too.
    other = uuid.uuid5(key, body)
    return other, Comment.objects.filter(author=author, idempotency_key=other).first()


def _said_before(comment: Comment, body: str) -> bool:
    """Whether a comment said so before its author changed it."""
    return comment.revision > 1 and EarlierWording.objects.filter(comment=comment, body=body).exists()


def _checked(said: Said, discussion: Discussion, *, author: User, parent: Comment | None, now: dt.datetime) -> str:
    """The words, if `author` may say them here now. Raises `Refused`."""
    if parent is not None:
        _must(permissions.can_be_answered(parent, discussion=discussion))
    _must(permissions.can_comment(author, discussion, now=now))
    if said.objection:
        raise Refused(permissions.refused(said.objection))
    return said.body


def _must(permission: Permission) -> None:
    if not permission:
        raise Refused(permission)


def _new(discussion: Discussion, *, author: User, parent: Comment | None, body: str, key: uuid.UUID, now: dt.datetime) -> Comment:
    """The comment in its place, not judged yet and not stored."""
    pk = _next_id()
    where = place(pk, answers=parent)
    return Comment(
        pk=pk,
        discussion=discussion,
        author=author,
        parent_id=where.parent_id,
        root_id=where.root_id,
        answers_to_id=where.answers_to_id,
        depth=where.depth,
        path=where.path,
        body=body,
        body_key=folding.body_key(body),
        idempotency_key=key,
        created_at=now,
    )


def _admitted(comment: Comment, judgement: Judgement) -> tuple[Judgement, bool]:
    """Give the comment its state and number, and count it. From here on everyone else who posts under this story waits.

    Returns the judgement by which it entered, another one if the conversation is run otherwise by now, and whether anybody
    follows what goes on here. Raises `Refused`.
    """
    comment.status = judgement.status
    admitted = counting.admit(comment, mode=judgement.facts.mode)
    if admitted is None:
        # Judged anew under the lock, so that the conversation stays as it is now.
        comment.discussion.mode = counting.lock(comment.discussion_id).mode
        _must(permissions.accepts_comments(comment.discussion, now=comment.created_at))
        return _admitted(comment, judgement.in_mode(comment.discussion.mode))
    comment.number = admitted.number
    return judgement, admitted.is_followed


def _stored(comment: Comment, judgement: Judgement) -> Collection[int]:
    """Insert the comment, count it among its ancestors, and log why it is shown, held or refused. Returns whom it names."""
    comment.save(force_insert=True)
    counting.count_in(comment)
    named = mentioning.write(comment)
    decisions.record_verdict(
        comment, verdict=judgement.verdict, findings=judgement.findings, facts=judgement.facts, now=comment.created_at
    )
    return named


def _next_id() -> int:
    """The id is taken first, because the path, written with the row, ends in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('comments_comment', 'id'))")
        return cursor.fetchone()[0]
