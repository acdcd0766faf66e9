"""Account age: an account made for one quarrel is minutes old when it enters it.

A sign for whoever decides, beside what else was found; by itself it holds nothing. Its first comments were looked at by a
person, and their author was told that later ones appear at once (`newcomer`): that holds in the first hour as well.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.models import Standing
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

# Below the threshold of the policy, on purpose.
SCORE = 0.3


def look(facts: Facts) -> tuple[float, Detail]:
    """Younger than an hour and past the first comments, which `newcomer` looks at; unless the newsroom trusts the reader."""
    age = facts.account_age
    if age is None or age >= limits.ACCOUNT_IS_FRESH.total_seconds():
        return NOTHING
    if facts.standing == Standing.Level.TRUSTED or facts.published_before < limits.FIRST_COMMENTS:
        return NOTHING
    return SCORE, {"minutes": max(0, int(age // 60))}


def for_moderators(detail: Detail) -> str:
    """How old the account was: said in the past, as it stands beside the record of today."""
    words = ngettext(
        "the account was %(minutes)s minute old when this was written",
        "the account was %(minutes)s minutes old when this was written",
        detail["minutes"],
    )
    return words % detail


def for_author(detail: Detail) -> str:
    """What is particular about it, and when that ends."""
    return _("Your account was less than an hour old.")


def kinds() -> list[Kind]:
    """What counts as fresh."""
    minutes = int(limits.ACCOUNT_IS_FRESH.total_seconds() // 60)
    return [Kind(_("an account younger than %(n)s minutes, unless its reader is trusted") % {"n": minutes}, SCORE)]


CHECK = Check("account_age", 1, look, for_moderators, for_author, about_writer=True, kinds=kinds)
