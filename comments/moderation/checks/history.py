"""Recent history: much of what a reader wrote lately was removed."""

from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts


def look(facts: Facts) -> tuple[float, Detail]:
    """The share removed among what moderators judged in 30 days, once they judged enough to say so."""
    if facts.judged_recently < limits.HISTORY_AT_LEAST:
        return NOTHING
    share = facts.rejected_recently / facts.judged_recently
    if share < limits.HISTORY_SHARE:
        return NOTHING
    return share, {"judged": facts.judged_recently, "rejected": facts.rejected_recently}


def for_moderators(detail: Detail) -> str:
    """The record in numbers."""
    return _("%(rejected)s of %(judged)s judged in 30 days were removed") % detail


def for_author(detail: Detail) -> str:
    """What happened, in numbers."""
    return (
        _("%(rejected)s of your last %(judged)s comments that moderators judged were removed, so a person looks first.") % detail
    )


def kinds() -> list[Kind]:
    """What counts as much."""
    numbers = {"share": round(100 * limits.HISTORY_SHARE), "judged": limits.HISTORY_AT_LEAST}
    words = _("of at least %(judged)s comments judged in 30 days, %(share)s %% and more removed; the score is their share")
    return [Kind(words % numbers, limits.HISTORY_SHARE)]


CHECK = Check("history", 1, look, for_moderators, for_author, about_writer=True, kinds=kinds)
