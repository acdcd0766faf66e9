"""Repeats: the same words again, from one reader or from many."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

ONES_OWN, FROM_OTHERS = 1.0, 0.6


def look(facts: Facts) -> tuple[float, Detail]:
    """One's own words again score 1; words that others have just used score by how many used them."""
    seen = {"mine": facts.same_words_by_author, "others": facts.same_words_by_others}
    if facts.same_words_by_author:
        return ONES_OWN, seen
    # "Thank you!" from two readers is a coincidence, from four a campaign; short words coincide most.
    if facts.same_words_by_others >= limits.SAME_WORDS_FROM_OTHERS and len(facts.body) >= limits.SHORTEST_CAMPAIGN:
        return FROM_OTHERS, seen
    return NOTHING


def for_moderators(detail: Detail) -> str:
    """Who said the same, and how often."""
    if detail["mine"]:
        words = ngettext(
            "the same words from this reader, %(mine)s time in a day",
            "the same words from this reader, %(mine)s times in a day",
            detail["mine"],
        )
        return words % detail
    words = ngettext(
        "the same words from others, %(others)s time in a day",
        "the same words from others, %(others)s times in a day",
        detail["others"],
    )
    return words % detail


def for_author(detail: Detail) -> str:
    """That the words were said before."""
    if detail["mine"]:
        return _("You have said the same in the last 24 hours, so a person looks first.")
    return _("Several readers have just posted the same words, so a person looks first.")


def for_refused(detail: Detail) -> str:
    """How often they were said before, and what to do."""
    words = ngettext(
        "You have said the same %(mine)s time in the last 24 hours, so this copy of it was not published.",
        "You have said the same %(mine)s times in the last 24 hours, so this copy of it was not published.",
        detail["mine"],
    )
    return words % detail


def kinds() -> list[Kind]:
    """What counts as a repeat."""
    numbers = {"readers": limits.SAME_WORDS_FROM_OTHERS, "letters": limits.SHORTEST_CAMPAIGN}
    return [
        Kind(_("the same words from the same reader within 24 hours, however they are spaced or dressed up"), ONES_OWN),
        Kind(_("the same %(letters)s characters and more, %(readers)s times from others within 24 hours") % numbers, FROM_OTHERS),
    ]


CHECK = Check("repeats", 1, look, for_moderators, for_author, for_refused=for_refused, kinds=kinds)
