"""Every kind of thing that a public page can show, and the number that says whether it has changed.

A stamp is a narrow row: a key such as `article:12` and a random number. A verb raises the stamps of what it changed
in the same transaction; a kept page remembers the numbers it was built from and is true while they are equal. Numbers
are random, not counted up, so a restored backup cannot repeat one. A key without a row counts as number 0.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Kind:
    """One kind of key; call it to get a key. `raised_by` and `read_by` are for people, and for the test that lists them."""

    name: str
    raised_by: str
    read_by: str
    numbered: bool = True

    def __call__(self, number: int | None = None) -> str:
        """The key of one such thing: `article(12)` is "article:12", `front()` is "front"."""
        if (number is not None) is not self.numbered:
            raise TypeError(f"The stamp {self.name} {'needs' if self.numbered else 'takes no'} number.")
        return f"{self.name}:{int(number)}" if number is not None else self.name


article = Kind(
    "article",
    raised_by="whatever changes the story as readers see it: publish, update, correct, withdraw, a moment set or moved",
    read_by="its page, and every page that shows its headline, teaser or link",
)
discussion = Kind(
    "discussion",
    raised_by="whatever changes which comments are seen, or their words; opening and closing (numbered by the article)",
    read_by="the article's page, pages of its conversation, permalinks into it",
)
tally = Kind(
    "tally",
    raised_by="recommendations and counts of comments (numbered by the article)",
    read_by="pages that show those numbers, nearly always within ten seconds",
)
ranking = Kind(
    "ranking",
    raised_by="a new ranking of a conversation, at most once a minute for each order that moves (numbered by the article)",
    read_by="pages of the conversation in such an order",
)
section = Kind("section", raised_by="stories entering, leaving or moving in it; its name", read_by="its page, feed and front")
tag = Kind("tag", raised_by="stories gaining or losing it; its name", read_by="its page and feed")
topic = Kind("topic", raised_by="stories joining or leaving the storyline; its name", read_by="its page, its stories")
author = Kind("author", raised_by="bylines; name, portrait or description changed", read_by="the author's page, bylines")
photo = Kind("photo", raised_by="credit, caption, rights, crop or renditions changed", read_by="pages that show the photograph")
front = Kind(
    "front", raised_by="whatever may change the front page or the latest stories", read_by="front, latest, feeds", numbered=False
)
standards = Kind(
    "standards",
    raised_by="edits of the community standards",
    read_by="their page; whatever is held against them, before it is looked at",
    numbered=False,
)
chrome = Kind(
    "chrome",
    raised_by="edits of what frames every page: sections, their order and names",
    read_by="every whole page",
    numbered=False,
)
wordlist = Kind(
    "wordlist", raised_by="edits of the moderators' word list", read_by="the check of that name, before it looks", numbered=False
)
commenting = Kind(
    "commenting",
    raised_by="the switch that pauses or holds all commenting",
    read_by="every page with a comment box or a link to one",
    numbered=False,
)

KINDS = (article, discussion, tally, ranking, section, tag, topic, author, photo, front, standards, chrome, wordlist, commenting)

# Read by the WSGI front as a prepared statement too, hence the one text.
SELECT = "SELECT key, number FROM web_stamp WHERE key = ANY(%s)"

# The rows are locked in key order, so that two changes which share keys wait for each other instead of deadlocking.
UPSERT = """
INSERT INTO web_stamp (key, number)
SELECT key, number FROM unnest(%s::text[], %s::bigint[]) AS raised (key, number) ORDER BY key COLLATE "C"
ON CONFLICT (key) DO UPDATE SET number = excluded.number
"""


def numbers(keys: Iterable[str]) -> dict[str, int]:
    """The numbers of these keys now, as far as they have any, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(SELECT, [sorted(keys)])
        return dict(cursor.fetchall())


def write(keys: Collection[str]) -> None:
    """Give each key a new number. Only `changing.change` calls this, as the last write of its transaction."""
    if not keys:
        return
    ordered = sorted(keys)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [ordered, [secrets.randbits(62) + 1 for _ in ordered]])
