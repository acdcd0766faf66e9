"""When a comment is told of, to how many at a time, and what is told of decisions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import editing, following, limits, notifying, telling
from comments.models import Mention, Notification
from comments.moderation import decisions
from newsroom.accounts.models import User
from tests.comments.hearing import make_followers, queued, told
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

Kind = Notification.Kind


# --- When a job is queued


def test_a_post_that_can_concern_nobody_queues_no_job(discussion):
    first = make_comment(discussion=discussion)
    make_comment(parent=first, author=first.author, now=first.created_at + timedelta(minutes=5))

    assert queued() == []


def test_posts_that_answer_name_or_are_followed_queue_one_each_for_one_query(discussion):
    writer = make_trusted_reader(display_name="Kira Evans")
    parent = make_comment(discussion=discussion, author=writer)
    authors = [make_trusted_reader(), make_trusted_reader()]
    with CaptureQueriesContext(connection) as nobody:
        make_comment(discussion=discussion, author=authors[0])
    following.follow(discussion, by=make_reader())

    with CaptureQueriesContext(connection) as somebody:
        followed = make_comment(discussion=discussion, author=authors[1])
    named = make_comment(discussion=discussion, body="So @Kira Evans says.")
    answer = make_comment(parent=parent)

    assert [job.args["comment_id"] for job in queued()] == [followed.pk, named.pk, answer.pk]
    assert len(somebody) == len(nobody) + 1


def test_a_comment_that_is_held_is_told_of_once_it_is_approved_and_can_no_longer_be_undone(discussion):
    parent = make_comment(discussion=discussion)
    held = make_held_comment(parent=parent)
    assert queued() == []

    decision = decisions.approve(held, by=make_moderator())

    [job] = queued()
    assert job.args == {"comment_id": held.pk}
    assert abs((job.scheduled_at - decision.at) - limits.UNDO_WINDOW) < timedelta(seconds=5)
    decisions.undo(decision, by=User.objects.get(pk=decision.by_id))
    telling.spread(held.pk)
    assert told(held) == {}


def test_names_that_a_change_adds_are_told_and_no_others_again(discussion):
    named = make_trusted_reader(display_name="Kira Evans")
    make_comment(discussion=discussion, author=named)
    comment = make_comment(discussion=discussion)
    following.follow(discussion, by=make_reader())

    editing.edit_comment(comment, by=comment.author, body="Other words.", revision=1)
    assert queued() == []
    editing.edit_comment(comment, by=comment.author, body="Ask @Kira Evans.", revision=2)
    [job] = queued()
    telling.spread(**job.args)

    assert told(comment)[named.pk] == Kind.MENTION
    assert Mention.objects.filter(comment=comment).count() == 1


# --- Many


def test_2500_followers_are_told_in_three_batches_of_a_few_queries_each(discussion):
    followers = make_followers(discussion, 2500)
    comment = make_comment(discussion=discussion)
    batches = []
    while len(queued()) > len(batches):
        asked_for = queued()[-1].args
        with CaptureQueriesContext(connection) as asked:
            telling.spread(**asked_for)
        batches.append((Notification.objects.count(), len(asked)))

    assert [count for count, _queries in batches] == [1000, 2000, 2500]
    assert max(queries for _count, queries in batches) <= 5 + 2  # in a test, Django adds a savepoint and its release
    assert set(told(comment)) == {person.pk for person in followers}


def test_a_thousand_exactly_are_told_and_the_next_batch_finds_nobody(discussion, monkeypatch):
    monkeypatch.setattr(limits, "TOLD_AT_ONCE", 3)
    make_followers(discussion, 3)
    comment = make_comment(discussion=discussion)

    telling.spread(comment.pk)
    telling.spread(**queued()[-1].args)

    assert len(told(comment)) == 3
    assert len(queued()) == 2


def test_whoever_follows_both_the_conversation_and_a_thread_does_not_cut_a_batch_short(discussion, monkeypatch):
    monkeypatch.setattr(limits, "TOLD_AT_ONCE", 2)
    first = make_comment(discussion=discussion)
    readers = [make_reader() for _ in range(5)]
    for reader in readers:
        following.follow(discussion, by=reader)
        following.follow(discussion, by=reader, thread=first)
    answer = make_comment(parent=first)

    after, rounds = 0, 0
    while True:
        rounds += 1
        before = len(queued())
        telling.spread(answer.pk, after)
        if len(queued()) == before:
            break
        after = queued()[-1].args["after"]

    assert set(told(answer)) == {first.author_id, *(reader.pk for reader in readers)}
    assert rounds <= 5


# --- Decisions and reports


def test_a_removal_is_news_to_its_author_and_to_whoever_reported_it_once(discussion):
    report = make_report(comment=make_comment(discussion=discussion))
    decision = decisions.remove(report.comment, by=make_moderator(), rule=make_rule())

    for _again in range(2):
        notifying.tell_author(decision_id=decision.pk)
        notifying.tell_reporters(decision_id=decision.pk)

    assert told(report.comment) == {report.comment.author_id: Kind.DECISION, report.reader_id: Kind.REPORT}
    assert Notification.objects.count() == 2


def test_a_decision_that_was_undone_is_news_to_nobody(discussion):
    report, moderator = make_report(comment=make_comment(discussion=discussion)), make_moderator()
    decision = decisions.remove(report.comment, by=moderator, rule=make_rule())
    decisions.undo(decision, by=moderator)

    notifying.tell_author(decision_id=decision.pk)
    notifying.tell_reporters(decision_id=decision.pk)

    assert not Notification.objects.exists()
