"""Letters of news: as their reader chose, one an hour from a conversation, each thing in one letter, stopped by one press."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import choosing, limits, news, news_letters
from comments.models import Notification, TellingChoice
from comments.moderation import decisions
from newsroom.accounts import holdings
from tests.comments.hearing import answer_to, follow_and_tell, letters, queued
from tests.factories.accounts import make_moderator, make_reader, make_unconfirmed_reader
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

Mail = TellingChoice.Mail
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def writer():
    """A reader who takes part."""
    return make_trusted_reader()


# --- What a letter says


def test_an_answer_is_written_at_once_to_whoever_chose_nothing(discussion, writer):
    answer = answer_to(writer, discussion, body="> You said so.\n\nNot *at all*, I am afraid.")

    [letter] = letters()

    assert letter.to == [writer.email]
    assert letter.subject.endswith(": Mara Quist answered you")
    for words in ("Mara Quist answered you, under:", discussion.article.headline, answer.get_absolute_url(), "/comments/news/"):
        assert words in letter.body
    assert "> Not *at all*, I am afraid." in letter.body
    assert "You said so" not in letter.body


def test_a_letter_has_no_more_than_the_first_words(discussion, writer):
    answer_to(writer, discussion, body=" ".join(f"word{number}" for number in range(300)))

    [letter] = letters()

    [excerpt] = [line for line in letter.body.splitlines() if line.startswith("> ")]
    assert len(excerpt) <= limits.EXCERPT_IN_A_LETTER + 4
    assert excerpt.endswith(" …")


def test_names_in_the_words_are_names(discussion, writer):
    answer_to(writer, discussion, body=f"Well, @{writer.display_name}, no.")

    assert f"> Well, @{writer.display_name}, no." in letters()[0].body


def test_every_letter_can_be_stopped_by_one_press(client, discussion, writer):
    answer_to(writer, discussion)
    [letter] = letters()

    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    # As a mail program does it (RFC 8058): no session, no token.
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in letter.body
    assert answer.status_code == 200
    assert choosing.mail_for(writer) == Mail.NEVER


# --- When it is written


def test_what_comes_within_the_hour_stands_together_in_the_next_letter(discussion, writer, clock):
    first = answer_to(writer, discussion, name="Ann Lee")
    assert len(letters()) == 1
    clock.shift(A_MINUTE)
    second = answer_to(writer, discussion, name="Ben Cole")
    third = answer_to(writer, discussion, name="Cy Dunn")
    assert letters() == []

    clock.shift(limits.LETTERS_APART)
    [letter] = letters()

    assert first.get_absolute_url() not in letter.body
    assert letter.body.index(third.get_absolute_url()) < letter.body.index(second.get_absolute_url())
    assert letter.subject.endswith(": 2 new comments for you")
    clock.shift(limits.LETTERS_APART)
    assert letters() == []


def test_however_much_comes_within_the_hour_one_job_waits(discussion, writer, clock):
    answer_to(writer, discussion)
    letters()
    clock.shift(A_MINUTE)
    for name in ("Ann Lee", "Ben Cole", "Cy Dunn"):
        answer_to(writer, discussion, name=name)

    letters()

    assert len(queued("write_at_once")) == 1


def test_another_conversation_is_another_letter(discussion, writer):
    answer_to(writer, discussion)
    follow_and_tell(writer, make_discussion(), count=1)

    assert len(letters()) == 2


def test_a_job_that_runs_twice_writes_once(discussion, writer):
    answer_to(writer, discussion)
    [job] = queued("write_at_once")

    for _again in range(2):
        news_letters.write_at_once(**job.args)

    assert len(mail.outbox) == 1


def test_what_was_removed_or_read_meanwhile_is_in_no_letter(discussion, writer):
    removed, opened = answer_to(writer, discussion), answer_to(writer, discussion, name="Ben Cole")
    decisions.remove(removed, by=make_moderator(), rule=make_rule())
    news.open_news(writer, row_ids=[Notification.objects.get(comment=opened).pk])

    assert letters() == []


def test_a_comment_that_was_removed_does_not_keep_the_next_from_being_written_about(discussion, writer):
    removed = answer_to(writer, discussion)
    decisions.remove(removed, by=make_moderator(), rule=make_rule())
    assert letters() == []

    answer_to(writer, discussion, name="Ben Cole")

    assert len(letters()) == 1


def test_a_job_that_ended_without_a_letter_keeps_no_later_news_from_being_written_about(discussion, writer, clock):
    make_comment(discussion=discussion, author=writer)
    address = EmailAddress.objects.filter(user=writer)
    address.update(verified=False)
    early = answer_to(writer, discussion, name="Ann Lee")
    assert letters() == []
    address.update(verified=True)
    clock.shift(A_MINUTE)

    late = answer_to(writer, discussion, name="Ben Cole")
    [letter] = letters()

    assert early.get_absolute_url() in letter.body
    assert late.get_absolute_url() in letter.body


def test_a_job_that_failed_for_good_keeps_no_later_news_from_being_written_about(discussion, writer, clock):
    answer_to(writer, discussion, name="Ann Lee")
    ProcrastinateJob.objects.filter(task_name__endswith=".write_at_once").update(status="failed")
    clock.shift(A_MINUTE)

    answer_to(writer, discussion, name="Ben Cole")

    assert [letter.subject.rsplit(": ")[-1] for letter in letters()] == ["2 new comments for you"]


def test_a_comment_shown_again_keeps_no_later_news_from_being_written_about(discussion, writer, clock):
    hidden, moderator = answer_to(writer, discussion, name="Ann Lee"), make_moderator()
    decisions.remove(hidden, by=moderator, rule=make_rule())
    assert letters() == []
    decisions.approve(hidden, by=moderator)
    clock.shift(A_MINUTE)

    answer_to(writer, discussion, name="Ben Cole")

    assert len(letters()) == 1


def test_a_mail_server_that_is_away_loses_nothing(discussion, writer, settings):
    settings.EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
    answer_to(writer, discussion)
    [job] = queued("write_at_once")

    news_letters.write_at_once(**job.args)

    # The letter waits as a job of its own, which is tried again until the server is back.
    [letter] = ProcrastinateJob.objects.filter(task_name="newsroom.accounts.mail.deliver")
    assert letter.status == "todo"


# --- Who gets one


def test_nobody_is_written_to_who_does_not_want_it_or_whose_address_is_not_confirmed(discussion, writer):
    never, unconfirmed, daily = make_reader(), make_unconfirmed_reader(), make_reader()
    choosing.choose(never, mail=Mail.NEVER)
    choosing.choose(daily, mail=Mail.DAILY)
    for reader in (never, unconfirmed, daily):
        follow_and_tell(reader, discussion, count=1)

    assert letters() == []
    assert Notification.objects.filter(reader__in=[never, unconfirmed, daily]).count() == 3 + 2 + 1


def test_somebody_erased_meanwhile_gets_no_letter(discussion, writer):
    answer_to(writer, discussion)

    holdings.erase(writer)

    assert letters() == []


def test_what_came_before_the_choice_is_in_no_letter(discussion, writer, clock):
    choosing.choose(writer, mail=Mail.NEVER)
    old = answer_to(writer, discussion)
    clock.shift(A_MINUTE)
    choosing.choose(writer, mail=Mail.AT_ONCE)
    clock.shift(A_MINUTE)

    new = answer_to(writer, discussion, name="Ben Cole")
    [letter] = letters()

    assert old.get_absolute_url() not in letter.body
    assert new.get_absolute_url() in letter.body
