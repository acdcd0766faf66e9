"""Links: many in one comment are often an advertisement."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

SCORE = 1.0


def look(facts: Facts) -> tuple[float, Detail]:
    """More links than the limit: a person looks first."""
    if len(facts.links) <= limits.LINKS_BEFORE_A_LOOK:
        return NOTHING
    return SCORE, {"links": len(facts.links), "limit": limits.LINKS_BEFORE_A_LOOK}


def for_moderators(detail: Detail) -> str:
    """How many links there are."""
    return ngettext("%(links)s link", "%(links)s links", detail["links"]) % detail


def for_author(detail: Detail) -> str:
    """Why links make a person look."""
    return _("It has more than %(limit)s links, so a person looks first.") % detail


def kinds() -> list[Kind]:
    """What counts as many."""
    return [Kind(_("more than %(n)s links") % {"n": limits.LINKS_BEFORE_A_LOOK}, SCORE)]


CHECK = Check("links", 1, look, for_moderators, for_author, kinds=kinds)
