"""A change of the standards is news: whoever wants letters of news has it in one, once, by the rules of all others."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import accepting, announcing, choosing, limits, news, news_letters
from comments.models import Acceptance, Rule, StandardsVersion, TellingChoice
from comments.moderation import revising, standards
from newsroom.accounts.models import User
from tests.comments.hearing import digests, follow_and_tell, letters, queued
from tests.factories.accounts import make_moderator, make_reader, make_unconfirmed_reader
from tests.factories.comments import make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

Mail = TellingChoice.Mail
CHANGED = "Our community standards changed on"
NOTE = "Names of private people never were news; now the rule says so."


def accepted(reader):
    """A reader who accepted the first version."""
    Acceptance.objects.create(account=reader, version=1, at=reader.date_joined)
    return reader


@pytest.fixture
def reader():
    """A reader who takes part and accepted the first version."""
    make_rule(1)
    return accepted(make_trusted_reader())


def change(text="Speak to people as you would at a table.", *, is_wording_only=False):
    """Put a change in force as an editor does, and tell who is to be told."""
    rule = Rule.objects.get(number=1)
    words = {name: getattr(rule, name) for name in Rule.WORDS} | {"text": text}
    revising.write_change(1, words=words, retires=False, seen=None, by=make_moderator())
    seen = revising.pending().mark
    version = revising.put_in_force(note=NOTE, is_wording_only=is_wording_only, seen=seen, by=make_moderator())
    tell()
    return version


def tell():
    """Do the jobs that tell readers, as often as they queue themselves."""
    while jobs := queued("tell_of_change"):
        for job in jobs:
            ProcrastinateJob.objects.filter(pk=job.pk).delete()
            announcing.tell_of_change(**job.args)


def test_whoever_accepted_and_chose_nothing_is_written_to_once_with_what_changed_and_why(reader):
    outsider = make_reader()
    version = change()

    [letter] = letters()

    assert letter.to == [reader.email]
    assert outsider.email not in str(letter.to)
    assert f": {CHANGED}" in letter.subject
    for words in (NOTE, f"/standards/{version.number}/#changes", "with the next comment", "/comments/news/stop/"):
        assert words in letter.body
    assert "List-Unsubscribe" in letter.extra_headers
    assert ", under:" not in letter.body
    announcing.tell_of_change(version=version.number)
    assert letters() == []


def test_whoever_wants_no_letters_or_has_read_or_accepted_it_gets_none(reader):
    never, opened, publishes = (accepted(make_reader()) for _ in range(3))
    unconfirmed = accepted(make_unconfirmed_reader())
    choosing.choose(never, mail=Mail.NEVER)
    version = change()
    news.open_news(opened, row_ids=[opened.notifications.get().pk])
    accepting.accept(publishes, version=version.number, at=version.in_force_from)

    assert [letter.to for letter in letters()] == [[reader.email]]
    assert not unconfirmed.notifications.filter(mailed_at__isnull=False).exists()


def test_once_a_day_it_stands_in_the_daily_letter_with_the_rest(reader, discussion, clock):
    choosing.choose(reader, mail=Mail.DAILY)
    clock.shift(timedelta(minutes=1))
    change()
    # Not an answer to them: by publishing they would have accepted it.
    [comment] = follow_and_tell(reader, discussion, count=1)
    assert letters() == []

    [letter] = digests()

    assert letter.subject.endswith(": 2 pieces of news for you")
    assert CHANGED in letter.body
    assert comment.get_absolute_url() in letter.body
    assert digests() == []


def test_a_second_change_within_the_hour_is_told_in_its_place_and_the_first_in_no_letter(reader):
    change("To all people.")
    second = change("To all people, always.")

    [letter] = letters()

    assert f"/standards/{second.number}/#changes" in letter.body
    assert letter.body.count(CHANGED) == 1


def test_of_a_change_of_the_wording_nobody_is_written_to(reader):
    change(is_wording_only=True)

    assert not queued("write_at_once")
    assert letters() == []


def test_many_are_written_to_in_batches_and_after_everything_that_somebody_waits_for(
    reader, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(limits, "TOLD_AT_ONCE", 4)
    people = User.objects.bulk_create(
        [User(email=f"many{number}@example.org", display_name=f"Many {number}", password="!") for number in range(9)]
    )
    Acceptance.objects.bulk_create([Acceptance(account=one, version=1, at=reader.date_joined) for one in people])
    StandardsVersion.objects.create(number=2, in_force_from=reader.date_joined, rules=[])

    # The transaction, which version is the newest, who is told, who wants a letter, their jobs, and the job for the rest.
    with django_assert_max_num_queries(7):
        announcing.tell_of_change(version=2)
    assert len(queued("write_at_once")) == 4
    tell()

    jobs = queued("write_at_once")
    assert sorted(job.args["reader_id"] for job in jobs) == sorted([reader.pk, *(one.pk for one in people)])
    assert {job.priority for job in jobs} == {news_letters.WHEN_IDLE}


def test_a_comment_at_the_same_time_is_a_letter_of_its_own(reader, discussion):
    change()
    follow_and_tell(reader, discussion, count=1)

    subjects = [letter.subject.partition(": ")[2] for letter in letters()]

    assert [subject.startswith(CHANGED) for subject in subjects] == [True, False]


def test_the_first_standards_of_a_site_are_announced_to_nobody(db):
    standards.adopt_suggested()

    assert not queued("tell_of_change")
