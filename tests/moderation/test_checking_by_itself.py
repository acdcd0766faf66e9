"""The check asks the database for rows, and believes no function, operator or view that whoever owns the rows could replace."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from comments.models import Comment, Decision, Evidence, Statement
from comments.moderation import decisions, evidence, sealing
from comments.moderation.sealing import believing
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_held_comment, make_removed_comment
from tests.moderation.tampered import found, tamper

pytestmark = pytest.mark.django_db

LIES = {
    "the function that the database itself uses": """
        CREATE OR REPLACE FUNCTION comments_decision_digest(entry comments_decision) RETURNS bytea
        LANGUAGE sql STABLE AS 'SELECT entry.digest'""",
    "a function that fits an entry better": """
        CREATE TABLE kept AS SELECT id, pg_catalog.to_jsonb(entry) AS value FROM comments_decision AS entry;
        CREATE FUNCTION to_jsonb(entry comments_decision) RETURNS jsonb
        LANGUAGE sql STABLE AS 'SELECT value FROM kept WHERE id = entry.id'""",
    "an aggregate that fits its columns better": """
        CREATE FUNCTION forget(jsonb, text, jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT $1';
        CREATE AGGREGATE jsonb_object_agg(text, jsonb) (SFUNC = forget, STYPE = jsonb, INITCOND = '{}')""",
    "a function found before the one that is built in": """
        CREATE FUNCTION sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT '\\x00'::bytea $$;
        SET LOCAL search_path = public, pg_catalog""",
    "an operator found before the one that is built in": """
        CREATE FUNCTION never(jsonb, jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT FALSE';
        CREATE OPERATOR <> (LEFTARG = jsonb, RIGHTARG = jsonb, FUNCTION = never);
        SET LOCAL search_path = public, pg_catalog""",
}


def run(statements):
    with connection.cursor() as cursor:
        cursor.execute(statements)


@pytest.fixture
def removal():
    """A removal in a log that is sealed."""
    comment = make_removed_comment(note="Please stay with the subject.")
    decisions.approve(make_held_comment(), by=make_moderator())
    sealing.seal_log()
    return Decision.objects.get(comment_id=comment.pk, kind="remove")


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_altered_entry_is_named_whatever_the_database_says_of_it(removal, lie):
    run(lie)

    tamper("UPDATE comments_decision SET by_id = by_id + 1 WHERE id = %s", removal.pk)

    assert found() == [f"Entry {removal.pk} was altered."]


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_nothing_is_named_that_was_not_altered(removal, lie):
    run(lie)

    assert found() == []


def test_the_seal_of_a_letter_does_not_vouch_for_an_entry_that_was_altered_under_a_lie(removal):
    seal = sealing.newest()
    run(LIES["the function that the database itself uses"])

    tamper("UPDATE comments_decision SET by_id = by_id + 1 WHERE id = %s", removal.pk)

    assert found(against=seal.hex) == [f"Entry {removal.pk} was altered."]


def test_words_that_are_gone_are_named_though_the_database_says_that_their_reader_has_left(removal):
    run("""
        CREATE OR REPLACE FUNCTION comments_account_has_left(account bigint) RETURNS boolean
        LANGUAGE sql STABLE AS 'SELECT TRUE'""")

    tamper("DELETE FROM comments_evidence WHERE decision_id = %s", removal.pk)
    tamper("DELETE FROM comments_statement WHERE decision_id = %s", removal.pk)

    assert found() == [
        f"Entry {removal.pk} restricts a reader and has no statement of reasons.",
        f"The words behind entry {removal.pk} are missing.",
    ]


@pytest.mark.parametrize("model", [Decision, Evidence, Statement])
def test_what_stands_in_the_place_of_a_table_is_named(removal, model):
    table = model._meta.db_table

    run(f"ALTER TABLE {table} RENAME TO as_it_is; CREATE VIEW {table} AS SELECT * FROM as_it_is")

    assert found() == [f"{table} is not a table: what it shows may depend on who asks."]


def test_the_path_that_was_set_is_set_afterwards(removal):
    run("SET LOCAL search_path = public, pg_catalog")

    found()

    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert cursor.fetchone() == ("public, pg_catalog",)


def test_an_entry_of_every_kind_has_the_digest_that_the_database_gave_it():
    odd = {"links": 1e-7, "pace": 3.0, "none": None, "within": {"b": None, "aa": [1, None, 2**70]}, 'ü\u2028"\\': "\x7f𝔘"}
    for number, kind in enumerate(Decision.Kind):
        full = {"thresholds": odd, "codes": ["links", None], "batch": uuid.uuid4(), "machine_helped": True, "sanction_id": 1}
        entry = Decision(
            comment_id=number, kind=kind, status_after=Comment.Status.HELD, initiative="own", rule_number=1,
            standards_version=1, at=timezone.now() - dt.timedelta(days=200 * number, microseconds=number), codes=["links"],
        )  # fmt: skip
        for name, value in full.items() if number % 2 else ():
            setattr(entry, name, value)
        # Nobody has this number, so there is nobody to give reasons to.
        entry.account_id = 999_999_999
        evidence.log(entry, body="")

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), count(*) FILTER (WHERE digest = {believing.DIGEST} AND digest = comments_decision_digest(entry)) "
            "FROM comments_decision AS entry"
        )
        assert cursor.fetchone() == (len(Decision.Kind), len(Decision.Kind))
