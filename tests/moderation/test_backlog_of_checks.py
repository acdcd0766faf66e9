"""Turns, pauses, and a server that is down: what was not checked is checked once it is back, and costs little until then."""

import datetime as dt

import pytest

from comments.models import (
    Awaiting,
    Comment,
    Decision,
    OutsideService,
    Unchecked,
)
from comments.moderation import checking_again
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.outside import asking, resting
from tests.factories.comments import make_comment, make_discussion
from tests.moderation.checked import check, entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

Kind = Decision.Kind
Status = Comment.Status


def test_the_same_failure_again_writes_nothing(outside, says, clock):
    comment = make_comment()
    asked = says(None)
    for _ in range(4):
        check(comment)
        clock.shift(dt.timedelta(hours=2))

    assert entries(comment) == [Kind.HOLD, Kind.HOLD]
    assert len(asked) == 4


def test_before_its_turn_nobody_is_asked(outside, says):
    comment = make_comment()
    asked = says(None)

    check(comment)
    check(comment)

    assert len(asked) == 1


def test_after_three_failures_in_a_row_a_server_rests_and_costs_one_call_a_minute(outside, says, clock):
    discussion = make_discussion()
    for _ in range(8):
        make_comment(discussion=discussion)
    asked = says(None)

    checking_again.work_off(0)
    at_once = len(asked)
    calls = []
    for _ in range(5):
        clock.shift(dt.timedelta(minutes=1))
        checking_again.work_off(0)
        checking_again.work_off(0)
        calls.append(len(asked))

    assert at_once == 3
    assert calls == [4, 5, 6, 7, 8]
    [state] = resting.states()
    assert (state.name, state.waiting, state.why) == ("outside", 8, "nobody is there")
    assert state.failing_since is not None


def test_once_it_is_back_the_whole_backlog_is_checked_and_nobody_is_needed(outside, says, clock):
    discussion = make_discussion()
    written = [make_comment(discussion=discussion) for _ in range(8)]
    says(None)
    for _ in range(90):
        checking_again.work_off(0)
        clock.shift(dt.timedelta(minutes=1))
    asked = says(0.0)

    checking_again.work_off(0)

    assert {comment.pk for comment in Comment.objects.filter(status=Status.PUBLISHED)} == {comment.pk for comment in written}
    assert len(asked) == len({question.words for _name, question in asked[-8:]}) + len(asked) - 8
    assert not Awaiting.objects.exists()
    [state] = resting.states()
    assert (state.waiting, state.failing_since, state.why) == (0, None, "")


def test_one_comment_on_which_a_server_fails_keeps_no_other_waiting(outside, monkeypatch, clock):
    discussion = make_discussion()
    poison = make_comment(discussion=discussion, body="This one brings it down.")
    others = [make_comment(discussion=discussion) for _ in range(6)]

    def ask(check, question):
        return Finding(check.name, ran=Ran.FAILED if "brings it down" in question.words else Ran.RAN)

    monkeypatch.setattr(asking, "ask", ask)
    for _ in range(3):
        checking_again.work_off(0)
        clock.shift(dt.timedelta(minutes=1))

    assert set(Unchecked.objects.values_list("comment_id", flat=True)) == {poison.pk}
    assert Comment.objects.filter(pk__in=[other.pk for other in others], status=Status.PUBLISHED).count() == 6
    assert OutsideService.objects.get().failures < 3


def test_one_comment_that_cannot_be_checked_at_all_keeps_no_other_waiting(outside, monkeypatch, caplog):
    discussion = make_discussion()
    first, second = make_comment(discussion=discussion), make_comment(discussion=discussion)

    def ask(check, question):
        if question.words == first.body:
            raise RuntimeError("nobody thought of this")
        return Finding(check.name)

    monkeypatch.setattr(asking, "ask", ask)
    checking_again.work_off(0)

    second.refresh_from_db()
    assert second.status == Status.PUBLISHED
    assert "comment not checked again" in caplog.text


def test_a_dead_worker_leaves_every_comment_not_checked_and_on_the_desk(outside):
    discussion = make_discussion()
    written = [make_comment(discussion=discussion) for _ in range(5)]

    assert Awaiting.objects.filter(is_unchecked=True).count() == Unchecked.objects.count() == len(written)
