"""Once a day the operator gets the last seal, so that somebody outside holds it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection

from comments.moderation import sealing
from comments.moderation.sealing import rounds
from tests.factories.comments import make_comment, make_removed_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(settings):
    settings.OPERATOR_EMAIL = "operator@news.example"
    return settings.OPERATOR_EMAIL


def test_the_letter_holds_the_whole_digest_and_how_to_use_it(operator):
    make_removed_comment()
    rounds.seal(timestamp=0)
    make_comment()

    rounds.mail_the_seal(timestamp=0)

    [letter] = mail.outbox
    assert letter.to == [operator]
    assert "seal 1 of the log" in letter.subject
    assert f"check_log --against {sealing.newest().hex}" in letter.body
    assert "nothing altered" in letter.body
    assert "Not sealed yet: 1 entry" in letter.body


def test_the_letter_says_first_that_something_was_altered(operator):
    make_removed_comment()
    rounds.seal(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE comments_decision SET revision = revision + 1")

    rounds.mail_the_seal(timestamp=0)

    [letter] = mail.outbox
    assert "NOT AS IT WAS" in letter.subject
    assert "2 findings" in letter.body
    assert "was altered" in letter.body


def test_the_letter_says_first_that_the_log_is_not_being_sealed(operator, clock):
    make_removed_comment()
    rounds.seal(timestamp=0)
    make_comment()
    clock.shift(dt.timedelta(hours=1, seconds=1))

    rounds.mail_the_seal(timestamp=0)

    [letter] = mail.outbox
    assert "NOT BEING SEALED" in letter.subject
    assert "more than an hour ago" in letter.body
    assert "nothing altered" in letter.body


def test_a_site_that_has_decided_nothing_says_so(operator):
    rounds.mail_the_seal(timestamp=0)

    assert "Nothing has been sealed yet" in mail.outbox[0].body


def test_without_an_operator_nobody_is_written_to(settings):
    assert settings.OPERATOR_EMAIL == ""
    make_comment()

    rounds.mail_the_seal(timestamp=0)

    assert mail.outbox == []
