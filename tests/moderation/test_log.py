"""The log: the database itself keeps it append-only, and its digests tell when it was not."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from comments.models import Decision, Evidence
from comments.moderation import decisions, evidence
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_removed_comment, make_rule

pytestmark = pytest.mark.django_db

STILL_TRUE = "SELECT count(*) FROM comments_decision AS d WHERE digest IS DISTINCT FROM comments_decision_digest(d)"


def altered_rows():
    with connection.cursor() as cursor:
        cursor.execute(STILL_TRUE)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE comments_decision SET kind = 'approve'",
        "UPDATE comments_decision SET digest = digest",
        "DELETE FROM comments_decision",
        "TRUNCATE comments_decision",
    ],
)
def test_the_database_refuses_to_change_the_log(statement):
    make_comment()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_entry_carries_a_digest_and_its_transaction():
    make_removed_comment()

    assert not Decision.objects.filter(digest=None).exists()
    assert not Decision.objects.filter(transaction_id=None).exists()
    assert altered_rows() == 0


@pytest.mark.parametrize(
    "setting", ["timezone = 'Asia/Tokyo'", "bytea_output = 'escape'", "datestyle = 'German'", "extra_float_digits = 0"]
)
def test_the_digest_does_not_depend_on_the_sessions_settings(setting):
    make_removed_comment()

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {setting}")

    assert altered_rows() == 0


def test_an_altered_entry_is_found():
    make_removed_comment()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE comments_decision SET rule_number = 9 WHERE kind = 'remove'")

    assert altered_rows() == 1


def test_the_log_holds_no_words_and_no_person():
    comment = make_comment(body="A sentence that stands nowhere else.")
    decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="A note of its own.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(d::text, ' ') FROM comments_decision AS d")
        text = cursor.fetchone()[0]

    assert "sentence" not in text
    assert "note" not in text
    assert comment.author.display_name not in text


def test_evidence_can_be_erased_and_the_log_still_verifies():
    make_removed_comment(note="Please stay with the subject.")

    Evidence.objects.all().delete()

    assert altered_rows() == 0


@pytest.mark.parametrize("kind", ["remove", "refuse"])
def test_no_removal_is_stored_without_its_rule(kind):
    entry = Decision(comment_id=1, kind=kind, status_after="removed", initiative="own", at="2026-01-01T00:00:00Z")

    with pytest.raises(IntegrityError, match="a_restriction_names_its_rule"), transaction.atomic():
        evidence.log(entry, body="")
