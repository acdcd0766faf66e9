"""Deciding a notice: the comment is removed under a rule, or it stays; whoever sent it is told why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, notice_letters, wording
from comments.models import Comment, Decision, Notice, Rule
from comments.moderation import awaiting, decisions, second_looks
from comments.moderation.decisions import Occasion, Seen
from newsroom.accounts.models import User
from newsroom.web import pages

Outcome = Notice.Outcome


class Answered(Exception):
    """Somebody has decided it since, or there is nothing left to decide; `notice` is what it is now."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(_("Somebody has decided this notice since you opened the page. Nothing was changed."))
        self.notice = notice


@pages.verb
def decide(
    notice: Notice,
    *,
    by: User,
    removes: bool,
    words: str,
    rule: Rule | None = None,
    note: str = "",
    also: Collection[int] = (),
    seen: Seen | None = None,
    now: dt.datetime | None = None,
) -> Notice:
    """Decide a notice, and with the same words those of `also` about the same comment. `words` go to who sent them.

    The author of a comment that is removed reads the rule and `note`, and that it followed a notice; not from whom. Raises
    `Answered`, `decisions.Changed`, `PermissionDenied`, and `ValidationError` for an answer that says nothing.
    """
    said, moment = must_say_something(words), now or timezone.now()
    if removes and rule is None:
        raise ValidationError({"rule": _("Choose the rule that the comment breaks: its author reads it.")})
    with pages.change():
        if notice.comment_id is not None:
            decisions.lock(notice.comment_id)
        user = User.objects.get(pk=by.pk)
        rows = Notice.objects.select_for_update(of=("self",)).select_related("comment")
        notice = rows.get(pk=notice.pk)
        if notice.outcome != Outcome.OPEN or notice.comment is None:
            raise Answered(notice)
        permission = second_looks.can_decide(user, notice)
        if not permission:
            raise PermissionDenied(permission.sentence)
        same = rows.filter(pk__in=also, comment=notice.comment, outcome=Outcome.OPEN).exclude(pk=notice.pk).order_by("pk")
        keys = [notice.pk, *(other.pk for other in same if second_looks.can_decide(user, other))]
        answered = Notice.objects.filter(pk__in=keys)
        # Answered before the comment is moved: what is still open then is settled as having nothing left to decide.
        outcome = Outcome.REMOVED if removes else Outcome.STAYS
        answered.update(outcome=outcome, answer=said, answered_at=moment, answered_by_id=user.pk)
        decision = _take(notice, notice.comment, by=user, rule=rule if removes else None, note=note, seen=seen, now=moment)
        answered.update(decision_id=decision.pk)
        awaiting.settle_notices(keys)
        notice_letters.tell_later(keys, decision=decision)
        notice.refresh_from_db()
    return notice


@pages.verb
def undo(notice: Notice, *, by: User) -> Decision:
    """Take a decision back: all is as before it, and what it answered is open again. Raises `decisions.TooLate`."""
    decision = Decision.objects.filter(pk=notice.decision_id or 0).first()
    if decision is None or decision.notice_id is None:
        raise decisions.TooLate(_("Nobody has decided this notice, so there is nothing to undo."))
    return decisions.undo(decision, by=by)


def must_say_something(typed: str) -> str:
    """The answer, cleaned. Raises `ValidationError` where it is none."""
    said = wording.clean(typed)
    if len(said) < limits.SHORTEST_ANSWER:
        raise ValidationError(_("Write why in a sentence or two: whoever sent the notice reads it."))
    if len(said) > limits.LONGEST_ANSWER:
        raise ValidationError(_("An answer has %(most)s characters at most.") % {"most": limits.LONGEST_ANSWER})
    return said


def _take(
    notice: Notice, comment: Comment, *, by: User, rule: Rule | None, note: str, seen: Seen | None, now: dt.datetime
) -> Decision:
    occasion = Occasion(notice_id=notice.pk)
    if rule is None:
        return decisions.approve(comment, by=by, seen=seen, occasion=occasion, now=now)
    return decisions.remove(comment, by=by, rule=rule, note=note, seen=seen, occasion=occasion, now=now)
