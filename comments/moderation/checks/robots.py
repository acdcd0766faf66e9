"""Robots: a form filled in where nobody sees a field, or faster than anybody types."""

from django.utils.translation import gettext as _

from comments.models import Standing
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts
from newsroom.web import robots

TRAPPED, TOO_FAST = 1.0, 0.6


def look(facts: Facts) -> tuple[float, Detail]:
    """The hidden field; or the time, unless the newsroom trusts the reader: they paste what they wrote elsewhere."""
    if facts.trapped:
        return TRAPPED, {"trapped": True}
    seconds = facts.seconds_writing
    if seconds is None or seconds >= robots.FASTEST_PERSON or facts.standing == Standing.Level.TRUSTED:
        return NOTHING
    return TOO_FAST, {"seconds": round(seconds, 1)}


def for_moderators(detail: Detail) -> str:
    """What gave it away."""
    if detail.get("trapped"):
        return _("sent with a field filled in that nobody sees: a program, or a browser that fills in everything")
    return _("sent %(seconds)s seconds after the form was opened: a program, or words pasted in a hurry") % detail


def for_author(detail: Detail) -> str:
    """That a person looks, and that this is no reproach."""
    return _("It was sent in a way that programs send things, so a person looks first. You need do nothing.")


def kinds() -> list[Kind]:
    """What gives a program away."""
    return [
        Kind(_("a field filled in that nobody sees"), TRAPPED),
        Kind(_("sent within %(n)s seconds, by a reader who is not trusted") % {"n": int(robots.FASTEST_PERSON)}, TOO_FAST),
    ]


CHECK = Check("robots", 1, look, for_moderators, for_author, kinds=kinds)
