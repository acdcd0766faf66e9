"""Numbers of a conversation: which comment came when, how many are seen. Everything here runs under the discussion's lock.

What is counted, so that a recount can prove it:

- a discussion's `visible_count`: its published comments; `thread_count`: those of them that answer nothing;
  `held_count`: its held comments; `last_number`: the highest number given.
- a tally's `answers`: published comments directly below; `below`: published comments anywhere below.

A comment gets its number when readers first see it and keeps it, hidden or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from comments.models import Comment, Discussion, Tally

Status = Comment.Status


class Drift(AssertionError):
    """Stored numbers differ from a recount; the message names each."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What a new comment is told when it enters: its number, if readers see it; whether anybody follows what goes on here.

    `answered` is status and number of the comment that it answers, as they are under the lock.
    """

    number: int | None
    is_followed: bool
    answered: tuple[str, int | None] | None


def lock(discussion_id: int) -> Discussion:
    """Lock a discussion until the transaction ends: all numbers and counts of its comments change under this lock."""
    return Discussion.objects.select_for_update(of=("self",), no_key=True).get(pk=discussion_id)


def lock_of(comment_id: int) -> None:
    """The same for the discussion of a comment, which never changes; nothing for a comment that is not there."""
    list(Discussion.objects.select_for_update(of=("self",), no_key=True).filter(comments=comment_id).values_list("pk"))


_ADMIT = """
UPDATE comments_discussion
   SET last_number = last_number + %(seen)s,
       visible_count = visible_count + %(seen)s,
       thread_count = thread_count + %(seen)s * %(thread)s,
       held_count = held_count + %(held)s
 WHERE article_id = %(discussion)s AND mode = %(mode)s
RETURNING last_number, EXISTS (SELECT FROM comments_following WHERE discussion_id = %(discussion)s);
SELECT status, number FROM comments_comment WHERE id = %(answered)s
"""


def admit(comment: Comment, *, mode: str) -> Admission | None:
    """Count a comment that is about to be inserted and give it its number: lock, number and counts in one round trip.

    Called as late as possible, because everyone who posts under the same story waits for this row. None, and nothing
    counted, if the conversation is not run in this `mode` any more: then what was judged for it holds no longer.
    """
    seen = comment.status == Status.PUBLISHED
    with connection.cursor() as cursor:
        cursor.execute(
            _ADMIT,
            {
                "seen": int(seen),
                "thread": int(comment.depth == 0),
                "held": int(comment.status == Status.HELD),
                "discussion": comment.discussion_id,
                "mode": mode,
                "answered": comment.answers_to_id or comment.parent_id,
            },
        )
        row = cursor.fetchone()
        # A statement of its own, because it has to see what was committed while the first waited for the lock.
        cursor.nextset()
        answered = cursor.fetchone()
    return Admission(row[0] if seen else None, is_followed=row[1], answered=answered) if row else None


# The new comment's own row of zeros and what it adds to its ancestors, in one statement.
_COUNT_IN = """
INSERT INTO comments_tally (comment_id, recommendations, answers, below, reports)
SELECT id, 0, answers, below, 0 FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS added (id, answers, below)
ON CONFLICT (comment_id) DO UPDATE
   SET answers = comments_tally.answers + excluded.answers, below = comments_tally.below + excluded.below
"""


def count_in(comment: Comment) -> None:
    """Give a comment that was just inserted its tally, and count it in its ancestors' if readers see it."""
    above = comment.ancestor_ids if comment.status == Status.PUBLISHED else []
    ids = [comment.pk, *above]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_IN, [ids, [int(pk == comment.parent_id) for pk in ids], [int(pk in above) for pk in ids]])


_SHOW = """
UPDATE comments_discussion
   SET last_number = last_number + %(new)s, visible_count = visible_count + 1, thread_count = thread_count + %(thread)s,
       held_count = held_count - %(held)s
 WHERE article_id = %(discussion)s RETURNING last_number
"""


def show(comment: Comment, *, was_held: bool = False) -> None:
    """Write that readers see a comment from now on, and count it; it gets its number if it never had one."""
    is_new = comment.number is None
    counted = {"new": int(is_new), "thread": int(comment.depth == 0), "held": int(was_held), "discussion": comment.discussion_id}
    with connection.cursor() as cursor:
        cursor.execute(_SHOW, counted)
        [last] = cursor.fetchone()
    # Nobody else gives a number meanwhile: the caller holds the discussion's lock.
    comment.number = last if is_new else comment.number
    comment.status = Status.PUBLISHED
    comment.save(update_fields=["status", "number"])
    _count_above(comment, by=1)


def hide(comment: Comment, *, is_held: bool = False) -> None:
    """Write that readers no longer see a comment (its `status` says why), and count it out. Its number stays."""
    changes = {"visible_count": F("visible_count") - 1, "held_count": F("held_count") + int(is_held)}
    if comment.depth == 0:
        changes["thread_count"] = F("thread_count") - 1
    comment.save(update_fields=["status"])
    Discussion.objects.filter(pk=comment.discussion_id).update(**changes)
    _count_above(comment, by=-1)


def leave(comment: Comment, *, was_held: bool, is_held: bool) -> None:
    """Write the new `status` of a comment that readers did not see before and do not see now."""
    comment.save(update_fields=["status"])
    if was_held != is_held:
        held = Discussion.objects.filter(pk=comment.discussion_id)
        held.update(held_count=F("held_count") + int(is_held) - int(was_held))


def _count_above(comment: Comment, *, by: int) -> None:
    above = comment.ancestor_ids
    if above:
        Tally.objects.filter(pk__in=above).update(below=F("below") + by)
        Tally.objects.filter(pk=comment.parent_id).update(answers=F("answers") + by)


# Each published comment counts once for every id in its path but its own.
_RECOUNT_TALLIES = """
WITH mine AS (
    SELECT id, parent_id, path, status FROM comments_comment WHERE discussion_id = %(discussion)s
), below AS (
    SELECT ('x' || encode(substr(path, level * 8 + 1, 8), 'hex'))::bit(64)::bigint AS id, count(*) AS below
      FROM mine, generate_series(0, length(path) / 8 - 2) AS level
     WHERE status = 'published' GROUP BY 1
), answers AS (
    SELECT parent_id AS id, count(*) AS answers FROM mine WHERE status = 'published' AND parent_id IS NOT NULL GROUP BY 1
), recommended AS (
    SELECT comment_id AS id, count(*) AS recommendations
      FROM comments_recommendation JOIN mine ON mine.id = comment_id GROUP BY 1
), reported AS (
    SELECT comment_id AS id, count(*) AS reports
      FROM comments_report JOIN mine ON mine.id = comment_id WHERE outcome = 'open' GROUP BY 1
)
SELECT mine.id, coalesce(recommendations, 0) AS recommendations, coalesce(answers, 0) AS answers,
       coalesce(below, 0) AS below, coalesce(reports, 0) AS reports
  FROM mine LEFT JOIN below USING (id) LEFT JOIN answers USING (id) LEFT JOIN recommended USING (id)
  LEFT JOIN reported USING (id)
"""

_RECOUNT_DISCUSSION = """
SELECT coalesce(max(number), 0), count(*) FILTER (WHERE status = 'published'),
       count(*) FILTER (WHERE status = 'published' AND depth = 0), count(*) FILTER (WHERE status = 'held')
  FROM comments_comment WHERE discussion_id = %(discussion)s
"""

_DISCUSSION_NUMBERS = ("last_number", "visible_count", "thread_count", "held_count")
_TALLY_NUMBERS = ("recommendations", "answers", "below", "reports")


@transaction.atomic
def recount(discussion: Discussion) -> None:
    """Count everything anew from the comments themselves and store it: for comments that were copied in bulk."""
    # S608: only the constants above are put together; the value is a parameter.
    write_tallies = f"""
        INSERT INTO comments_tally (comment_id, recommendations, answers, below, reports) {_RECOUNT_TALLIES}
        ON CONFLICT (comment_id) DO UPDATE SET recommendations = excluded.recommendations,
            answers = excluded.answers, below = excluded.below, reports = excluded.reports
    """
    lock(discussion.pk)
    with connection.cursor() as cursor:
        cursor.execute(write_tallies, {"discussion": discussion.pk})
        cursor.execute(_RECOUNT_DISCUSSION, {"discussion": discussion.pk})
        numbers = dict(zip(_DISCUSSION_NUMBERS, cursor.fetchone(), strict=True))
    Discussion.objects.filter(pk=discussion.pk).update(**numbers)


@transaction.atomic
def prove(discussion: Discussion) -> None:
    """Raise `Drift` if any stored number of a discussion differs from a recount."""
    found = lock(discussion.pk)
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT_DISCUSSION, {"discussion": discussion.pk})
        numbers = cursor.fetchone()
        cursor.execute(_RECOUNT_TALLIES, {"discussion": discussion.pk})
        recounted = {row[0]: row[1:] for row in cursor.fetchall()}
    stored = {row[0]: row[1:] for row in Tally.objects.filter(comment__discussion=discussion).values_list("pk", *_TALLY_NUMBERS)}
    wrong = [
        f"discussion {discussion.pk}: {name} is {getattr(found, name)}, counted {counted}"
        for name, counted in zip(_DISCUSSION_NUMBERS, numbers, strict=True)
        if getattr(found, name) != counted
    ]
    wrong += [
        f"comment {pk}: {_TALLY_NUMBERS} are {stored.get(pk)}, counted {counted}"
        for pk, counted in recounted.items()
        if stored.get(pk) != counted
    ]
    if wrong:
        raise Drift("\n".join(wrong[:20]))
