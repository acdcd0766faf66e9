"""The sole writer of a comment's state after it was posted, and of the append-only log. Inside the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from comments import counting, limits, standing, telling
from comments.models import Comment, Decision, Sanction
from comments.moderation import awaiting, evidence, statements
from comments.moderation.checks.finding import Finding
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

Kind = Decision.Kind
Status = Comment.Status

STATUS_AFTER = {
    Kind.PUBLISH: Status.PUBLISHED,
    Kind.HOLD: Status.HELD,
    Kind.REFUSE: Status.REFUSED,
    Kind.APPROVE: Status.PUBLISHED,
    Kind.REMOVE: Status.REMOVED,
    Kind.TAKE_BACK: Status.TAKEN_BACK,
}


def lock(comment_id: int) -> Comment:
    """Lock discussion, then comment: the order in which everyone locks."""
    counting.lock_of(comment_id)
    # Its key stays: whoever answers it meanwhile only needs it to be there.
    return Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment_id)


def last_on(comment: Comment) -> Decision | None:
    """The newest entry of the log that says whether readers see a comment."""
    return Decision.objects.on_standing().filter(comment_id=comment.pk).order_by("-pk").first()


def last_id_on(comment: Comment) -> int | None:
    """The same, its number alone."""
    newest = Decision.objects.on_standing().filter(comment_id=comment.pk).order_by("-pk")
    return newest.values_list("pk", flat=True).first()


def move(comment: Comment, *, to: str, change: pages.Change) -> None:
    """Give a locked comment its new state and the numbers that follow from it; raise the page if readers see a difference.

    Whoever a comment concerns that appears is told of it, once that can no longer be undone.
    """
    if comment.status == to:
        return
    was_seen = comment.status == Status.PUBLISHED
    was_held = comment.status == Status.HELD
    comment.status = to
    if to == Status.PUBLISHED:
        counting.show(comment, was_held=was_held)
        telling.spread_later(comment, wait=limits.UNDO_WINDOW)
    elif was_seen:
        counting.hide(comment, is_held=to == Status.HELD)
    else:
        counting.leave(comment, was_held=was_held, is_held=to == Status.HELD)
    # Without a number it has never been seen; with one it may be the tombstone above an answer, which says why.
    if comment.number is not None:
        change.raises(stamps.discussion(comment.discussion_id))


def append(
    entry: Decision,
    *,
    on: Comment,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
    findings: Sequence[Finding] = (),
    because: str = "",
    now: dt.datetime | None = None,
) -> Decision:
    """Append `entry` to the log, about the comment as it is now; its words, the note and the facts become evidence.

    So do the `findings` that a machine decided on. Whoever it restricts is given its rule and `because` as reasons. A comment
    that is stored waits from now on, or waits no more, as it follows from that.
    """
    entry.comment_id = on.pk
    entry.account_id = on.author_id
    entry.revision = on.revision
    entry.status_after = on.status
    entry.at = now or timezone.now()
    reasons = statements.word_reasons(entry, facts=because) if entry.kind in Decision.RESTRICTIONS else None
    decision = evidence.log(entry, body=on.body, note=note, facts=facts, findings=findings, reasons=reasons)
    # Of a new one nothing is stored yet: whoever stores it settles it, if it has to wait.
    if not on._state.adding:
        awaiting.settle(on)
    return decision


def append_on_account(
    entry: Decision, *, account: User, sanction: Sanction, note: str, because: str = "", now: dt.datetime | None = None
) -> Decision:
    """Append `entry`, about a sanction against an account or its end, to the same log; `note` becomes evidence.

    What restricts (`Decision.SANCTIONS`) gives its rule and `because` as reasons, and says until when it holds.
    """
    entry.account_id = account.pk
    entry.sanction_id = sanction.pk
    entry.at = now or timezone.now()
    reasons = None
    if entry.kind in Decision.RESTRICTIONS:
        reasons = statements.word_reasons(entry, facts=because, until=sanction.ends_at)
    return evidence.log(entry, body="", note=note, reasons=reasons)


def settle_author(comment: Comment) -> None:
    """Give the author the standing that their record has earned with what was just written."""
    if comment.author_id is not None:
        standing.settle([comment.author_id])
