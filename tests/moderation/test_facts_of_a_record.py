"""What is known about an author besides the words: reports on them, whom they call, how old their account is."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import limits, references
from comments.models import Comment, Report
from comments.moderation import decisions, facts
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussion():
    return make_discussion()


def gather(discussion, *, author, body="Well said.", now=None):
    return facts.gather(discussion=discussion, author=author, parent=None, body=body, now=now or timezone.now())


def make_reliable_reporter(*, right=limits.UPHELD_BEFORE_WEIGHT):
    """A reader whose reports moderators have upheld."""
    reader = make_reader()
    for _again in range(right):
        made = make_report(comment=make_comment(), by=reader)
        decisions.remove(made.comment, by=make_moderator(), rule=made.rule)
    return reader


def test_open_reports_count_by_readers_who_were_right_before(discussion):
    author = make_trusted_reader()
    comment = make_comment(discussion=discussion, author=author)
    make_report(comment=comment, by=make_reliable_reporter())
    make_report(comment=comment, by=make_reliable_reporter(right=limits.UPHELD_BEFORE_WEIGHT - 1))

    assert gather(discussion, author=author).reports_open == 1


def test_fifty_fresh_accounts_who_report_an_author_hold_none_of_their_next_comments(discussion):
    author = make_trusted_reader()
    now = timezone.now()
    comment = make_comment(discussion=discussion, author=author, now=now - dt.timedelta(minutes=9))
    for reader in [make_reader() for _ in range(50)]:
        Report.objects.create(comment=comment, reader=reader, rule=make_rule(), at=now)

    again = make_comment(discussion=discussion, author=author, now=now)

    assert again.status == Comment.Status.PUBLISHED
    assert again.signals.get(check_name="reported").score == 0


def test_comments_removed_upon_a_report_count_and_others_do_not(discussion):
    author, moderator, rule = make_trusted_reader(), make_moderator(), make_rule()
    now = timezone.now()
    reported, found = (make_comment(discussion=discussion, author=author, now=now - dt.timedelta(minutes=n)) for n in (9, 8))
    make_report(comment=reported)
    for comment in (reported, found):
        decisions.remove(comment, by=moderator, rule=rule)

    assert gather(discussion, author=author).reports_upheld == 1


def test_three_removed_upon_reports_make_a_person_look_at_the_next(discussion):
    author, moderator = make_trusted_reader(), make_moderator()
    now = timezone.now()
    for minutes in (9, 8, 7):
        comment = make_comment(discussion=discussion, author=author, now=now - dt.timedelta(minutes=minutes))
        decisions.remove(comment, by=moderator, rule=make_report(comment=comment).rule)

    again = make_comment(discussion=discussion, author=author, now=now)

    assert again.status == Comment.Status.HELD
    assert again.signals.get(check_name="reported").detail == {"upheld": 3, "open": 0}


def test_readers_who_are_called_are_counted_each_once(discussion):
    body = " ".join(references.to_reader(number) for number in (1, 2, 3, 2, 1))

    assert gather(discussion, author=make_reader(), body=body).mentioned == 3


def test_an_account_is_as_old_as_it_is_when_somebody_writes(discussion):
    author = make_reader()

    found = gather(discussion, author=author, now=author.date_joined + dt.timedelta(minutes=5))

    assert found.account_age == 300


def test_facts_that_were_kept_before_a_check_knew_more_are_still_read():
    kept = {name: value for name, value in facts.Facts(body="Well said.").without_words().items() if "alike" not in name}

    assert facts.Facts.as_kept(kept, body="Well said.") == facts.Facts(body="Well said.")
