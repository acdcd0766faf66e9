"""Objections and notices of the demo newspaper: some wait, some were answered."""

import datetime as dt

import pytest
from django.utils import timezone

from comments.models import Awaiting, Comment, Notice, Objection
from comments.moderation import awaiting
from comments.seeding import contesting
from comments.seeding.reading import read_table
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule
from tests.factories.contesting import removed

pytestmark = pytest.mark.django_db


def test_they_wait_and_were_answered_in_every_state():
    discussion, moderators = make_discussion(), [make_moderator(), make_moderator()]
    make_rule()
    for row in read_table("second_looks")["objections"]:
        removed(make_comment(discussion=discussion, body=row["removed"]), by=moderators[0])
    for _ in range(6):
        make_comment(discussion=discussion)
    Comment.objects.update(created_at=timezone.now() - dt.timedelta(days=4))

    contesting.contest(moderators, now=timezone.now())

    assert set(Objection.objects.values_list("about", "outcome")) == {
        ("removal", "open"),
        ("removal", "upheld"),
        ("removal", "rejected"),
        ("dismissal", "open"),
    }
    assert set(Notice.objects.values_list("outcome", flat=True)) == {"open", "stays"}
    assert Notice.objects.filter(follows__isnull=False, outcome="open").exists()
    assert set(Awaiting.objects.values_list("kind", flat=True)) == {"objection", "notice"}
    answered = Notice.objects.filter(outcome="stays")
    assert all(dt.timedelta(hours=5) < notice.answered_at - notice.at < dt.timedelta(days=2) for notice in answered)
    awaiting.prove()


def test_nobody_gives_notice_of_what_has_not_been_said_yet():
    comments = [make_comment() for _ in range(6)]
    now = timezone.now()

    contesting.contest([make_moderator(), make_moderator()], now=now)

    assert all(notice.comment.created_at <= notice.at for notice in Notice.objects.select_related("comment"))
    assert Notice.objects.filter(comment__in=comments).exists()


def test_a_newspaper_without_any_conversation_has_none():
    contesting.contest([make_moderator(), make_moderator()], now=timezone.now())

    assert not Objection.objects.exists()
    assert not Notice.objects.exists()
