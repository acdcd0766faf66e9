"""Pace: answers in one branch that come faster than thought."""

from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

SCORE = 0.5


def look(facts: Facts) -> tuple[float, Detail]:
    """A quarrel in one branch: a person looks. (Two comments within seconds are stopped earlier, by `permissions`.)"""
    if facts.answers_in_branch < limits.BRANCH_ANSWERS:
        return NOTHING
    return SCORE, {"answers": facts.answers_in_branch}


def for_moderators(detail: Detail) -> str:
    """How many answers there were."""
    return _("%(answers)s answers in this thread within ten minutes") % detail


def for_author(detail: Detail) -> str:
    """Why a pause helps."""
    return _("This thread is going back and forth quickly, so a person looks before your next answer appears.")


def kinds() -> list[Kind]:
    """What counts as a quarrel."""
    numbers = {"n": limits.BRANCH_ANSWERS, "minutes": int(limits.BRANCH_WINDOW.total_seconds() // 60)}
    return [Kind(_("%(n)s answers by the same reader in this thread within %(minutes)s minutes before") % numbers, SCORE)]


CHECK = Check("pace", 1, look, for_moderators, for_author, kinds=kinds)
