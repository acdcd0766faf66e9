"""When a later decision turns what the sender of a notice was told: a comment is back after an objection, or goes after all.

A notice is answered once, and what is decided on its comment afterwards is decided for other reasons. Its sender is told when
readers see it again, or no longer; and a notice that was closed without a decision, because the comment was gone for another
reason, is open again, since nobody has ever said whether it was right.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import limits, notice_letters
from comments.models import Comment, Decision, Notice
from comments.moderation import awaiting, standards
from newsroom.jobs import job

Kind = Decision.Kind
Outcome = Notice.Outcome
Status = Comment.Status

_DUE = {"schedule_in": {"seconds": int(limits.UNDO_WINDOW.total_seconds())}}
_HOUR = {"schedule_in": {"hours": 1}}


def tell_later(decision: Decision) -> None:
    """Queue, in the decision's own transaction, that senders are told whom it concerns, once it can no longer be undone.

    One query, and no job where no notice about the comment was answered before.
    """
    if decision.kind in {Kind.APPROVE, Kind.REMOVE} and _answered_before(decision).exists():
        tell_all.configure(**_DUE).defer(decision_id=decision.pk)


@job(retry=8, once=True)
def tell_all(decision_id: int, after: int = 0) -> None:
    """Queue a letter for each sender that a decision may concern, a thousand at a time; none if it no longer stands."""
    decision = _if_it_stands(decision_id)
    if decision is None:
        return
    found = _answered_before(decision).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    notices = list(found[: limits.TOLD_AT_ONCE])
    if notices:
        tell.batch_defer(*[{"notice_id": pk, "decision_id": decision_id} for pk in notices])
    if len(notices) == limits.TOLD_AT_ONCE:
        tell_all.defer(decision_id=decision_id, after=notices[-1])


@job(retry=8, once=True)
def tell(notice_id: int, decision_id: int, opened: bool = False) -> None:
    """Write to the sender of a notice what has become of its comment; nothing if that is as they last heard.

    `opened` says that the notice has been opened again, and only its letter is still to be written: an address that has had a
    few letters waits an hour.
    """
    decision = _if_it_stands(decision_id)
    if decision is None:
        return
    rows = Notice.objects.select_for_update(of=("self",)).select_related("comment__discussion__article")
    notice = rows.get(pk=notice_id)
    if notice.outcome == Outcome.OPEN:
        if not opened:
            return
    elif opened or notice.decision_id is None or last_heard(notice, until=decision) == is_shown(decision):
        return
    elif notice.outcome == Outcome.GONE and is_shown(decision):
        _open_again(notice)
        opened = True
    if not notice.email:
        return
    if not notice_letters.may_write_to(notice.email, "turn"):
        tell.configure(**_HOUR).defer(notice_id=notice_id, decision_id=decision_id, opened=opened)
        return
    _write(notice, decision=decision)


def turn_of(notice: Notice, *, now: dt.datetime) -> Decision | None:
    """The decision that has turned what the sender of an answered notice was told; none while it can be undone. One query."""
    if notice.outcome == Outcome.OPEN or notice.decision_id is None or notice.comment_id is None:
        return None
    later = Decision.objects.on_standing().filter(comment_id=notice.comment_id, pk__gt=notice.decision_id)
    newest = later.order_by("-pk").first()
    if newest is None or newest.kind not in {Kind.APPROVE, Kind.REMOVE} or now - newest.at <= limits.UNDO_WINDOW:
        return None
    return newest if is_shown(newest) != (notice.outcome == Outcome.STAYS) else None


def last_heard(notice: Notice, *, until: Decision) -> bool:
    """Whether its sender believes that readers see the comment: by the answer, or by what stood since until it was told."""
    since = Decision.objects.on_standing().filter(comment_id=notice.comment_id, pk__gt=notice.decision_id, pk__lt=until.pk)
    stood = list(since.order_by("pk").values_list("status_after", "at"))
    ends = [*(at for _status, at in stood[1:]), until.at]
    told = [
        status
        for (status, at), end in zip(stood, ends, strict=False)
        if end - at > limits.UNDO_WINDOW and status in {Status.PUBLISHED, Status.REMOVED}
    ]
    return told[-1] == Status.PUBLISHED if told else notice.outcome == Outcome.STAYS


def is_shown(decision: Decision) -> bool:
    """Whether readers see the comment after a decision."""
    return decision.status_after == Status.PUBLISHED


def _answered_before(decision: Decision) -> QuerySet[Notice]:
    """Notices that an earlier decision answered, each the last one of its sender about it."""
    answered = Notice.objects.filter(comment_id=decision.comment_id or 0, decision_id__lt=decision.pk)
    return answered.exclude(outcome=Outcome.OPEN).filter(followed_by__isnull=True)


def _if_it_stands(decision_id: int) -> Decision | None:
    """The decision, unless another one has followed. Locks the comment, so that an undo under way is waited for."""
    decision = Decision.objects.get(pk=decision_id)
    comment = Comment.objects.select_for_update(of=("self",), no_key=True).filter(pk=decision.comment_id or 0)
    later = Decision.objects.on_standing().filter(comment_id=decision.comment_id, pk__gt=decision.pk)
    return None if comment.first() is None or later.exists() else decision


def _open_again(notice: Notice) -> None:
    notice.outcome = Outcome.OPEN
    notice.answered_by_id = notice.answered_at = notice.decision_id = None
    notice.save(update_fields=["outcome", "answered_by_id", "answered_at", "decision_id"])
    awaiting.settle_notice(notice)


def _write(notice: Notice, *, decision: Decision) -> None:
    subject = _("The comment is shown again") if is_shown(decision) else _("The comment was removed after all")
    again = f"{settings.SITE_URL.rstrip('/')}{reverse('comments:notice')}?comment={decision.comment_id}"
    rule = standards.rules_named_by([decision]).get(decision.pk)
    notice_letters.write(
        notice, template="notice_turned", subject=subject, decision=decision, shown=is_shown(decision), rule=rule, again_url=again
    )
