"""Words as they arrive, a comment's and all others: what is taken out silently, and what is sent back with a sentence."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits, references

# Three empty lines say no more than one.
_GAPS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")
# Controls that no keyboard makes (NUL among them, which Postgres refuses), and halves of characters.
_NEVER_TYPED = {"Cc", "Cs"}
# Marks of our own, which nobody may forge; the one between them belongs to them.
_OURS = references.BEGIN + "\ufffa" + references.END
# What turns the reading direction of everything behind it around, in a letter or within a sentence of ours too, and what
# shows nothing at all. What keyboards do type stays: the joiners of Persian, Hindi and emoji (U+200C, U+200D), the breaks of
# Khmer and Thai (U+200B), and the marks of one direction (U+200E, U+200F, U+061C), which reach no further than themselves.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = "\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
_TAKEN_OUT = frozenset(_OURS + _TURNING + _UNSEEN)


def clean(text: str) -> str:
    """The text without what nobody typed: controls, also of the reading direction, broken characters, blank ends, wide gaps.

    For every text that somebody else will read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) not in _NEVER_TYPED and c not in _TAKEN_OUT))
    return _GAPS.sub("\n\n", kept).strip()


def objection(text: str) -> str | None:
    """Why a cleaned text cannot be a comment, in a sentence for its writer."""
    if not any(_can_be_seen(c) for c in text):
        return _("There is nothing to read yet. Write what you want to say.")
    if len(text) < limits.SHORTEST_COMMENT:
        return _("That is a little short. Write at least %(least)s characters.") % {"least": limits.SHORTEST_COMMENT}
    over = len(text) - limits.LONGEST_COMMENT
    if over > 0:
        return ngettext(
            "That is %(over)s character too long. A comment has %(most)s at most; nothing you wrote is lost.",
            "That is %(over)s characters too long. A comment has %(most)s at most; nothing you wrote is lost.",
            over,
        ) % {"over": over, "most": limits.LONGEST_COMMENT}
    return None


def kept(text: str) -> str:
    """As much of a text as a form keeps when it goes back, cleaned."""
    return clean(text[: limits.LONGEST_DRAFT])


def far_too_long(text: str) -> str:
    """That a text is so long that a form keeps its beginning alone, in a sentence for its writer."""
    return _(
        "That is far too long: %(many)s characters. Only the first %(kept)s stand here; keep the rest where you have it, and "
        "shorten it there."
    ) % {"many": len(text), "kept": limits.LONGEST_DRAFT}


def at_most() -> str:
    """How long a comment may be: for whoever sent so much that it was not read to its end."""
    return _("A comment has %(most)s characters at most.") % {"most": limits.LONGEST_COMMENT}


def _can_be_seen(character: str) -> bool:
    # Letters, numbers, punctuation and symbols; not spaces, marks alone, or invisible format characters.
    return unicodedata.category(character)[0] in "LNPS" and character not in "\u115f\u1160\u3164\uffa0\u2800"
