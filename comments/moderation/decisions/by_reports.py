"""What the reports of readers decide before a person has looked."""

from __future__ import annotations

from collections.abc import Sequence

from comments import limits, notifying
from comments.models import Comment, Decision
from comments.moderation import policy
from comments.moderation.decisions import recording
from newsroom.web import pages

Kind = Decision.Kind
Status = Comment.Status


@pages.verb
def hold_for_reports(comment: Comment, *, weights: Sequence[float]) -> Decision | None:
    """Hide a comment that readers who were right before have reported, until a person has looked; the reports stay open.

    `weights` is what each report weighed; it is kept, so that the decision can be replayed. None, and nothing done, if readers
    do not see the comment any more, or if a person has already said that it stays.
    """
    with pages.change() as change:
        comment = recording.lock(comment.pk)
        last = recording.last_on(comment)
        if comment.status != Status.PUBLISHED or last is None or last.that_holds().kind != Kind.PUBLISH:
            return None
        recording.move(comment, to=Status.HELD, change=change)
        entry = Decision(
            kind=Kind.HOLD,
            initiative=Decision.Initiative.REPORT,
            automatic=True,
            policy_version=policy.CURRENT,
            thresholds={"reports_weight": limits.WEIGHT_TO_HIDE, "reports_readers": limits.READERS_TO_HIDE},
            codes=["reports"],
            previous_id=last.pk,
        )
        decision = recording.append(entry, on=comment, facts={"weights": list(weights)})
        notifying.tell_later(decision)
    return decision
