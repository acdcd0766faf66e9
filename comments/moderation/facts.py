"""What is known about a submission: gathered once, in a fixed number of queries, and frozen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import connection

from comments import limits, references, standing
from comments.models import Comment, Discussion, SiteSwitch, Standing
from comments.moderation import standards
from comments.moderation.words import folding, likeness, wordlist
from newsroom.accounts.models import User
from newsroom.web import stamps

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a check may look at. Times are durations, so that a check needs no clock."""

    body: str
    links: tuple[str, ...] = ()
    listed_words: tuple[str, ...] = ()
    listed_entries: tuple[int, ...] = ()
    mentioned: int = 0
    account_age: float | None = None
    seconds_since_last: float | None = None
    seconds_since_last_here: float | None = None
    # What the form tells: whether a field that nobody sees was filled in, and how long its writer took, if it says so.
    trapped: bool = False
    seconds_writing: float | None = None
    answers_in_branch: int = 0
    same_words_by_author: int = 0
    same_words_by_others: int = 0
    # Comments with nearly these words, and other readers who wrote such.
    alike_by_author: int = 0
    alike_by_others: int = 0
    published_before: int = 0
    judged_recently: int = 0
    rejected_recently: int = 0
    # Of the author's comments: those removed upon a report, and readers with an open report who were right before.
    reports_upheld: int = 0
    reports_open: int = 0
    standing: str = Standing.Level.NEW
    mode: str = Discussion.Mode.OPEN
    # The switch for the whole site, and what readers were told when it was read.
    commenting: str = SiteSwitch.State.USUAL
    commenting_reason: str = ""
    rules: Mapping[str, int] = field(default_factory=dict)
    standards_version: int = 0

    def without_words(self) -> dict[str, Any]:
        """Everything but the words themselves, as evidence keeps it."""
        return {name: getattr(self, name) for name in _WITHOUT_WORDS}

    @classmethod
    def as_kept(cls, kept: Mapping[str, Any], *, body: str) -> Facts:
        """The facts that evidence has kept, with the words that they are about. What is not known any more is left out."""
        given: dict[str, Any] = {name: kept[name] for name in _WITHOUT_WORDS if name in kept}
        # JSON knows no tuples.
        given = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in given.items()}
        return cls(body=body, **given)


_WITHOUT_WORDS = tuple(fact.name for fact in fields(Facts) if fact.name != "body")


# One round trip for what an author's own record says, and for who has said the same. `published` stops counting at the
# number that matters.
_RECORD = """
SELECT
  (SELECT max(created_at) FROM comments_comment WHERE author_id = %(author)s AND id <> %(itself)s) AS last_at,
  -- Of the last hour alone, the longest pause there is: all of a busy writer's comments would be many.
  (SELECT max(created_at) FROM comments_comment
    WHERE author_id = %(author)s AND discussion_id = %(discussion)s AND id <> %(itself)s
      AND created_at > %(here_since)s) AS last_here_at,
  (SELECT count(*) FROM (
      SELECT 1 FROM comments_comment WHERE author_id = %(author)s AND id <> %(itself)s AND status = 'published' LIMIT %(enough)s
  ) AS first_ones) AS published,
  -- A sanction in force goes before what the record says.
  coalesce((SELECT 'watched' FROM comments_sanction
             WHERE account_id = %(author)s AND kind = 'first' AND lifted_at IS NULL
               AND starts_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s) LIMIT 1),
           (SELECT level FROM comments_standing WHERE account_id = %(author)s)) AS standing,
  (SELECT count(*) FROM comments_comment
    WHERE author_id = %(author)s AND id <> %(itself)s AND root_id = %(root)s
      AND created_at > %(branch_since)s) AS answers_in_branch,
  (SELECT count(DISTINCT report.reader_id) FROM comments_comment AS reported
     JOIN comments_report AS report ON report.comment_id = reported.id AND report.outcome = 'open'
    WHERE reported.author_id = %(author)s AND reported.id <> %(itself)s AND reported.created_at > %(judged_since)s
      AND (SELECT count(*) FROM comments_report AS earlier
            WHERE earlier.reader_id = report.reader_id AND earlier.outcome = 'upheld') >= %(right_before)s) AS reports_open,
  judged.judged, judged.rejected, judged.reports_upheld, same.mine, same.others,
  alike.mine AS alike_mine, alike.others AS alike_others
FROM (
  -- What a person said last of each comment; a slip that was undone is no judgement.
  SELECT count(*) FILTER (WHERE kind <> 'undo') AS judged, count(*) FILTER (WHERE kind = 'remove') AS rejected,
         count(*) FILTER (WHERE kind = 'remove' AND initiative = 'report') AS reports_upheld
    FROM (
      SELECT DISTINCT ON (comment_id) kind, initiative FROM comments_decision
       WHERE account_id = %(author)s AND kind IN ('approve', 'remove', 'undo') AND at > %(judged_since)s
       ORDER BY comment_id, id DESC
  ) AS last_words
) AS judged, (
  SELECT count(*) FILTER (WHERE author_id = %(author)s) AS mine,
         count(*) FILTER (WHERE author_id IS DISTINCT FROM %(author)s) AS others
    FROM comments_comment WHERE body_key = %(body_key)s AND id <> %(itself)s AND created_at > %(repeats_since)s
) AS same, (
  -- Those that share a band are compared pair by pair (`likeness`); the very same words are counted above.
  SELECT count(*) FILTER (WHERE near.author_id = %(author)s) AS mine,
         count(DISTINCT near.author_id) FILTER (WHERE near.author_id <> %(author)s) AS others
    FROM (
      SELECT comment_id, author_id, cardinality(pairs) AS many,
             (SELECT count(*) FROM unnest(pairs) AS pair WHERE pair = ANY(%(pairs)s::int[])) AS shared
        FROM comments_likeness
       WHERE bands && %(bands)s::int[] AND at > %(repeats_since)s AND comment_id <> %(itself)s
       -- The latest, in an order that no other index has: it would be walked instead, through everybody's.
       ORDER BY comment_id + 0 DESC LIMIT %(alike_counted)s
    ) AS near JOIN comments_comment AS said ON said.id = near.comment_id AND said.body_key <> %(body_key)s
   WHERE near.shared >= %(alike)s * (near.many + cardinality(%(pairs)s::int[]) - near.shared)
) AS alike
"""


def gather(
    *,
    discussion: Discussion,
    author: User,
    parent: Comment | None,
    body: str,
    now: dt.datetime,
    itself: Comment | None = None,
) -> Facts:
    """Gather what is known at `now` about `body`, which `author` wants to say under `discussion`. Two queries,
    and one each after the word list or the standards have changed.

    A comment that is changed, `itself`, is held against what else its author wrote, as if it were new.
    """
    record = _record(author, discussion, parent, body, now=now, itself=itself.pk if itself else 0)
    numbers = stamps.numbers([wordlist.LISTED.key, standards.IN_FORCE.key])
    rules = standards.IN_FORCE.under(numbers)
    listed = wordlist.LISTED.under(numbers).found_in(body)
    return Facts(
        body=body,
        links=tuple(_LINK.findall(body)),
        listed_words=tuple(dict.fromkeys(entry.phrase for entry in listed)),
        listed_entries=tuple(entry.pk for entry in listed),
        mentioned=len(references.readers_in(body)),
        account_age=_seconds(since=author.date_joined, now=now),
        seconds_since_last=_seconds(since=record["last_at"], now=now),
        seconds_since_last_here=_seconds(since=record["last_here_at"], now=now),
        answers_in_branch=record["answers_in_branch"],
        same_words_by_author=record["mine"],
        same_words_by_others=record["others"],
        alike_by_author=record["alike_mine"],
        alike_by_others=record["alike_others"],
        published_before=record["published"],
        judged_recently=record["judged"],
        rejected_recently=record["rejected"],
        reports_upheld=record["reports_upheld"],
        reports_open=record["reports_open"],
        standing=standing.level_of(author, stored=record["standing"]),
        mode=discussion.mode,
        commenting=discussion.switch.state,
        commenting_reason=discussion.switch.reason,
        rules=rules.cited_by_checks,
        standards_version=rules.number,
    )


def _record(
    author: User, discussion: Discussion, parent: Comment | None, body: str, *, now: dt.datetime, itself: int
) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD,
            {
                "author": author.pk,
                "now": now,
                "itself": itself,
                "discussion": discussion.pk,
                "here_since": now - limits.LONGEST_PAUSE_HERE,
                "root": (parent.root_id or parent.pk) if parent else None,
                "enough": limits.FIRST_COMMENTS,
                "branch_since": now - limits.BRANCH_WINDOW,
                "judged_since": now - limits.HISTORY_WINDOW,
                "body_key": folding.body_key(body),
                "repeats_since": now - limits.REPEATS_WINDOW,
                "right_before": limits.UPHELD_BEFORE_WEIGHT,
                **likeness.of(body)._asdict(),
                "alike": limits.ALIKE,
                "alike_counted": limits.ALIKE_COUNTED,
            },
        )
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def _seconds(*, since: dt.datetime | None, now: dt.datetime) -> float | None:
    return (now - since).total_seconds() if since else None
