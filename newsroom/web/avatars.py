"""The avatar beside a name: letters on one of twelve grounds, drawn by the style sheet, without a picture."""

from __future__ import annotations

import unicodedata

# A class of the style sheet for each; enough that neighbours in a thread rarely share one.
COLOURS = 12


def initials(name: str) -> str:
    """The first letters of the first and the last word; of a name in a script that joins its letters, the first alone.

    Two joined letters look like a word, and not always a kind one.
    """
    words = [word for word in name.split() if word[0].isalnum()] or [name or "?"]
    first = words[0][0]
    if len(words) == 1 or unicodedata.bidirectional(first) == "AL":
        return first.upper()
    return (first + words[-1][0]).upper()


def colour(account_id: int | None) -> int:
    """Which of the grounds somebody has: the same one wherever they are shown."""
    return (account_id or 0) % COLOURS
