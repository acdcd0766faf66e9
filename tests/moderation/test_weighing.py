"""Reports of readers who were right before hide a comment until a person has looked; no crowd of others does."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from comments import counting, limits, notifying, own
from comments.models import Comment, Decision, Report
from comments.moderation import decisions
from comments.moderation.weighing import hides, weight
from newsroom.web import stamps
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_report, make_rule

OLD = dt.timedelta(days=400)
NOW = dt.timedelta(0)


@pytest.mark.parametrize(
    ("upheld", "weighs"),
    [
        ([], 0),
        ([NOW], 0),
        ([NOW] * 2, 2),
        ([NOW] * 3, 3),
        ([NOW] * 9, 4),
        ([dt.timedelta(days=90)] * 4, 2),
        ([dt.timedelta(days=180)] * 12, 3),
        ([dt.timedelta(days=3650)] * 2, 1),
    ],
)
def test_a_report_weighs_what_its_readers_record_says(upheld, weighs):
    assert weight(upheld, account_age=OLD) == pytest.approx(weighs)


def test_a_fresh_account_weighs_nothing():
    assert weight([NOW] * 9, account_age=limits.REPORTER_IS_NEW - dt.timedelta(seconds=1)) == 0


@pytest.mark.parametrize(
    ("weights", "hidden"),
    [
        ([4, 4], False),
        ([4, 4, 0], False),
        ([4, 3, 1], True),
        ([4, 3, 0.9], False),
        ([1] * 7, False),
        ([1] * 8, True),
        ([0] * 90, False),
    ],
)
def test_it_takes_eight_from_three_readers(weights, hidden):
    assert hides(weights) is hidden


@pytest.fixture
def reliable(db):
    """Three readers with an old account and three reports each that were upheld."""
    readers, moderator = [make_reader(), make_reader(), make_reader()], make_moderator()
    for _ in range(3):
        comment = make_comment()
        for reader in readers:
            make_report(comment=comment, by=reader)
        decisions.remove(comment, by=moderator, rule=make_rule())
    type(readers[0]).objects.filter(pk__in=[reader.pk for reader in readers]).update(date_joined=timezone.now() - OLD)
    return readers


def reported(comment, by):
    for reader in by:
        make_report(comment=comment, by=reader)
    comment.refresh_from_db()
    counting.prove(comment.discussion)
    return comment.status


def test_three_who_were_right_before_hide_a_comment_until_a_person_has_looked(reliable):
    comment = make_comment()
    key = stamps.discussion(comment.discussion_id)
    before = stamps.numbers([key])

    assert reported(comment, reliable) == Comment.Status.HELD

    decision = Decision.objects.filter(comment_id=comment.pk).latest("pk")
    assert (decision.kind, decision.initiative, decision.automatic) == ("hold", "report", True)
    assert Report.objects.filter(comment=comment, outcome="open").count() == 3
    assert stamps.numbers([key]) != before
    [mine] = own.explain([comment])
    assert "Several readers reported it" in mine.reasons[0]


def test_its_author_is_told_and_told_again_when_it_is_back(reliable):
    comment = make_comment()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        reported(comment, reliable)
    notifying.tell_author(decision_id=Decision.objects.filter(comment_id=comment.pk).latest("pk").pk)

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=15)):
        approved = decisions.approve(comment, by=make_moderator())
        notifying.tell_author(decision_id=approved.pk)

    subjects = [letter.subject.partition(": ")[2] for letter in mail.outbox]
    assert subjects == ["A moderator looks at your comment", "Your comment is published"]


def test_a_crowd_of_others_hides_nothing(reliable):
    crowd = [make_reader() for _ in range(9)]

    assert reported(make_comment(), [*reliable[:2], *crowd]) == Comment.Status.PUBLISHED


def test_what_a_person_has_approved_is_not_hidden_by_reports(reliable):
    comment = make_comment()
    decisions.approve(comment, by=make_moderator())

    assert reported(comment, reliable) == Comment.Status.PUBLISHED
