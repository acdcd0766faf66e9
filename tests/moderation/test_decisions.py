"""Decisions: one transaction each, counted, logged, undone, and never by the wrong person."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from comments import counting, limits
from comments.models import Comment, Decision, Report, Signal
from comments.moderation import checks, decisions, policy
from comments.moderation.decisions import Changed, Seen, TooLate
from newsroom.accounts import roles
from newsroom.accounts.models import Role
from newsroom.web import stamps
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_held_comment,
    make_removed_comment,
    make_report,
    make_rule,
)

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def moderator():
    return make_moderator()


def state(comment):
    comment.refresh_from_db()
    comment.discussion.refresh_from_db()
    counting.prove(comment.discussion)
    return comment.status


def test_every_comment_has_a_signal_of_every_check_and_an_entry_in_the_log():
    comment = make_comment()

    names = set(Signal.objects.filter(comment=comment).values_list("check_name", flat=True))
    entry = Decision.objects.get(comment_id=comment.pk)

    assert names == {check.name for check in checks.CHECKS}
    assert (entry.kind, entry.automatic, entry.policy_version) == ("publish", True, policy.CURRENT)


def test_an_approved_comment_is_seen_numbered_and_counted(moderator):
    comment = make_held_comment()

    decisions.approve(comment, by=moderator)

    assert state(comment) == Status.PUBLISHED
    assert comment.number == comment.discussion.last_number
    assert comment.discussion.held_count == 0


def test_a_removed_comment_keeps_its_number_and_its_answers_keep_their_place(moderator):
    first, answer = make_chain(make_comment().discussion, deep=1)

    decisions.remove(first, by=moderator, rule=make_rule(), note="Say it without the name.")

    assert state(first) == Status.REMOVED
    assert first.number is not None
    assert state(answer) == Status.PUBLISHED
    entry = Decision.objects.latest("pk")
    assert (entry.rule_number, entry.evidence.note) == (1, "Say it without the name.")
    assert entry.standards_version is not None


def test_a_decision_changes_what_the_very_next_reader_gets(moderator):
    comment = make_held_comment()
    key = stamps.discussion(comment.discussion_id)
    before = stamps.numbers([key])

    decisions.approve(comment, by=moderator)

    assert stamps.numbers([key]) != before


@pytest.mark.parametrize(
    ("make", "decide"),
    [
        (make_comment, lambda comment, by: decisions.approve(comment, by=by)),
        (make_held_comment, lambda comment, by: decisions.remove(comment, by=by, rule=make_rule())),
        (make_held_comment, lambda comment, by: decisions.take_back(comment, by=comment.author)),
        (
            make_held_comment,
            lambda comment, by: decisions.undo(decisions.remove(comment, by=by, rule=make_rule()), by=by),
        ),
    ],
    ids=["kept", "removed unseen", "taken back unseen", "removed unseen and undone"],
)
def test_a_decision_that_no_reader_can_see_lets_every_kept_page_be(moderator, make, decide):
    comment = make()
    make_rule()
    key = stamps.discussion(comment.discussion_id)
    before = stamps.numbers([key])

    decide(comment, moderator)

    assert stamps.numbers([key]) == before


def test_removing_upholds_the_open_reports_and_approving_dismisses_them(moderator):
    removed, kept = make_report(), make_report()

    decisions.remove(removed.comment, by=moderator, rule=removed.rule)
    decisions.approve(kept.comment, by=moderator)

    removed.refresh_from_db()
    kept.refresh_from_db()
    assert (removed.outcome, kept.outcome) == (Report.Outcome.UPHELD, Report.Outcome.DISMISSED)
    assert state(kept.comment) == Status.PUBLISHED


@pytest.mark.parametrize("make", [make_held_comment, make_comment])
def test_undo_puts_comment_reports_and_counts_back(moderator, make):
    comment = make()
    report = make_report(comment=comment) if comment.status == Status.PUBLISHED else None
    before = comment.status
    decision = decisions.remove(comment, by=moderator, rule=make_rule())

    decisions.undo(decision, by=moderator)

    assert state(comment) == before
    if report:
        report.refresh_from_db()
        comment.tally.refresh_from_db()
        assert (report.outcome, comment.tally.reports) == (Report.Outcome.OPEN, 1)


def test_undo_of_an_approval_makes_it_wait_again_with_its_number_kept(moderator):
    comment = make_held_comment()
    decision = decisions.approve(comment, by=moderator)

    decisions.undo(decision, by=moderator)

    assert state(comment) == Status.HELD
    assert comment.discussion.held_count == 1


def test_undo_is_too_late_once_the_author_has_been_told(moderator):
    comment = make_comment()
    decision = decisions.remove(comment, by=moderator, rule=make_rule())

    with time_machine.travel(timezone.now() + limits.UNDO_WINDOW + dt.timedelta(seconds=1)), pytest.raises(TooLate):
        decisions.undo(decision, by=moderator)

    assert state(comment) == Status.REMOVED


def test_undo_is_too_late_after_another_decision(moderator):
    comment = make_comment()
    first = decisions.remove(comment, by=moderator, rule=make_rule())
    decisions.approve(comment, by=make_moderator())

    with pytest.raises(TooLate):
        decisions.undo(first, by=moderator)


def test_what_the_checks_decided_cannot_be_undone(moderator):
    comment = make_held_comment()

    with pytest.raises(TooLate):
        decisions.undo(Decision.objects.get(comment_id=comment.pk), by=moderator)


def test_a_removed_comment_can_be_restored_later(moderator):
    comment = make_removed_comment()

    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        decisions.approve(comment, by=moderator)

    assert state(comment) == Status.PUBLISHED


def test_restoring_dismisses_the_reports_that_the_removal_upheld_and_undoing_that_upholds_them_again(moderator):
    report = make_report()
    removal = decisions.remove(report.comment, by=moderator, rule=report.rule)

    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        restored = decisions.approve(report.comment, by=moderator)
        report.refresh_from_db()
        answer = (report.outcome, report.decision_id)
        decisions.undo(restored, by=moderator)

    assert answer == (Report.Outcome.DISMISSED, restored.pk)
    report.refresh_from_db()
    assert (report.outcome, report.decision_id) == (Report.Outcome.UPHELD, removal.pk)
    assert state(report.comment) == Status.REMOVED


def test_a_decision_on_what_has_changed_meanwhile_writes_nothing(moderator):
    comment = make_held_comment()
    seen = Seen.of(comment)
    decisions.approve(comment, by=make_moderator())
    before = Decision.objects.count()

    with pytest.raises(Changed) as changed:
        decisions.remove(comment, by=moderator, rule=make_rule(), seen=seen)

    assert changed.value.comment.status == Status.PUBLISHED
    assert Decision.objects.count() == before


def test_nobody_decides_on_their_own_comment(moderator):
    comment = make_held_comment(author=moderator)

    with pytest.raises(PermissionDenied):
        decisions.approve(comment, by=moderator)


def test_a_reader_decides_on_nothing():
    with pytest.raises(PermissionDenied):
        decisions.remove(make_comment(), by=make_reader(), rule=make_rule())


def test_a_role_taken_away_a_second_ago_no_longer_decides(moderator):
    comment = make_held_comment()
    assert moderator.is_moderator
    roles.dismiss(moderator.__class__.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)

    with pytest.raises(PermissionDenied):
        decisions.approve(comment, by=moderator)


def test_only_the_author_takes_a_comment_back():
    comment = make_comment()

    with pytest.raises(PermissionDenied):
        decisions.take_back(comment, by=make_reader())
    decisions.take_back(comment, by=comment.author)

    assert state(comment) == Status.TAKEN_BACK


def test_what_its_author_took_back_cannot_be_approved(moderator):
    comment = make_comment()
    decisions.take_back(comment, by=comment.author)

    with pytest.raises(Changed):
        decisions.approve(comment, by=moderator)


def test_taking_back_answers_the_reports():
    report = make_report()

    decisions.take_back(report.comment, by=report.comment.author)

    report.refresh_from_db()
    assert report.outcome == Report.Outcome.MOOT
