"""What a person saw when they decided: a decision on anything else writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from comments.models import Comment, Decision, Report
from comments.moderation.decisions import recording


class Changed(Exception):
    """The comment is no longer what the person who decides has seen; `comment` is what it is now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(_("Somebody has just decided or reported this, or the comment has changed. Look again."))
        self.comment = comment


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before their eyes: the comment's revision, the last decision on it, and its newest report."""

    revision: int
    decision_id: int | None
    report_id: int | None = None

    @classmethod
    def of(cls, comment: Comment) -> Seen:
        """What `comment` is now. Two queries."""
        newest = Report.objects.filter(comment=comment, outcome=Report.Outcome.OPEN).aggregate(pk=Max("pk"))["pk"]
        return cls(comment.revision, recording.last_id_on(comment), newest)

    def must_still_hold(self, comment: Comment, *, kind: Decision.Kind) -> None:
        """Raise `Changed` if `comment`, which the caller has locked, is not what was seen.

        A report that came meanwhile matters to whoever approves: it would be dismissed unread.
        """
        now = Seen.of(comment)
        unread = kind == Decision.Kind.APPROVE and (now.report_id or 0) > (self.report_id or 0)
        if unread or (now.revision, now.decision_id) != (self.revision, self.decision_id):
            raise Changed(comment)
