"""Telling readers of a comment that concerns them: an answer, a mention, something new in what they follow.

`spread_later` is queued in the transaction that lets readers see a comment; the job then writes one row of news for each
reader concerned, a thousand in a transaction. A comment is told to a reader once, as the strongest that fits: an answer to
them, a mention, something they follow. Nobody is told of their own comment, of one by somebody they have muted, or of one
that readers do not see any more when the job comes to it. Being told twice is impossible: the job may run twice, or two at
once, and what comes back to the page after a removal is no news to whoever knew it.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone

from comments import limits, news_letters
from comments.models import Comment, Decision, Discussion, Notification
from newsroom.accounts.models import User
from newsroom.jobs import job

Kind = Notification.Kind

_NOW = dt.timedelta(0)

# Accounts are locked against being erased meanwhile: one that is gone when its lock is given is not active any more.
_TELL = """
WITH concerned AS (
    SELECT reader_id, min(strength) AS strength FROM (
        SELECT author_id, 1 FROM comments_comment WHERE id = %(answered)s
        UNION ALL
        SELECT reader_id, 2 FROM comments_mention WHERE comment_id = %(comment)s
        UNION ALL
        (SELECT DISTINCT reader_id, 3 FROM comments_following
          WHERE discussion_id = %(discussion)s AND reader_id > %(after)s AND (thread_id IS NULL OR thread_id = %(thread)s)
          ORDER BY reader_id LIMIT %(most)s)
    ) AS found (reader_id, strength)
    WHERE reader_id > %(after)s GROUP BY reader_id ORDER BY reader_id LIMIT %(most)s
), untold AS (
    SELECT account.id, strength FROM concerned JOIN accounts_user AS account ON account.id = concerned.reader_id
     WHERE account.is_active AND account.id IS DISTINCT FROM %(author)s
       AND NOT EXISTS (SELECT FROM comments_mute AS mute WHERE mute.reader_id = account.id AND mute.muted_id = %(author)s)
       AND NOT EXISTS (SELECT FROM comments_notification AS told WHERE told.reader_id = account.id
                          AND told.comment_id = %(comment)s AND told.kind = ANY(%(kinds)s::text[]))
       FOR KEY SHARE OF account
), written AS (
    INSERT INTO comments_notification (reader_id, kind, comment_id, at)
    SELECT id, (%(kinds)s::text[])[strength], %(comment)s, %(now)s FROM untold ON CONFLICT DO NOTHING RETURNING reader_id
)
SELECT (SELECT count(*) FROM concerned), (SELECT max(reader_id) FROM concerned), ARRAY(SELECT reader_id FROM written)
"""


def concerns_somebody(comment: Comment, *, answered: Comment | None, named: bool, is_followed: bool) -> bool:
    """Whether there may be anybody to tell of a comment that was just written; asks nothing."""
    return named or is_followed or (answered is not None and answered.author_id not in {None, comment.author_id})


def spread_later(comment: Comment, *, wait: dt.timedelta = _NOW) -> None:
    """Queue, in the caller's transaction, that whoever a comment concerns is told of it. One query."""
    spread.configure(schedule_in={"seconds": int(wait.total_seconds())}).defer(comment_id=comment.pk)


@job(retry=8, once=True)
def spread(comment_id: int, after: int = 0) -> None:
    """Tell a thousand readers of a comment, in the order of their accounts from the one behind `after`; queue the rest.

    Five queries, however many follow.
    """
    now = timezone.now()
    comment = _if_it_is_seen(comment_id, now=now)
    if comment is None:
        return
    asked = {
        "answered": comment.answers_to_id or comment.parent_id,
        "comment": comment.pk,
        "discussion": comment.discussion_id,
        "thread": comment.root_id or comment.pk,
        "author": comment.author_id,
        "kinds": [kind.value for kind in Notification.ABOUT_COMMENTS],
        "after": after,
        "most": limits.TOLD_AT_ONCE,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TELL, asked)
        concerned, last, told = cursor.fetchone()
    news_letters.write_later(told, comment=comment)
    if concerned == limits.TOLD_AT_ONCE:
        spread.defer(comment_id=comment_id, after=last)


def tell_of_decision(decision: Decision, *, reader: User, kind: Notification.Kind) -> None:
    """Keep as news what was decided on a reader's own comment, or what came of their report. Once for each decision."""
    row = Notification(reader=reader, kind=kind, comment_id=decision.comment_id, decision_id=decision.pk, at=timezone.now())
    # Whoever was told before a worker died is not told again.
    Notification.objects.bulk_create([row], ignore_conflicts=True)


def _if_it_is_seen(comment_id: int, *, now: dt.datetime) -> Comment | None:
    """The comment, if readers see it. Locked: nobody removes it meanwhile, and of two such jobs one waits for the other."""
    seen = Comment.objects.seen().filter(discussion__in=Discussion.objects.shown(now=now).values("pk"))
    return seen.select_for_update(of=("self",), no_key=True).filter(pk=comment_id).first()
