"""Objections and notices of the demo newspaper: some wait, some were answered."""

import datetime as dt
from itertools import count

import pytest
from django.utils import timezone

from comments.models import Awaiting, Comment, Decision, Notice, Objection
from comments.moderation import awaiting, decisions
from comments.seeding import contesting
from comments.seeding.reading import read_table
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule

pytestmark = pytest.mark.django_db

DAYS = dt.timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def quiet_hours(now):
    """Moments of the day before yesterday."""
    return (now - 2 * DAYS + dt.timedelta(minutes=number) for number in count())


@pytest.fixture
def moderators(db):
    return [make_moderator(), make_moderator()]


@pytest.fixture
def contested(now, quiet_hours, moderators):
    """Everything that is contested, said twelve days ago; what was removed, removed ten days ago."""
    looks, discussion = read_table("second_looks"), make_discussion()
    rule = make_rule()
    said = [row["comment"] for row in (*looks["reports"], *looks["notices"]) if "comment" in row]
    for body in said:
        make_comment(discussion=discussion, body=body)
    for row in looks["objections"]:
        comment = make_comment(discussion=discussion, body=row["removed"])
        decisions.remove(comment, by=moderators[0], rule=rule, now=now - 10 * DAYS)
    Comment.objects.update(created_at=now - 12 * DAYS)

    contesting.contest(moderators, quiet_hours, now=now)


def test_they_wait_and_were_answered_in_every_state(contested):
    assert set(Objection.objects.values_list("about", "outcome")) == {
        ("removal", "open"),
        ("removal", "upheld"),
        ("removal", "rejected"),
        ("dismissal", "open"),
    }
    assert set(Notice.objects.values_list("outcome", flat=True)) == {"open", "stays"}
    assert Notice.objects.filter(follows__isnull=False, outcome="open").exists()
    assert set(Awaiting.objects.values_list("kind", flat=True)) == {"objection", "notice"}
    awaiting.prove()


def test_one_objection_is_overdue(contested, now):
    waiting = Objection.objects.filter(outcome="open")

    assert waiting.filter(at__lt=now - 7 * DAYS).count() == 1


def test_answers_were_given_in_the_quiet_hours_as_the_log_says(contested, now):
    for answered in (*Notice.objects.filter(outcome="stays"), *Objection.objects.exclude(outcome="open")):
        logged = Decision.objects.get(pk=getattr(answered, "answer_decision_id", None) or answered.decision_id)

        assert answered.at < answered.answered_at == logged.at < now - DAYS


def test_a_second_look_is_asked_for_a_day_after_the_answer(contested):
    again = Notice.objects.select_related("follows").get(follows__isnull=False)

    assert again.at - again.follows.answered_at > DAYS


def test_what_was_not_said_or_not_removed_is_not_contested(quiet_hours, moderators, now):
    make_comment()

    contesting.contest(moderators, quiet_hours, now=now)

    assert not Objection.objects.exists()
    assert not Notice.objects.exists()
