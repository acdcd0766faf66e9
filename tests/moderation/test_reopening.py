"""A comment that a moderator has kept comes back to the desk with its second report, not with its first."""

import pytest
from django.utils import timezone

from comments import editing
from comments.moderation import awaiting, decisions, queue
from comments.moderation.queue import Queue
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """A comment that was reported, and that a moderator let stand."""
    comment = make_report().comment
    decisions.approve(comment, by=make_moderator())
    return comment


def waiting():
    return [case.comment.pk for case in queue.waiting(now=timezone.now()).items]


def test_one_report_after_an_approval_does_not_reopen_a_comment(kept):
    marker = queue.newest_waiting()

    make_report(comment=kept)

    assert waiting() == []
    assert queue.counts()[Queue.REPORTED] == 0
    assert queue.arrived_since(marker) == 0


def test_the_second_report_after_an_approval_reopens_it(kept):
    marker = queue.newest_waiting()

    make_report(comment=kept)
    make_report(comment=kept)

    assert waiting() == [kept.pk]
    assert queue.counts()[Queue.REPORTED] == 1
    assert queue.arrived_since(marker) == 1


def test_one_report_is_enough_for_what_only_the_checks_have_looked_at():
    comment = make_comment()

    make_report(comment=comment)

    assert waiting() == [comment.pk]


def test_undoing_the_approval_brings_the_report_back_at_once():
    comment, moderator = make_report().comment, make_moderator()
    decisions.undo(decisions.approve(comment, by=moderator), by=moderator)

    assert waiting() == [comment.pk]


def test_a_report_of_what_readers_no_longer_see_is_not_announced():
    marker = queue.newest_waiting()
    comment = make_comment()
    make_report(comment=comment)
    type(comment).objects.filter(pk=comment.pk).update(status="held", created_at="2020-01-01T00:00Z")
    awaiting.settle(comment)

    assert queue.arrived_since(marker) == 0


def test_what_reports_have_hidden_is_announced_although_it_was_written_long_ago():
    comment, waits = make_comment(), make_held_comment()
    type(comment).objects.filter(pk=comment.pk).update(created_at="2020-01-01T00:00Z")
    marker = queue.newest_waiting()

    decisions.hold_for_reports(comment, weights=[4.0, 2.0, 2.0])

    assert queue.arrived_since(marker) == 1
    assert queue.arrived_since(queue.newest_waiting()) == 0
    assert waits.pk in waiting()


def test_neither_an_undoing_nor_a_change_of_what_waits_is_announced():
    held, kept = make_held_comment(), make_held_comment()
    marker = queue.newest_waiting()

    moderator = make_moderator()
    decisions.undo(decisions.approve(kept, by=moderator), by=moderator)
    editing.edit_comment(held, by=held.author, body="Other words.", revision=1)

    assert sorted(waiting()) == [held.pk, kept.pk]
    assert queue.arrived_since(marker) == 0


def test_what_its_author_has_changed_after_it_was_seen_is_announced():
    comment = make_comment()
    marker = queue.newest_waiting()

    editing.edit_comment(comment, by=comment.author, body="https://a.example https://b.example https://c.example", revision=1)

    assert queue.arrived_since(marker) == 1


def test_a_reported_comment_waits_since_its_report_on_the_list_and_by_itself():
    report = make_report()

    [listed] = queue.waiting(now=timezone.now()).items
    alone = queue.case_of(report.comment_id, now=timezone.now())

    assert listed.since == alone.since == report.at
