"""Naming readers in a comment: `@` and the display name of somebody who takes part in the same conversation."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db import connection

from comments import limits, references
from comments.models import Comment, Mention

# After white space or what opens a bracket or a quotation; inside a word or an address it is part of that.
_AT = re.compile(r"(?<![^\s(\[\"'“‘„«>*])@(?=\S)")
# Where a name may end: before anything that no word goes on with.
_ENDING = re.compile(r"(?<=\S)(?=[\s\W]|$)")
# A name has so many characters at most.
_LONGEST_NAME = 50

# Of these texts those that are names of readers in the conversation. By the index that makes names unique in any case.
_WHO = """
SELECT account.id, account.display_name FROM accounts_user AS account
 WHERE lower(account.display_name) IN (SELECT lower(said) FROM unnest(%s::text[]) AS said)
   AND EXISTS (SELECT 1 FROM comments_comment AS comment
                WHERE comment.author_id = account.id AND comment.discussion_id = %s AND comment.number IS NOT NULL)
"""

# The same by the beginning of a name; `~~` compares what the range of the index has found.
_BEGINNING = """
SELECT account.display_name FROM accounts_user AS account
 WHERE lower(account.display_name) >= lower(%(begin)s) AND lower(account.display_name) LIKE lower(%(pattern)s)
   AND account.is_active AND EXISTS (SELECT 1 FROM comments_comment AS comment
        WHERE comment.author_id = account.id AND comment.discussion_id = %(discussion)s AND comment.number IS NOT NULL)
 ORDER BY lower(account.display_name) LIMIT %(most)s
"""


def with_references(typed: str, *, discussion_id: int) -> str:
    """The text with each name after an `@` as a reference, if it is a name in this conversation. One query if there is an `@`.

    Of two names that fit, the longer: "@Ada Lind" is not Ada. Only so many are looked for as a comment may have; what comes
    after is left as it was typed.
    """
    starts = [found.end() for found in _AT.finditer(typed)][: limits.AT_SIGNS_READ]
    candidates = {start: _candidates(typed[start : start + _LONGEST_NAME + 1]) for start in starts}
    asked = sorted({name for names in candidates.values() for name in names})
    if not asked:
        return typed
    with connection.cursor() as cursor:
        cursor.execute(_WHO, [asked, discussion_id])
        known = {name.casefold(): account_id for account_id, name in cursor.fetchall()}
    parts, position = [], 0
    for start in starts:
        name = next((name for name in candidates[start] if name.casefold() in known), None)
        if name is None or start <= position:
            continue
        parts += [typed[position : start - 1], references.to_reader(known[name.casefold()])]
        position = start + len(name)
    return "".join([*parts, typed[position:]])


def too_many(body: str) -> bool:
    """Whether a comment names more readers than one can speak to."""
    return len(references.readers_in(body)) > limits.MENTIONED_AT_ONCE


def write(comment: Comment) -> Collection[int]:
    """Keep whom a comment names now, its author left out. Returns the accounts named that were not before.

    Inside the transaction that stores the words. No query for a new comment that names nobody.
    """
    named = {pk for pk in references.readers_in(comment.body) if pk != comment.author_id}
    before: set[int] = set()
    if comment.revision > 1:
        before = set(Mention.objects.filter(comment=comment).values_list("reader_id", flat=True))
        Mention.objects.filter(comment=comment, reader__in=before - named).delete()
    new = sorted(named - before)
    if new:
        Mention.objects.bulk_create([Mention(comment=comment, reader_id=pk) for pk in new])
    return new


def names_beginning(with_: str, *, discussion_id: int) -> list[str]:
    """Names in this conversation that begin so, in order, a handful. One query."""
    pattern = re.sub(r"([\\%_])", r"\\\1", with_) + "%"
    asked: dict[str, str | int] = {"begin": with_, "pattern": pattern, "discussion": discussion_id, "most": limits.NAMES_OFFERED}
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, asked)
        return [row[0] for row in cursor.fetchall()]


def _candidates(text: str) -> list[str]:
    """What of the text after an `@` may be the name, longest first."""
    line = text.split("\n", 1)[0]
    return [line[: found.start()] for found in _ENDING.finditer(line) if 0 < found.start() <= _LONGEST_NAME][::-1]
