"""Words as they arrive, a comment's and all others: what is taken out silently, and what is sent back with a sentence."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from newsroom.web import plain

# Cleaned like every text that others read, whoever wrote it.
clean = plain.clean


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
