"""Reports on the author: what readers have lately reported of them, and moderators have agreed to or not yet looked at."""

from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

# Each counts so much; as many as the limit say that a person looks first.
HOLDS = 0.5


def look(facts: Facts) -> tuple[float, Detail]:
    """Comments removed upon a report in 30 days, and readers with an open report on this author who were right before.

    Reports by others reach the queue and are read there; toward holding somebody's next comment they count nothing, or fifty
    fresh accounts could silence anybody.
    """
    upheld, waiting = facts.reports_upheld, facts.reports_open
    if not upheld + waiting:
        return NOTHING
    return min(1.0, HOLDS * (upheld + waiting) / limits.REPORTS_ON_AN_AUTHOR), {"upheld": upheld, "open": waiting}


def for_moderators(detail: Detail) -> str:
    """The reports in numbers."""
    return (
        _("reports on this author in 30 days: %(upheld)s upheld, %(open)s open from readers who have been right before") % detail
    )


def for_author(detail: Detail) -> str:
    """That a person looks; not who reported what."""
    return _("Several of your recent comments were reported, so a person looks first.")


def kinds() -> list[Kind]:
    """How many reports make a person look."""
    most = {"n": limits.REPORTS_ON_AN_AUTHOR, "right": limits.UPHELD_BEFORE_WEIGHT}
    fewer = _("fewer of them")
    many = _(
        "%(n)s together of: comments removed upon a report in 30 days; readers with an open report whose reports were upheld "
        "%(right)s times or more"
    )
    return [Kind(many % most, HOLDS), Kind(fewer, HOLDS * (limits.REPORTS_ON_AN_AUTHOR - 1) / limits.REPORTS_ON_AN_AUTHOR)]


CHECK = Check("reported", 1, look, for_moderators, for_author, about_writer=True, kinds=kinds)
