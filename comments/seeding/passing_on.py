"""What the demo's moderators have left for each other: a case passed on with a word about it, and a story they watch."""

from __future__ import annotations

from collections.abc import Sequence

from comments.models import Comment, Discussion, Report
from comments.moderation import decisions
from comments.moderation.desk import watching
from newsroom.accounts.models import User

_NOTE = "I know the author and would rather not decide this one. Could one of you?"


def pass_on(discussions: Sequence[Discussion], *, moderator: User, colleague: User) -> None:
    """Let `colleague` pass on what was reported last, and `moderator` watch the largest conversation."""
    waiting = Report.objects.filter(outcome=Report.Outcome.OPEN).exclude(comment__author=colleague).order_by("-at", "pk")
    found = Comment.objects.seen().filter(pk__in=waiting.values("comment")[:1]).first()
    if found is not None:
        decisions.escalate(found, by=colleague, note=_NOTE)
    for discussion in discussions[:1]:
        watching.watch(discussion, by=moderator)
