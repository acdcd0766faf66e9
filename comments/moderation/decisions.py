"""The sole writer of a comment's state after it was posted, and of the append-only log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import counting, limits, notifying, standing
from comments.models import Comment, Decision, Report, Rule, Signal
from comments.moderation import answering, evidence, policy
from comments.moderation.checks.finding import Finding
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.moderation.standards import current_standards
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

# From which states a person's decision may be taken. Approving what is published dismisses its reports; approving what
# was removed or refused restores it.
DECIDABLE = {
    Kind.APPROVE: {Status.HELD, Status.PUBLISHED, Status.REMOVED, Status.REFUSED},
    Kind.REMOVE: {Status.HELD, Status.PUBLISHED},
    Kind.TAKE_BACK: {Status.HELD, Status.PUBLISHED},
}


class Changed(Exception):
    """The comment is no longer what the person who decides has seen; `comment` is what it is now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(_("Somebody has just decided or reported this, or the comment has changed. Look again."))
        self.comment = comment


class TooLate(Exception):
    """The decision cannot be undone any more: its author has been told, or somebody decided anew."""


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
        return cls(comment.revision, _last_decision_id(comment), newest)

    def must_still_hold(self, comment: Comment, *, kind: Decision.Kind) -> None:
        """Raise `Changed` if `comment`, which the caller has locked, is not what was seen.

        A report that came meanwhile matters to whoever approves: it would be dismissed unread.
        """
        now = Seen.of(comment)
        unread = kind == Kind.APPROVE and (now.report_id or 0) > (self.report_id or 0)
        if unread or (now.revision, now.decision_id) != (self.revision, self.decision_id):
            raise Changed(comment)


def record_verdict(
    comment: Comment, *, verdict: Verdict, findings: Sequence[Finding], facts: Facts, now: dt.datetime
) -> Decision:
    """Keep what the checks found on a new comment and what the policy made of it. Inside the transaction of the caller."""
    Signal.objects.bulk_create(
        Signal(
            comment=comment,
            revision=comment.revision,
            check_name=finding.check,
            check_version=finding.version,
            ran=finding.ran,
            score=finding.score,
            detail=dict(finding.detail),
            microseconds=finding.microseconds,
        )
        for finding in findings
    )
    return evidence.log(
        Decision(
            comment_id=comment.pk,
            account_id=comment.author_id,
            revision=comment.revision,
            kind=verdict.kind,
            status_after=comment.status,
            initiative=Decision.Initiative.POLICY,
            automatic=True,
            rule_number=verdict.rule_number,
            standards_version=verdict.standards_version,
            policy_version=verdict.policy_version,
            thresholds=dict(verdict.thresholds),
            codes=list(verdict.codes),
            at=now,
        ),
        body=comment.body,
        facts={key: value for key, value in asdict(facts).items() if key != "body"},
    )


def approve(comment: Comment, *, by: User, seen: Seen | None = None) -> Decision:
    """Show a comment, or keep it in spite of reports, or restore it. Raises `Changed`, `PermissionDenied`."""
    return _decide(comment, kind=Kind.APPROVE, by=by, seen=seen)


def remove(comment: Comment, *, by: User, rule: Rule, note: str = "", seen: Seen | None = None) -> Decision:
    """Remove a comment under a rule; the author reads the rule and `note`. Raises `Changed`, `PermissionDenied`."""
    return _decide(comment, kind=Kind.REMOVE, by=by, seen=seen, rule=rule, note=note)


def take_back(comment: Comment, *, by: User) -> Decision:
    """Take one's own words back; the answers keep their place. Raises `PermissionDenied` for anyone but the author."""
    if comment.author_id != by.pk:
        raise PermissionDenied(_("Only its author can take a comment back."))
    return _decide(comment, kind=Kind.TAKE_BACK, by=by)


@pages.verb
def hold_for_reports(comment: Comment) -> Decision | None:
    """Hide a comment that readers who were right before have reported, until a person has looked; the reports stay open.

    None, and nothing done, if readers do not see it any more, or if a person has already said that it stays.
    """
    with pages.change() as change:
        comment = _lock(comment.pk)
        last = Decision.objects.filter(comment_id=comment.pk).order_by("-pk").first()
        if comment.status != Status.PUBLISHED or last is None or last.that_holds().kind != Kind.PUBLISH:
            return None
        _move(comment, to=Status.HELD)
        change.raises(stamps.discussion(comment.discussion_id))
        decision = evidence.log(
            Decision(
                comment_id=comment.pk,
                account_id=comment.author_id,
                revision=comment.revision,
                kind=Kind.HOLD,
                status_after=comment.status,
                initiative=Decision.Initiative.REPORT,
                automatic=True,
                policy_version=policy.CURRENT,
                thresholds={"reports_weight": limits.WEIGHT_TO_HIDE, "reports_readers": limits.READERS_TO_HIDE},
                codes=["reports"],
                previous_id=last.pk,
                at=timezone.now(),
            ),
            body=comment.body,
        )
        notifying.tell_later(decision)
    return decision


@pages.verb
def undo(decision: Decision, *, by: User) -> Decision:
    """Put a comment, its reports and its counts back as they were before `decision`.

    Raises `TooLate` once the author has been told, or when another decision has followed.
    """
    with pages.change() as change:
        comment = _lock(decision.comment_id)
        _must_be_allowed(comment, by=by)
        now = timezone.now()
        if decision.previous_id is None or decision.kind not in {Kind.APPROVE, Kind.REMOVE}:
            raise TooLate(_("Only a moderator's decision can be undone."))
        if now - decision.at > limits.UNDO_WINDOW:
            raise TooLate(_("The author has already been told. Decide anew instead."))
        if _last_decision_id(comment) != decision.pk:
            raise TooLate(_("Somebody has decided on this comment since."))
        before = Decision.objects.get(pk=decision.previous_id)
        if _move(comment, to=before.status_after):
            change.raises(stamps.discussion(comment.discussion_id))
        undone = evidence.log(
            Decision(
                comment_id=comment.pk,
                account_id=comment.author_id,
                revision=comment.revision,
                kind=Kind.UNDO,
                status_after=comment.status,
                initiative=Decision.Initiative.OWN,
                by_id=by.pk,
                undoes_id=decision.pk,
                previous_id=decision.pk,
                at=now,
            ),
            body=comment.body,
        )
        answering.unanswer(comment, undone=decision, by=undone, before=before)
        _settle_author(comment)
        notifying.tell_later(undone)
    return undone


@pages.verb
def _decide(
    comment: Comment,
    *,
    kind: Decision.Kind,
    by: User,
    seen: Seen | None = None,
    rule: Rule | None = None,
    note: str = "",
) -> Decision:
    with pages.change() as change:
        comment = _lock(comment.pk)
        if kind != Kind.TAKE_BACK:
            _must_be_allowed(comment, by=by)
        if seen is not None:
            seen.must_still_hold(comment, kind=kind)
        if comment.status not in DECIDABLE[kind]:
            raise Changed(comment)
        was, was_reported = comment.status, answering.is_reported(comment)
        if _move(comment, to=STATUS_AFTER[kind]):
            change.raises(stamps.discussion(comment.discussion_id))
        decision = evidence.log(
            Decision(
                comment_id=comment.pk,
                account_id=comment.author_id,
                revision=comment.revision,
                kind=kind,
                status_after=comment.status,
                initiative=_initiative(kind, was_reported=was_reported),
                by_id=by.pk,
                rule_number=rule.number if rule else None,
                standards_version=current_standards().number if rule else None,
                previous_id=_last_decision_id(comment),
                at=timezone.now(),
            ),
            body=comment.body,
            note=note,
        )
        answering.answer(comment, decision=decision, was=was)
        _settle_author(comment)
        notifying.tell_later(decision)
    return decision


def _lock(comment_id: int) -> Comment:
    """Lock discussion, then comment: the order in which everyone locks."""
    discussion_id = Comment.objects.values_list("discussion_id", flat=True).get(pk=comment_id)
    counting.lock(discussion_id)
    return Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)


def _must_be_allowed(comment: Comment, *, by: User) -> None:
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    if not User.objects.get(pk=by.pk).is_moderator:
        raise PermissionDenied(_("Only moderators decide on comments."))
    if comment.author_id == by.pk:
        raise PermissionDenied(_("Nobody decides on their own comment. Ask a colleague."))


def _move(comment: Comment, *, to: str) -> bool:
    """Give a comment its new state, and the numbers that follow from it. Whether readers see a difference."""
    if comment.status == to:
        return False
    was_seen = comment.status == Status.PUBLISHED
    was_held = comment.status == Status.HELD
    comment.status = to
    if to == Status.PUBLISHED:
        counting.show(comment, was_held=was_held)
    elif was_seen:
        counting.hide(comment, is_held=to == Status.HELD)
    else:
        counting.leave(comment, was_held=was_held, is_held=to == Status.HELD)
    # Without a number it has never been seen; with one it may be the tombstone above an answer, which says why.
    return comment.number is not None


def _initiative(kind: Decision.Kind, *, was_reported: bool) -> Decision.Initiative:
    if kind == Kind.TAKE_BACK:
        return Decision.Initiative.AUTHOR
    return Decision.Initiative.REPORT if was_reported else Decision.Initiative.OWN


def _last_decision_id(comment: Comment) -> int | None:
    return Decision.objects.filter(comment_id=comment.pk).order_by("-pk").values_list("pk", flat=True).first()


def _settle_author(comment: Comment) -> None:
    """Give the author the standing that their record has earned with this decision."""
    if comment.author_id is not None:
        standing.settle([comment.author_id])
