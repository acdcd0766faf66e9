"""Telling and following while somebody else does the same, or leaves: nothing twice, and nothing to somebody who is gone."""

from concurrent.futures import ThreadPoolExecutor

from django.core import mail
from django.db import connection, transaction

from comments import following, notifying, telling
from comments.models import Following, Notification
from comments.moderation import decisions
from newsroom.accounts import holdings
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_thread


def told(comment):
    """Who was told of a comment, each with the kind of news."""
    return list(Notification.objects.filter(comment=comment).values_list("reader_id", "kind"))


def in_a_thread(do, *given):
    """Do it on a connection of its own, and close that."""
    try:
        do(*given)
    finally:
        connection.close()


def test_two_jobs_at_once_tell_once_and_the_second_waits(committed):
    parent, answer = make_thread(make_discussion(), answers=1)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        telling.spread(answer.pk)
        second = pool.submit(in_a_thread, telling.spread, answer.pk)
        assert until_it_waits_for_us(second)
    second.result(timeout=10)

    assert told(answer) == [(parent.author_id, Notification.Kind.ANSWER)]


def test_somebody_who_is_being_erased_at_this_moment_is_told_nothing(committed):
    parent, answer = make_thread(make_discussion(), answers=1)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        holdings.erase(parent.author)
        job = pool.submit(in_a_thread, telling.spread, answer.pk)
        assert until_it_waits_for_us(job)
    job.result(timeout=10)

    assert told(answer) == []


def test_two_presses_at_once_are_one_row(committed):
    discussion, reader = make_discussion(), make_reader()

    def press(_number):
        try:
            return bool(following.follow(discussion, by=reader))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(8))) == [True] * 8

    assert Following.objects.count() == 1


def test_somebody_who_leaves_at_this_moment_is_told_of_no_decision(committed):
    report = make_report(comment=make_comment(discussion=make_discussion()))
    decision = decisions.remove(report.comment, by=make_moderator(), rule=make_rule())

    for job_of, leaving in ((notifying.tell_author, report.comment.author), (notifying.tell_reporters, report.reader)):
        with ThreadPoolExecutor(1) as pool, transaction.atomic():
            holdings.erase(leaving)
            job = pool.submit(in_a_thread, job_of, decision.pk)
            assert until_it_waits_for_us(job)
        job.result(timeout=10)

    assert told(report.comment) == []
    assert not mail.outbox
