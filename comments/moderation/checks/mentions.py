"""Mentions: many people called at once want to be heard by all of them, or want a crowd."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

SCORE = 0.6


def look(facts: Facts) -> tuple[float, Detail]:
    """More readers named than one speaks to in earnest. (More than may be named at all are stopped earlier.)"""
    if facts.mentioned <= limits.MENTIONS_BEFORE_A_LOOK:
        return NOTHING
    return SCORE, {"mentioned": facts.mentioned, "limit": limits.MENTIONS_BEFORE_A_LOOK}


def for_moderators(detail: Detail) -> str:
    """How many are called."""
    return ngettext("calls %(mentioned)s reader by name", "calls %(mentioned)s readers by name", detail["mentioned"]) % detail


def for_author(detail: Detail) -> str:
    """Why calling many makes a person look."""
    return _("It calls more than %(limit)s readers by name, and each of them would be told, so a person looks first.") % detail


def kinds() -> list[Kind]:
    """What counts as many."""
    return [Kind(_("more than %(n)s readers named with an @") % {"n": limits.MENTIONS_BEFORE_A_LOOK}, SCORE)]


CHECK = Check("mentions", 1, look, for_moderators, for_author, kinds=kinds)
