"""Letters of news once a day: everything once, to those who chose them, and no more fetched than is shown."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import choosing, following, limits, news_letters, telling
from comments.models import TellingChoice
from tests.comments.hearing import answer_to, digests, follow_and_tell, letters
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db

Mail = TellingChoice.Mail
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def writer():
    """A reader who takes part."""
    return make_trusted_reader()


def test_a_daily_letter_holds_everything_once(discussion, writer, clock):
    choosing.choose(writer, mail=Mail.DAILY)
    clock.shift(A_MINUTE)
    here, [there] = answer_to(writer, discussion), follow_and_tell(writer, make_discussion(), count=1)
    assert letters() == []

    [letter] = digests()

    assert here.get_absolute_url() in letter.body
    assert there.get_absolute_url() in letter.body
    assert "List-Unsubscribe" in letter.extra_headers
    assert digests() == []


def test_daily_letters_are_queued_for_those_alone_who_want_them_and_have_something_new(discussion, monkeypatch, clock):
    monkeypatch.setattr(limits, "TOLD_AT_ONCE", 2)
    wanted = [make_reader() for _ in range(3)]
    idle, at_once = make_reader(), make_reader()
    for reader in (*wanted, idle):
        choosing.choose(reader, mail=Mail.DAILY)
    for reader in (*wanted, at_once):
        following.follow(discussion, by=reader)
    clock.shift(A_MINUTE)
    comment = make_comment(discussion=discussion)
    for after in (0, wanted[1].pk):
        telling.spread(comment.pk, after)

    assert {letter.to[0] for letter in digests()} == {reader.email for reader in wanted}


def test_a_long_letter_says_how_much_more_there_is(discussion, writer, clock, monkeypatch):
    monkeypatch.setattr(limits, "NEWS_IN_A_LETTER", 2)
    choosing.choose(writer, mail=Mail.DAILY)
    clock.shift(A_MINUTE)
    for name in ("Ann Lee", "Ben Cole", "Cy Dunn"):
        answer_to(writer, discussion, name=name)

    [letter] = digests()

    assert letter.body.count("answered you, under:") == 2
    assert "And 1 more." in letter.body
    assert digests() == []


def test_a_letter_fetches_what_it_shows_however_much_waits(discussion, writer, clock, monkeypatch):
    monkeypatch.setattr(limits, "NEWS_IN_A_LETTER", 2)
    choosing.choose(writer, mail=Mail.DAILY)
    clock.shift(A_MINUTE)
    # Two letters of the same kind, so that the second shows what the rest costs.
    asked = []
    for count in (3, 9):
        follow_and_tell(writer, make_discussion(), count=count)
        with CaptureQueriesContext(connection) as queries:
            news_letters.write_digest(writer.pk)
        asked.append([query["sql"] for query in queries])
        clock.shift(A_MINUTE)

    few, many = asked
    assert len(few) == len(many)
    [update] = [sql for sql in many if sql.startswith("UPDATE")]
    assert "comments_comment" in update, "by its condition, not by a list of numbers"
    assert all("LIMIT 2" in sql for sql in many if '"comments_comment"."body"' in sql and "comments_notification" in sql)
    assert mail.outbox[-1].subject.endswith(": 9 new comments for you")
    assert "And 7 more." in mail.outbox[-1].body


@pytest.mark.parametrize("how", [Mail.AT_ONCE, Mail.DAILY])
def test_saving_the_choice_as_it_was_loses_nothing_that_waits(discussion, writer, clock, how):
    choosing.choose(writer, mail=how)
    clock.shift(A_MINUTE)
    answer_to(writer, discussion)
    clock.shift(A_MINUTE)

    choosing.choose(writer, mail=how)

    [letter] = letters() if how == Mail.AT_ONCE else digests()
    assert "Mara Quist answered you" in letter.subject
