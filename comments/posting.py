"""Posting a comment: one transaction from what was typed to what readers see, or a person's desk."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import connection
from django.utils import timezone

from comments import accepting, composing, counting, mentioning, permissions, switching, telling
from comments.composing import Said
from comments.models import Comment, Decision, Discussion, EarlierWording
from comments.moderation import awaiting, checking_again, checks, decisions, facts, policy
from comments.moderation.checks.finding import Finding
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.moderation.words import folding, likeness
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
            thresholds=policy.thresholds_in_force(),
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

    @property
    def needs_a_person(self) -> bool:
        """Whether it waits for a moderator: held, or seen by readers although a check did not run."""
        return self.status == Comment.Status.HELD or "not_checked" in self.verdict.codes


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
    terms: int | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Take a comment: published, held or refused by policy, as its `status` says. Raises `Refused`.

    `signs` is what its form tells about who filled it in, `terms` the version of the standards that it named. With `nudge`,
    raises `Nudged` before anything is stored if its writer should think twice.
    The same author's form sent twice, also at the same moment, gives the comment that already exists; sent again with
    other words, it is another comment.
    """
    post = partial(
        _post,
        discussion,
        author=author,
        body=body,
        parent=parent,
        key=idempotency_key or uuid.uuid4(),
        nudge=nudge,
        signs=signs,
        terms=terms,
        now=now or timezone.now(),
    )
    try:
        return post()
    except _RunOtherwise:
        return post(locks_first=True)


class _RunOtherwise(Exception):
    """While a comment was judged, somebody decided that the conversation is run in another way; nothing is stored."""


def _post(
    discussion: Discussion,
    *,
    author: User,
    body: str,
    parent: Comment | None,
    key: uuid.UUID,
    nudge: bool,
    signs: robots.Signs,
    terms: int | None,
    now: dt.datetime,
    locks_first: bool = False,
) -> Comment:
    """One attempt. With `locks_first` everyone else who posts here waits from the beginning, and nothing changes meanwhile."""
    with pages.change() as change:
        # The first lock. One writer's comments come one after the other, so pace and repeats count them all.
        author = User.objects.select_for_update(no_key=True).get(pk=author.pk)
        discussion.switch = switching.steady()
        if locks_first:
            discussion.mode = counting.lock(discussion.pk).mode
        said = composing.compose(body, discussion_id=discussion.pk)
        pk, key, before, accepts = _begun(author, key, body=said.body)
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
        comment = _new(pk, discussion, author=author, parent=parent, body=body, key=key, now=now)
        judgement = Judgement.of(found)
        if nudge:
            judgement.must_not_surprise()
        comment.status = judgement.status
        # Before the lock, since it needs no number: whoever posts here next waits for less.
        decisions.record_verdict(comment, verdict=judgement.verdict, findings=judgement.findings, facts=found, now=now)
        if accepts:
            accepting.accept(author, version=terms, at=now)
        is_followed = _admitted(comment, mode=found.mode, answered=parent)
        named = _stored(comment)
        if judgement.needs_a_person:
            awaiting.settle(comment)
        checking_again.see_to(comment, verdict=judgement.verdict, findings=judgement.findings, now=now, is_new=True)
        if comment.status == Comment.Status.PUBLISHED:
            change.raises(stamps.discussion(discussion.pk))
            if telling.concerns_somebody(comment, answered=parent, named=bool(named), is_followed=is_followed):
                telling.spread_later(comment)
    return comment


# The id is taken first, because the path, written with the row, ends in it. S608: a constant of another file.
_BEGIN = f"""
SELECT nextval(pg_get_serial_sequence('comments_comment', 'id')),
       EXISTS (SELECT FROM comments_comment WHERE author_id = %(account)s AND idempotency_key = %(key)s), {accepting.ACCEPTS}
"""  # noqa: S608


def _begun(author: User, key: uuid.UUID, *, body: str) -> tuple[int, uuid.UUID, Comment | None, bool]:
    """An id for the comment, the key to keep a form's words under, the comment they have already become, and whether its
    author accepts the standards by it."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, {"account": author.pk, "key": key})
        pk, was_sent, accepts = cursor.fetchone()
    before = Comment.objects.get(author=author, idempotency_key=key) if was_sent else None
    if before is None or before.body == body or _said_before(before, body):
        return pk, key, before, accepts
    # The browser's Back button leads to the form of a comment already posted. What is written there has a key of its
    # own, made of its words, so that pressing twice makes one comment of them too.
    other = uuid.uuid5(key, body)
    return pk, other, Comment.objects.filter(author=author, idempotency_key=other).first(), accepts


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


def _new(
    pk: int, discussion: Discussion, *, author: User, parent: Comment | None, body: str, key: uuid.UUID, now: dt.datetime
) -> Comment:
    """The comment in its place, not judged yet and not stored."""
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


def _admitted(comment: Comment, *, mode: str, answered: Comment | None) -> bool:
    """Give the comment its number, and count it. From here on everyone else who posts under this story waits.

    Returns whether anybody follows what goes on here. Raises `_RunOtherwise`, and `Refused` if what it answers has gone.
    """
    admitted = counting.admit(comment, mode=mode)
    if admitted is None:
        raise _RunOtherwise
    comment.number = admitted.number
    if answered is not None and admitted.answered is not None:
        # Decided on while we waited for the lock that whoever decides holds too.
        answered.status, answered.number = admitted.answered
        _must(permissions.can_be_answered(answered, discussion=comment.discussion))
    return admitted.is_followed


def _stored(comment: Comment) -> Collection[int]:
    """Insert the comment, and count it among its ancestors. Returns whom it names."""
    comment.save(force_insert=True)
    counting.count_in(comment)
    likeness.keep(comment)
    return mentioning.write(comment)
