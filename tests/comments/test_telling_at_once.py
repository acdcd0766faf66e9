"""Telling and following while somebody else does the same, or leaves: nothing twice, and nothing to somebody who is gone."""

from concurrent.futures import ThreadPoolExecutor

from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from comments import following, limits, muting, news, news_letters, notifying, telling
from comments.models import Following, Notification
from comments.moderation import decisions
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.comments.hearing import queued
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


def test_what_was_being_told_while_its_reader_muted_the_writer_is_seen_nowhere(committed):
    parent, answer = make_thread(make_discussion(), answers=1)
    reader, now = parent.author, timezone.now()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # The account is held, so that the job has looked at the list of the muted, and now waits.
            User.objects.select_for_update().get(pk=reader.pk)
            job = pool.submit(in_a_thread, telling.spread, answer.pk)
            assert until_it_waits_for_us(job)
            muting.mute(answer.author, by=reader)
        job.result(timeout=10)

    assert told(answer) == [(reader.pk, Notification.Kind.ANSWER)]
    assert news.unread(reader) == 0
    assert news.page_of(reader, after=None, now=now).items == []
    for queued_letter in queued("write_at_once"):
        news_letters.write_at_once(**queued_letter.args)
    assert not mail.outbox
    muting.unmute(answer.author, by=reader)
    assert news.unread(reader) == 0


def test_a_list_of_the_muted_ends_where_it_should_though_two_are_muted_at_once(committed, monkeypatch):
    monkeypatch.setattr(limits, "MUTED_BY_ONE_READER", 1)
    reader, first, second = make_reader(), make_reader(), make_reader()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert muting.mute(first, by=reader)
            pressed = pool.submit(in_a_thread, lambda: muting.mute(second, by=reader))
            waited = until_it_waits_for_us(pressed)
        pressed.result(timeout=10)

    assert waited
    assert [row.muted for row in muting.muted_by(reader)] == [first]


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
