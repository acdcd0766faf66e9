"""From what somebody typed to the words of a comment: cleaned, with its references, or sent back with a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comments import limits, mentioning, quoting, wording


@dataclass(frozen=True, slots=True)
class Said:
    """A body that can be stored, or why it cannot be a comment."""

    body: str
    objection: str = ""


def compose(typed: str, *, discussion_id: int) -> Said:
    """The words as they are stored in this conversation. Four queries at most, none for words that refer to nothing."""
    text = wording.clean(typed)
    # Measured as it was typed: a number is longer than a short name, and nobody sees it.
    if sentence := wording.objection(text):
        return Said(text, sentence)
    try:
        body = quoting.with_references(text, discussion_id=discussion_id)
    except quoting.Gone as gone:
        words = _("The comment that you quote (#%(number)s) is no longer shown, so take the quotation out. The rest can stay.")
        return Said(text, words % {"number": gone.comment_id})
    if "@" in body:
        body = mentioning.with_references(body, discussion_id=discussion_id)
    if mentioning.too_many(body):
        words = _("A comment can name %(most)s readers with @ at most. Name those whom you answer.")
        return Said(text, words % {"most": limits.MENTIONED_AT_ONCE})
    return Said(body)
