"""Newcomers: a reader's first comments wait for a person."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits
from comments.models import Standing
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

SCORE = 0.3


def look(facts: Facts) -> tuple[float, Detail]:
    """Fewer comments published than the limit, unless the newsroom trusts the reader already."""
    if facts.standing == Standing.Level.TRUSTED or facts.published_before >= limits.FIRST_COMMENTS:
        return NOTHING
    return SCORE, {"published": facts.published_before, "first": limits.FIRST_COMMENTS}


def for_moderators(detail: Detail) -> str:
    """That the reader was new: said in the past, as it stands beside the record of today."""
    words = ngettext(
        "new here: %(published)s comment was published when this was written",
        "new here: %(published)s comments were published when this was written",
        detail["published"],
    )
    return words % detail


def for_author(detail: Detail) -> str:
    """That it happens to everyone, and when it ends."""
    return _("A person looks at everyone’s first %(first)s comments. After that yours appear at once.") % detail


def kinds() -> list[Kind]:
    """Who counts as new."""
    return [Kind(_("a reader’s first %(n)s comments, unless they are trusted") % {"n": limits.FIRST_COMMENTS}, SCORE)]


CHECK = Check("newcomer", 1, look, for_moderators, for_author, about_writer=True, kinds=kinds)
