"""What tests of checking again share: the job that is done, and what came of it."""

from dataclasses import replace

from comments.models import (
    Awaiting,
    Comment,
    Decision,
    Signal,
)
from comments.moderation import checking_again, checks
from tests.factories.comments import make_comment

Kind = Decision.Kind
Status = Comment.Status


def check(comment):
    """Do what the job does that was queued with the comment, or the one that works off the backlog."""
    checking_again.check_again(comment_id=comment.pk)
    comment.refresh_from_db()
    return comment


def entries(comment):
    return [entry.kind for entry in Decision.objects.filter(comment_id=comment.pk).order_by("pk")]


def last(comment):
    return Decision.objects.filter(comment_id=comment.pk).latest("pk")


def found(comment, name="outside"):
    signal = Signal.objects.filter(comment=comment, check_name=name).latest("pk")
    return signal.ran, signal.score


def is_unchecked(comment):
    return Awaiting.objects.filter(comment=comment, is_unchecked=True).exists()


def with_a_check(monkeypatch, look):
    """A newsroom in which the check of links looks so."""
    monkeypatch.setattr(checks, "CHECKS", [replace(each, look=look) if each.name == "links" else each for each in checks.CHECKS])


def broken(facts):
    raise RuntimeError("this check is broken")


def check_after(says, score, **detail):
    comment = make_comment()
    says(score, **detail)
    return check(comment)
