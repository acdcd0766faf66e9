"""Length and shape: what is no sentence, and what nobody reads to its end.

How short and how long a comment may be is said before (`wording`); this is about what lies between.
"""

from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

NO_WORD, A_LADDER, OVER_AND_OVER, A_WALL = 0.5, 0.5, 0.6, 0.3


def look(facts: Facts) -> tuple[float, Detail]:
    """Only signs; a ladder of short lines; the same few words over and over; a long text without one paragraph."""
    body = facts.body
    signs = "".join(body.split())
    if len(signs) > limits.SIGNS_WITHOUT_A_WORD and not any(map(str.isalnum, signs)):
        return NO_WORD, {"shape": "signs", "characters": len(signs)}
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if len(lines) > limits.LINES_OF_A_LADDER and len(signs) < limits.LETTERS_ON_A_RUNG * len(lines):
        return A_LADDER, {"shape": "ladder", "lines": len(lines)}
    words = body.casefold().split()
    if len(words) >= limits.WORDS_TO_REPEAT and len({*words}) * limits.TIMES_OVER <= len(words):
        return OVER_AND_OVER, {"shape": "over", "words": len(words), "different": len({*words})}
    if len(body) >= limits.LETTERS_OF_A_WALL and "\n" not in body.strip():
        return A_WALL, {"shape": "wall", "characters": len(body)}
    return NOTHING


def for_moderators(detail: Detail) -> str:
    """What shape it has."""
    return {
        "signs": _("%(characters)s characters and not one word"),
        "ladder": _("%(lines)s lines of a few letters each"),
        "over": _("%(words)s words, only %(different)s of them different"),
        "wall": _("%(characters)s characters without a paragraph"),
    }[detail["shape"]] % detail


def for_author(detail: Detail) -> str:
    """Why a person looks first at such a shape."""
    return {
        "signs": _("It has no word in it, so a person looks first."),
        "ladder": _("It takes many lines for few words, so a person looks first."),
        "over": _("It says the same words over and over, so a person looks first."),
        "wall": _("It is long and has no paragraphs, so a person looks first."),
    }[detail["shape"]]


def kinds() -> list[Kind]:
    """The shapes that are looked for."""
    return [
        Kind(_("more than %(n)s characters and not one word or number") % {"n": limits.SIGNS_WITHOUT_A_WORD}, NO_WORD),
        Kind(
            _("more than %(lines)s lines of fewer than %(letters)s letters each")
            % {"lines": limits.LINES_OF_A_LADDER, "letters": limits.LETTERS_ON_A_RUNG},
            A_LADDER,
        ),
        Kind(
            _("%(words)s words and more, each of them %(times)s times on average")
            % {"words": limits.WORDS_TO_REPEAT, "times": limits.TIMES_OVER},
            OVER_AND_OVER,
        ),
        Kind(_("%(n)s characters and more without a paragraph") % {"n": limits.LETTERS_OF_A_WALL}, A_WALL),
    ]


CHECK = Check("length", 1, look, for_moderators, for_author, kinds=kinds)
