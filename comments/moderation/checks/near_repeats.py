"""Near repeats: nearly the same words again, a few of them changed, from one reader or from many."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

ONES_OWN, FROM_OTHERS = 0.8, 0.6


def look(facts: Facts) -> tuple[float, Detail]:
    """One's own words again, changed a little; or nearly these words from several others. (The very same: `repeats`.)"""
    seen = {"mine": facts.alike_by_author, "others": facts.alike_by_others}
    if facts.alike_by_author:
        return ONES_OWN, seen
    return (FROM_OTHERS, seen) if facts.alike_by_others >= limits.SAME_WORDS_FROM_OTHERS else NOTHING


def for_moderators(detail: Detail) -> str:
    """Who said nearly the same, and how often."""
    if detail["mine"]:
        words = ngettext(
            "nearly the same words from this reader, %(mine)s time in a day",
            "nearly the same words from this reader, %(mine)s times in a day",
            detail["mine"],
        )
        return words % detail
    words = ngettext(
        "nearly the same words from %(others)s other reader in a day",
        "nearly the same words from %(others)s other readers in a day",
        detail["others"],
    )
    return words % detail


def for_author(detail: Detail) -> str:
    """That it was said before."""
    if detail["mine"]:
        return _("You have said nearly the same in the last 24 hours, so a person looks first.")
    return _("Several readers have just posted nearly the same words, so a person looks first.")


def kinds() -> list[Kind]:
    """What counts as a near repeat."""
    share = {"share": round(100 * limits.ALIKE), "others": limits.SAME_WORDS_FROM_OTHERS}
    return [
        Kind(
            _("at least %(share)s %% of its pairs of words in another comment of the same reader, within 24 hours") % share,
            ONES_OWN,
        ),
        Kind(_("the same in comments of at least %(others)s other readers, within 24 hours") % share, FROM_OTHERS),
    ]


CHECK = Check("near_repeats", 1, look, for_moderators, for_author, kinds=kinds)
