"""What a person saw when they decided: a decision on anything else writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from comments.models import Comment, Decision, Report
from comments.moderation.decisions import recording
from newsroom.accounts.models import User


class Changed(Exception):
    """The comment is no longer what the person who decides has seen; `comment` is what it is now, the words say what changed."""

    def __init__(self, comment: Comment, sentence: str = "") -> None:
        super().__init__(sentence or _("Somebody has just decided or reported this, or the comment has changed. Look again."))
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

    def must_still_hold(self, comment: Comment, *, now: Seen, kind: Decision.Kind) -> None:
        """Raise `Changed` if `comment`, which the caller has locked, and which is what `now` says, is not what was seen.

        A report that came meanwhile matters to whoever approves: it would be dismissed unread.
        """
        if now.revision != self.revision:
            raise Changed(comment, _("Its author has changed the comment meanwhile: these are the new words. Look again."))
        if now.decision_id != self.decision_id:
            raise Changed(comment, _just_decided(now.decision_id))
        if kind == Decision.Kind.APPROVE and (now.report_id or 0) > (self.report_id or 0):
            raise Changed(comment, _("A reader has reported it meanwhile: read what they say. Look again."))


def nothing_to_show() -> str:
    """Why a comment whose words are gone with its author's account is not shown again, and does not wait either."""
    return _("Whoever wrote this has left, and their words are erased: there is nothing left to show.")


def _just_decided(decision_id: int | None) -> str:
    """Who has decided meanwhile, and what; empty where the log does not say."""
    last = Decision.objects.filter(pk=decision_id or 0).first()
    if last is None:
        return ""
    name = User.objects.filter(pk=last.by_id or 0).values_list("display_name", flat=True).first()
    said = {"name": name or _("the checks"), "what": last.get_kind_display()}
    return _("%(name)s has just decided otherwise: %(what)s. Look again.") % said
