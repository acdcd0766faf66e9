"""Objections and notices: what somebody says against a decision, or against a comment."""

from __future__ import annotations

from typing import Any

from comments.models import Comment, Decision, Notice, Objection, Report
from comments.moderation import decisions, notices, objections
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_report, make_rule

WORDS = "I quoted the council, and said nothing about anybody."
ANSWER = "I have read it again, with what it answers, and this is what I found."


def removed(comment: Comment | None = None, *, by: User | None = None, note: str = "") -> Decision:
    """The removal of a comment that readers saw."""
    return decisions.remove(comment or make_comment(), by=by or make_moderator(), rule=make_rule(), note=note)


def make_objection(decision: Decision | None = None, *, words: str = WORDS) -> Objection:
    """An open objection of an author against a removal."""
    contested = decision or removed()
    author = User.objects.get(pk=contested.account_id)
    return objections.object_to(contested, by=author, words=words)


def make_dismissed_report(report: Report | None = None, *, by: User | None = None) -> Report:
    """A report that a moderator has answered with: the comment stays."""
    report = report or make_report()
    decisions.approve(report.comment, by=by or make_moderator())
    report.refresh_from_db()
    return report


def make_reporters_objection(report: Report | None = None, *, by: User | None = None) -> Objection:
    """An open objection of a reader against the dismissal of their report."""
    report = make_dismissed_report(report, by=by)
    return objections.object_to(Decision.objects.get(pk=report.decision_id), by=report.reader, words=WORDS)


def make_notice(comment: Comment | None = None, **over: Any) -> Notice:
    """An open notice about a comment that readers see."""
    comment = comment or make_comment()
    sent = {
        "address": f"https://news.example{comment.get_absolute_url()}",
        "law": "Defamation Act, section 1",
        "why": "It says that our company bribed the council. It did not, and a court has said so.",
        "name": "Ruth Calder",
        "email": "ruth@calder.example",
    }
    return notices.receive(comment, **sent | over)
