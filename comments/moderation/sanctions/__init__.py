"""Sanctions against readers: each verb one transaction, with its entry in the log and its statement of reasons.

Of several that hold at once each stands by itself, with its own rule, length and objection; the strongest says what its
reader may still do (`comments.sanctioned`), and when it ends the next one does.
"""

from comments.moderation.sanctions.imposing import bar, impose, look_first, mute, warn
from comments.moderation.sanctions.lifting import TooLate, lift, undo
from comments.moderation.sanctions.refusing import AlreadyDone, Changed, NotDone, in_words
from comments.moderation.sanctions.trail import newest_on

__all__ = [
    "AlreadyDone",
    "Changed",
    "NotDone",
    "TooLate",
    "bar",
    "impose",
    "in_words",
    "lift",
    "look_first",
    "mute",
    "newest_on",
    "undo",
    "warn",
]
