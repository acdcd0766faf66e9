"""Plain text that somebody typed and others will read: what is taken out of it silently."""

from __future__ import annotations

import re
import unicodedata

# Three empty lines say no more than one.
_GAPS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")
# Controls that no keyboard makes (NUL among them, which Postgres refuses), and halves of characters.
_NEVER_TYPED = {"Cc", "Cs"}
# What turns the reading direction of everything behind it around, in a letter or within a sentence of ours too, and what
# shows nothing at all. What keyboards do type stays: the joiners of Persian, Hindi and emoji (U+200C, U+200D), the breaks of
# Khmer and Thai (U+200B), and the marks of one direction (U+200E, U+200F, U+061C), which reach no further than themselves.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = "\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
# Marks of notes inside a text, "not for interchange": the project's own marks are made of them, and nobody may forge those.
_NOTES = "\ufff9\ufffa\ufffb"
_TAKEN_OUT = frozenset(_TURNING + _UNSEEN + _NOTES)


def clean(text: str) -> str:
    """The text without what nobody typed: controls, also of the reading direction, broken characters, blank ends, wide gaps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) not in _NEVER_TYPED and c not in _TAKEN_OUT))
    return _GAPS.sub("\n\n", kept).strip()
