"""What did not run, in words for moderators."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comments.moderation.checks.finding import Detail, Ran


def not_run(ran: str, detail: Detail) -> str:
    """Why a check has nothing to say about a comment: it waits for its turn, was too slow, or failed."""
    if ran == Ran.SKIPPED:
        return _("not checked yet")
    if "slow" in detail:
        return _("not checked: it took %(slow)s ms, and is tried again") % detail
    if detail.get("why"):
        return _("not checked: no usable answer (%(why)s); it is asked again") % detail
    return _("not checked: it failed, and is tried again")
