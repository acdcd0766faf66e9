"""What somebody can object to: a removal, a refusal or a sanction of theirs, or the dismissal of their report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Comment, Decision, Evidence, Objection, Report, Sanction, Statement
from comments.moderation import decisions
from comments.permissions import ALLOWED, Permission, refused
from newsroom.accounts.models import User

Kind = Decision.Kind
About = Objection.About
Status = Comment.Status

_ABOUT = {Kind.REMOVE: About.REMOVAL, Kind.REFUSE: About.REFUSAL}


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision that concerns somebody, what they have said about it, and whether they still can."""

    # The one in force: what was undone or replaced since is nobody's to defend.
    decision: Decision
    about: Objection.About
    # Until when it can be objected to.
    until: dt.datetime
    permission: Permission
    comment: Comment | None = None
    sanction: Sanction | None = None
    report: Report | None = None
    objection: Objection | None = None


def matter_of(decision: Decision, *, by: User, now: dt.datetime) -> Matter | None:
    """What `by` can object to in this entry of the log; None where it does not concern them. Five queries at most."""
    if decision.comment_id is None:
        return _sanction(decision, by=by, now=now)
    comment = Comment.objects.select_related("discussion__article").filter(pk=decision.comment_id).first()
    if comment is None:
        return None
    if decision.account_id == by.pk:
        return _own_comment(decision, comment, by=by, now=now)
    return _report(decision, comment, by=by, now=now)


def reasons_given(matter: Matter) -> Statement | None:
    """Why somebody was restricted; whoever reported a comment was told why it stays."""
    return Statement.objects.filter(pk=matter.decision.pk).first() if matter.report is None else None


def words_decided_on(matter: Matter) -> str:
    """The comment as it was when it was decided on, where whoever objects may read it: their own, or one that readers see."""
    if matter.comment is None or (matter.report is not None and matter.comment.status != Status.PUBLISHED):
        return ""
    evidence = Evidence.objects.filter(pk=matter.decision.pk).first()
    return evidence.body if evidence else ""


def last_moment(since: dt.datetime) -> dt.datetime:
    """Until when something of that moment can be objected to: to the end of the day that whoever objects is told."""
    return timezone.localtime(since + limits.OBJECT_WITHIN).replace(hour=23, minute=59, second=59, microsecond=999_999)


def _own_comment(decision: Decision, comment: Comment, *, by: User, now: dt.datetime) -> Matter | None:
    newest = decisions.last_on(comment) or decision
    held = newest.that_holds()
    if held.kind in _ABOUT:
        # An undoing that brought a removal back began its time anew: until then there was nothing to object to.
        return _matter(held, about=_ABOUT[Kind(held.kind)], since=newest.at, by=by, now=now, comment=comment)
    earlier = decision.that_holds()
    if earlier.kind not in _ABOUT:
        return None
    settled = refused(_("This decision no longer holds, so there is nothing left to object to."))
    return _matter(earlier, about=_ABOUT[Kind(earlier.kind)], since=decision.at, by=by, now=now, comment=comment, settled=settled)


def _report(decision: Decision, comment: Comment, *, by: User, now: dt.datetime) -> Matter | None:
    report = Report.objects.select_related("rule").filter(comment=comment, reader=by).first()
    if report is None or report.decision_id is None or decision.pk != report.decision_id:
        return None
    if report.outcome != Report.Outcome.DISMISSED:
        return None
    settled = ALLOWED if comment.status == Status.PUBLISHED else refused(_("The comment is not shown any more."))
    dismissed = decision.that_holds()
    matter = _matter(dismissed, about=About.DISMISSAL, since=decision.at, by=by, now=now, comment=comment, settled=settled)
    return Matter(matter.decision, matter.about, matter.until, matter.permission, comment, None, report, matter.objection)


def _sanction(decision: Decision, *, by: User, now: dt.datetime) -> Matter | None:
    if decision.account_id != by.pk or decision.kind not in Decision.SANCTIONS:
        return None
    sanction = Sanction.objects.select_related("account").filter(pk=decision.sanction_id or 0, decision_id=decision.pk).first()
    if sanction is None:
        return None
    settled = ALLOWED if sanction.lifted_at is None else refused(_("This was lifted, so there is nothing left to object to."))
    return _matter(decision, about=About.SANCTION, since=decision.at, by=by, now=now, sanction=sanction, settled=settled)


def _matter(
    decision: Decision,
    *,
    about: Objection.About,
    since: dt.datetime,
    by: User,
    now: dt.datetime,
    comment: Comment | None = None,
    sanction: Sanction | None = None,
    settled: Permission = ALLOWED,
) -> Matter:
    objection = Objection.objects.filter(decision_id=decision.pk, by=by).first()
    until = last_moment(since)
    permission = settled
    if objection is not None:
        said = _("You objected to this decision on %(day)s. Every decision can be objected to once.")
        permission = refused(said % {"day": _day(objection.at)})
    elif now > until:
        permission = refused(_("This decision could be objected to until %(day)s.") % {"day": _day(until)})
    return Matter(decision, about, until, permission, comment, sanction, None, objection)


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
