"""Posting a comment: one transaction from what was typed to what readers see, or a person's desk."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from django.utils import timezone

from comments import counting, permissions, switching, wording
from comments.models import Comment, Decision, Discussion
from comments.moderation import checks, decisions, facts, folding, policy
from comments.moderation.checks.finding import Finding
from comments.moderation.policy import Verdict
from comments.permissions import Permission
from comments.placing import place
from newsroom.accounts.models import User
from newsroom.web import pages, stamps


class Refused(Exception):
    """The comment was not taken and nothing is stored; `sentence` says why and what to do."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.sentence)
        self.sentence = permission.sentence
        self.way = permission.way


@pages.verb
def post_comment(
    discussion: Discussion,
    *,
    author: User,
    body: str,
    parent: Comment | None = None,
    idempotency_key: uuid.UUID | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Take a comment: published, held or refused by policy, as its `status` says. Raises `Refused`.

    The same author's form sent twice, also at the same moment, gives the comment that already exists; sent again with
    other words, it is another comment.
    """
    now = now or timezone.now()
    key = idempotency_key or uuid.uuid4()
    with pages.change() as change:
        # The first lock. One writer's comments come one after the other, so pace and repeats count them all.
        author = User.objects.select_for_update(no_key=True).get(pk=author.pk)
        discussion.switch = switching.steady()
        key, before = _sent_before(author, key, body=wording.clean(body))
        if before is not None:
            return before
        body = _checked(body, discussion, author=author, parent=parent, now=now)
        found = facts.gather(discussion=discussion, author=author, parent=parent, body=body, now=now)
        _must(
            permissions.is_not_too_soon(
                seconds_since_last=found.seconds_since_last,
                standing=found.standing,
                seconds_since_last_here=found.seconds_since_last_here,
                pause_here=discussion.pause_seconds,
            )
        )
        findings = checks.run_all(found)
        verdict = _judged(found, findings)
        pk = _next_id()
        where = place(pk, answers=parent)
        comment = Comment(
            pk=pk,
            discussion=discussion,
            author=author,
            parent_id=where.parent_id,
            root_id=where.root_id,
            answers_to_id=where.answers_to_id,
            depth=where.depth,
            path=where.path,
            status=decisions.STATUS_AFTER[Decision.Kind(verdict.kind)],
            body=body,
            body_key=folding.body_key(body),
            idempotency_key=key,
            created_at=now,
        )
        # From here on everyone else who posts under this story waits.
        admitted = counting.admit(comment, mode=found.mode)
        if admitted is None:
            # Run otherwise since it was read. Judged anew under the lock, so that it stays as it is now.
            discussion.mode = counting.lock(discussion.pk).mode
            _must(permissions.accepts_comments(discussion, now=now))
            found = replace(found, mode=discussion.mode)
            verdict = _judged(found, findings)
            comment.status = decisions.STATUS_AFTER[Decision.Kind(verdict.kind)]
            admitted = counting.admit(comment, mode=found.mode)
        if parent is not None:
            # Decided on while we waited for the lock that whoever decides holds too.
            parent.refresh_from_db(fields=["status", "number"])
            _must(permissions.can_be_answered(parent, discussion=discussion))
        comment.number = admitted.number if admitted else None
        comment.save(force_insert=True)
        counting.count_in(comment)
        decisions.record_verdict(comment, verdict=verdict, findings=findings, facts=found, now=now)
        if comment.status == Comment.Status.PUBLISHED:
            change.raises(stamps.discussion(discussion.pk))
    return comment


def _sent_before(author: User, key: uuid.UUID, *, body: str) -> tuple[uuid.UUID, Comment | None]:
    """The key to keep a form's words under, and the comment they have already become."""
    before = Comment.objects.filter(author=author, idempotency_key=key).first()
    if before is None or before.body == body:
        return key, before
    # The browser's Back button leads to the form of a comment already posted. What is written there has a key of its
    # own, made of its words, so that pressing twice makes one comment of them too.
    other = uuid.uuid5(key, body)
    return other, Comment.objects.filter(author=author, idempotency_key=other).first()


def _judged(found: facts.Facts, findings: Sequence[Finding]) -> Verdict:
    return policy.decide(
        findings,
        mode=found.mode,
        standing=found.standing,
        commenting=found.commenting,
        rules=found.rules,
        standards_version=found.standards_version,
    )


def _checked(body: str, discussion: Discussion, *, author: User, parent: Comment | None, now: dt.datetime) -> str:
    """The cleaned words, if `author` may say them here now. Raises `Refused`."""
    if parent is not None:
        _must(permissions.can_be_answered(parent, discussion=discussion))
    _must(permissions.can_comment(author, discussion, now=now))
    body = wording.clean(body)
    if sentence := wording.objection(body):
        raise Refused(permissions.refused(sentence))
    return body


def _must(permission: Permission) -> None:
    if not permission:
        raise Refused(permission)


def _next_id() -> int:
    """The id is taken first, because the path, written with the row, ends in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('comments_comment', 'id'))")
        return cursor.fetchone()[0]
