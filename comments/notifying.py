"""What we tell readers about decisions, by mail and as news: queued with the decision, due when it can no longer be undone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import limits, reasons, references, telling
from comments.models import Comment, Decision, Evidence, Notification, Objection, Report, Statement
from comments.moderation import standards
from newsroom.accounts.models import User
from newsroom.jobs import job

Kind = Decision.Kind
Status = Comment.Status

_SUBJECTS = {
    "removed": gettext_lazy("Your comment was removed"),
    "approved": gettext_lazy("Your comment is published"),
    "held": gettext_lazy("A moderator looks at your comment"),
    "found": gettext_lazy("A moderator looks at your comment"),
    "checked": gettext_lazy("Your comment is published"),
    "restored": gettext_lazy("Your comment is back"),
}


def tell_later(decision: Decision, *, answers_reports: bool | None = None) -> None:
    """Queue, in the decision's own transaction, what its author and those who reported the comment are told.

    Whether it answers any reports is looked up unless the caller knows.
    """
    due = {"schedule_in": {"seconds": int(limits.UNDO_WINDOW.total_seconds())}}
    if decision.kind in {Kind.PUBLISH, Kind.APPROVE, Kind.REMOVE, Kind.HOLD, Kind.UNDO}:
        tell_author.configure(**due).defer(decision_id=decision.pk)
    if answers_reports is None:
        answers_reports = Report.objects.filter(decision_id=decision.pk).exists()
    if answers_reports:
        tell_reporters.configure(**due).defer(decision_id=decision.pk)


@job(retry=8, once=True)
def tell_author(decision_id: int) -> None:
    """Write to a comment's author what a moderator decided; nothing if it no longer stands or changed nothing for them."""
    decision = _if_it_stands(decision_id, told=Decision.objects.filter(pk=decision_id).values("account_id"))
    # Whoever objected reads in the answer that their comment is back.
    is_answer = decision is not None and decision.kind == Kind.APPROVE and decision.objection_id is not None
    if decision is None or is_answer or (news := _news_for_author(decision)) is None:
        return
    comment = Comment.objects.select_related("author", "discussion__article").get(pk=decision.comment_id or 0)
    # An undoing brings an older decision back: its words and its rule are what the author reads.
    held = decision.that_holds()
    evidence = Evidence.objects.filter(pk=held.pk).first()
    body = evidence.body if evidence else comment.body
    statement = Statement.objects.filter(pk=held.pk).first()
    if comment.author is not None and comment.author.is_active:
        telling.tell_of_decision(decision, reader=comment.author, kind=Notification.Kind.DECISION)
        _write(
            comment.author,
            subject=str(_SUBJECTS[news]),
            template=f"comments/mail/{news}.txt",
            context={
                "comment": comment,
                "body": references.spelled_out(body, references.known([body])),
                "statement": statement,
                "by_whom": reasons.who_decided(statement) if statement else "",
                "why_looked_at": reasons.why_looked_at(statement.initiative) if statement else "",
                "reasons_url": _absolute(reverse("comments:reasons", args=[held.pk])),
                "mine_url": _absolute(reverse("comments:mine")),
                "comment_url": _absolute(comment.get_absolute_url()),
                "standards_url": _absolute(reverse("comments:standards")),
            },
        )


@job(retry=8, once=True)
def tell_reporters(decision_id: int) -> None:
    """Write to everyone whose report a decision answered what came of it; nothing if it no longer stands."""
    decision = _if_it_stands(decision_id, told=Report.objects.filter(decision_id=decision_id).values("reader"))
    if decision is None:
        return
    # What was undone back into force is the decision that says why.
    held = decision.that_holds()
    removed_under = standards.rules_named_by([held]).get(held.pk)
    reports = Report.objects.filter(decision_id=decision.pk, reader__is_active=True).order_by("pk")
    # Whoever objected to a dismissal reads the answer to that.
    objected = Objection.objects.filter(answer_decision_id=decision.pk, by__isnull=False)
    reports = reports.exclude(reader__in=objected.values("by"))
    for report in reports.select_related("reader", "rule", "comment__discussion__article"):
        if report.reader is None:
            continue
        telling.tell_of_decision(decision, reader=report.reader, kind=Notification.Kind.REPORT)
        _write(
            report.reader,
            subject=_("What came of your report"),
            template="comments/mail/report.txt",
            context={
                "report": report,
                "named": standards.as_worded_at(report.at, rule=report.rule),
                "removed_under": removed_under,
                "story": report.comment.discussion.article,
                "object_url": _absolute(reverse("comments:object", args=[decision.pk])),
                "standards_url": _absolute(reverse("comments:standards")),
            },
        )


def _if_it_stands(decision_id: int, *, told: QuerySet[Any, Any]) -> Decision | None:
    """The decision, unless another one has followed: an undo, a second thought, the author.

    Locks the accounts of those who would be told, so that somebody who leaves at this moment is told nothing; then the
    comment, so that an undo under way is waited for, and one that comes later finds itself too late.
    """
    decision = Decision.objects.get(pk=decision_id)
    list(User.objects.select_for_update(no_key=True).filter(pk__in=told).order_by("pk").values_list("pk"))
    Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=decision.comment_id or 0)
    later = Decision.objects.on_standing().filter(comment_id=decision.comment_id, pk__gt=decision.pk)
    return None if later.exists() else decision


def _news_for_author(decision: Decision) -> str | None:
    """Which letter a decision means for the author: what is as they last heard means none."""
    now, known = decision.status_after, _last_told(decision)
    if now == known:
        return None
    if now == Status.REMOVED:
        return "removed"
    if now == Status.HELD and known == Status.PUBLISHED:
        return "held" if "reports" in decision.that_holds().codes else "found"
    if now == Status.PUBLISHED and known == Status.HELD:
        return "checked" if decision.that_holds().automatic else "approved"
    if now == Status.PUBLISHED and known in {Status.REMOVED, Status.REFUSED}:
        return "restored"
    return None


def _last_told(decision: Decision) -> str | None:
    """The state that the author heard of last before `decision`: on posting, and whenever one stood until it was told."""
    earlier = Decision.objects.on_standing().filter(comment_id=decision.comment_id, pk__lt=decision.pk)
    told = list(earlier.order_by("pk").values_list("status_after", "at"))
    until = [*(at for _status, at in told[1:]), decision.at]
    stood = [status for (status, at), end in zip(told, until, strict=True) if end - at > limits.UNDO_WINDOW]
    on_posting = told[0][0] if told else None
    return stood[-1] if stood else on_posting


def _write(reader: User, *, subject: str, template: str, context: dict[str, Any]) -> None:
    """Send one letter; the mail backend queues it in this transaction and tries again when the server is away."""
    text = render_to_string(template, {**context, "reader": reader, "site_name": settings.SITE_NAME})
    send_mail(f"{settings.SITE_NAME}: {subject}", text, None, [reader.email])


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
