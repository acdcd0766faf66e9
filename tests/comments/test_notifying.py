"""What readers are told about decisions: in the decision's transaction, 40 seconds later, and only if it still stands."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import limits, notifying, own
from comments.models import Comment, Decision, Report
from comments.moderation import decisions, standards
from comments.moderation.desk import history
from tests.factories.accounts import make_moderator
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule

pytestmark = pytest.mark.django_db


def queued():
    return sorted(job.task_name.rpartition(".")[2] for job in ProcrastinateJob.objects.filter(task_name__startswith="comments."))


def test_a_removal_writes_to_the_author_with_rule_note_and_words(discussion):
    comment = make_comment(discussion=discussion, body="You are all fools.")
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="No names, please.")

    notifying.tell_author(decision_id=decision.pk)

    [letter] = mail.outbox
    assert letter.to == [comment.author.email]
    for words in ["rule 1", "Speak to people, not about them", "No names, please.", "You are all fools.", "/comments/mine/"]:
        assert words in letter.body


def test_an_approval_writes_to_the_author_of_a_held_comment(discussion):
    comment = make_held_comment(discussion=discussion)
    decision = decisions.approve(comment, by=make_moderator())

    notifying.tell_author(decision_id=decision.pk)

    assert comment.get_absolute_url() in mail.outbox[0].body


def test_keeping_a_reported_comment_says_nothing_to_its_author(discussion):
    report = make_report(comment=make_comment(discussion=discussion))
    decision = decisions.approve(report.comment, by=make_moderator())

    notifying.tell_author(decision_id=decision.pk)

    assert not mail.outbox


@pytest.mark.parametrize(
    ("decide", "words"),
    [("remove", "agreed"), ("approve", "does not break this rule, so it may stay"), ("take_back", "taken the comment back")],
)
def test_whoever_reported_is_told_what_came_of_it(discussion, decide, words):
    report = make_report(comment=make_comment(discussion=discussion))
    comment, moderator = report.comment, make_moderator()
    decision = {
        "remove": lambda: decisions.remove(comment, by=moderator, rule=make_rule()),
        "approve": lambda: decisions.approve(comment, by=moderator),
        "take_back": lambda: decisions.take_back(comment, by=comment.author),
    }[decide]()

    notifying.tell_reporters(decision_id=decision.pk)

    assert [letter.to for letter in mail.outbox] == [[report.reader.email]]
    assert words in mail.outbox[0].body


def test_a_decision_that_was_undone_is_told_to_nobody(discussion):
    report, moderator = make_report(comment=make_comment(discussion=discussion)), make_moderator()
    decision = decisions.remove(report.comment, by=moderator, rule=make_rule())
    decisions.undo(decision, by=moderator)

    notifying.tell_author(decision_id=decision.pk)
    notifying.tell_reporters(decision_id=decision.pk)

    assert not mail.outbox


def test_messages_are_queued_with_the_decision_and_due_when_it_can_no_longer_be_undone(discussion):
    report = make_report(comment=make_comment(discussion=discussion))

    decision = decisions.remove(report.comment, by=make_moderator(), rule=make_rule())

    assert queued() == ["tell_author", "tell_reporters"]
    due = ProcrastinateJob.objects.get(task_name__endswith="tell_author").scheduled_at
    assert abs((due - decision.at) - limits.UNDO_WINDOW).total_seconds() < 5


def test_a_decision_that_fails_queues_nothing(discussion):
    comment = make_comment(discussion=discussion)

    with transaction.atomic():
        decisions.remove(comment, by=make_moderator(), rule=make_rule())
        transaction.set_rollback(True)

    assert queued() == []
    assert Decision.objects.filter(kind="remove").count() == 0


def test_a_mail_server_that_is_away_stops_no_decision_and_is_tried_again(discussion, settings):
    settings.EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
    comment = make_comment(discussion=discussion)
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule())

    notifying.tell_author(decision_id=decision.pk)

    comment.refresh_from_db()
    assert comment.status == "removed"
    # The letter waits as a job of its own, which is tried again until the server is back.
    [letter] = ProcrastinateJob.objects.filter(task_name__startswith="newsroom.accounts.mail")
    assert letter.status == "todo"


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


LATER = limits.UNDO_WINDOW + timedelta(seconds=1)


def told_by(*decided):
    """The subjects of what the author is told when the jobs of these decisions run."""
    mail.outbox.clear()
    for decision in decided:
        notifying.tell_author(decision_id=decision.pk)
    return [letter.subject.partition(": ")[2] for letter in mail.outbox]


def test_a_removal_restored_before_it_was_told_is_told_to_nobody(discussion, clock):
    comment, moderator = make_comment(discussion=discussion), make_moderator()
    clock.shift(LATER)
    removal = decisions.remove(comment, by=moderator, rule=make_rule())

    restored = decisions.approve(comment, by=moderator)

    assert told_by(removal, restored) == []


def test_a_removal_restored_after_it_was_told_is_told_too(discussion, clock):
    comment, moderator = make_comment(discussion=discussion), make_moderator()
    removal = decisions.remove(comment, by=moderator, rule=make_rule())
    assert told_by(removal) == ["Your comment was removed"]
    clock.shift(LATER)

    restored = decisions.approve(comment, by=moderator)

    assert told_by(restored) == ["Your comment is back"]


def test_an_approval_followed_by_keeping_it_is_told_once(discussion, clock):
    comment, moderator = make_held_comment(discussion=discussion), make_moderator()
    approved = decisions.approve(comment, by=moderator)
    make_report(comment=Comment.objects.get(pk=comment.pk))

    kept = decisions.approve(comment, by=moderator)

    assert told_by(approved, kept) == ["Your comment is published"]
    clock.shift(LATER)
    assert told_by(decisions.approve(comment, by=moderator)) == []


def test_a_removal_that_an_undoing_brought_back_is_told_with_its_rule(discussion, clock):
    report, moderator = make_report(comment=make_comment(discussion=discussion)), make_moderator()
    comment = report.comment
    removal = decisions.remove(comment, by=moderator, rule=make_rule(), note="No names, please.")
    restored = decisions.approve(comment, by=moderator)

    undone = decisions.undo(restored, by=moderator)

    assert told_by(removal, restored, undone) == ["Your comment was removed"]
    assert "rule 1" in mail.outbox[0].body
    assert "No names, please." in mail.outbox[0].body
    mail.outbox.clear()
    for decision in (removal, restored, undone):
        notifying.tell_reporters(decision_id=decision.pk)
    assert ["agreed" in letter.body for letter in mail.outbox] == [True]


def test_author_letter_and_log_read_the_rule_as_it_was_when_the_comment_was_removed(discussion):
    comment, rule = make_comment(discussion=discussion), make_rule()
    decision = decisions.remove(comment, by=make_moderator(), rule=rule)
    was, rule.title, rule.text = rule.title, "Another title", "Another text."
    standards.save_rule(rule)

    notifying.tell_author(decision_id=decision.pk)
    [mine] = own.explain([Comment.objects.get(pk=comment.pk)])

    assert was in mail.outbox[0].body
    assert "Another" not in mail.outbox[0].body
    assert mine.statement.rule_title == was
    assert history.in_words(decision).rule == f"1 ({was})"


def test_ones_own_page_names_the_rule_of_a_removal_that_was_brought_back(discussion):
    comment, moderator = make_comment(discussion=discussion), make_moderator()
    decisions.remove(comment, by=moderator, rule=make_rule(), note="No names, please.")
    decisions.undo(decisions.approve(comment, by=moderator), by=moderator)

    [mine] = own.explain([Comment.objects.get(pk=comment.pk)])

    assert (mine.statement.rule_number, mine.statement.facts) == (1, "No names, please.")


def test_whoever_reported_reads_both_rules_in_the_words_of_their_day(discussion):
    named, broken = make_rule(1), make_rule(2)
    report = make_report(comment=make_comment(discussion=discussion), rule=named)
    was = (named.title, broken.title)
    named.title = "Changed after the report"
    standards.save_rule(named)
    decision = decisions.remove(report.comment, by=make_moderator(), rule=broken)
    broken.title = "Changed after the removal"
    standards.save_rule(broken)

    notifying.tell_reporters(decision_id=decision.pk)

    [letter] = mail.outbox
    assert f"You named rule 1: {was[0]}" in letter.body
    assert f"It was removed under rule 2: {was[1]}" in letter.body
    assert "Changed" not in letter.body


def test_a_rule_reported_before_any_version_was_kept_is_named_as_it_is_today(discussion):
    report = make_report(comment=make_comment(discussion=discussion))
    Report.objects.filter(pk=report.pk).update(at=report.at - timedelta(days=400))
    decision = decisions.approve(report.comment, by=make_moderator())

    notifying.tell_reporters(decision_id=decision.pk)

    assert f"You named rule 1: {report.rule.title}" in mail.outbox[0].body


@pytest.mark.parametrize("headline", ["“Too dear”, say the ferry’s passengers", 'The "temporary" bridge turns ten'])
def test_a_headline_with_quotation_marks_gets_no_others_in_any_letter(headline):
    discussion, moderator = make_discussion(article=make_article(headline=headline)), make_moderator()
    approved = decisions.approve(make_held_comment(discussion=discussion), by=moderator)
    removed = decisions.remove(make_report(comment=make_comment(discussion=discussion)).comment, by=moderator, rule=make_rule())

    notifying.tell_author(decision_id=approved.pk)
    notifying.tell_author(decision_id=removed.pk)
    notifying.tell_reporters(decision_id=removed.pk)

    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        assert headline in letter.body.splitlines()
