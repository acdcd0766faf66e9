"""Seals: each vouches for a batch of the log and for all before it; whatever is altered, taken away or added is named."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from bench import tampering
from comments.models import Decision, Evidence, Seal, Signal
from comments.moderation import decisions, sealing
from comments.moderation.sealing import behind, checking, sealer
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment
from tests.moderation.tampered import found, tamper, undone_at_the_end

pytestmark = pytest.mark.django_db

COLUMNS = tampering.columns(Decision)


@pytest.fixture
def log():
    """A log of some entries, sealed three at a time, and one that is not sealed yet."""
    for _again in range(2):
        make_removed_comment(note="Please stay with the subject.")
        decisions.approve(make_held_comment(), by=make_moderator())
    sealing.seal_log()
    make_comment()


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 3)


def test_every_entry_stands_under_a_seal_that_follows_the_one_before(log):
    first, second, third = Seal.objects.order_by("number")

    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.previous, bytes(second.previous)) == (None, bytes(first.digest))
    assert (second.first_id, third.first_id) == (first.last_id + 1, second.last_id + 1)
    assert (first.entries, third.entries_in_all) == (3, Decision.objects.count() - 1)


def test_a_log_that_nobody_touched_is_found_whole_and_what_is_not_sealed_is_said(log):
    checked = sealing.check(tell=pytest.fail)

    assert (checked.problems, checked.seals, checked.entries, checked.unsealed) == (0, 3, Decision.objects.count(), 1)
    assert checked.last.number == 3


def test_where_nothing_is_new_no_seal_is_made(log):
    assert sealing.seal_log() == 1
    assert sealing.seal_log() == 0


@pytest.mark.parametrize("kind", ["remove", "hold"])
def test_an_entry_is_named_in_whichever_column_it_was_altered(log, kind):
    entry = Decision.objects.filter(kind=kind).earliest("pk")

    for column in COLUMNS:
        with undone_at_the_end():
            tamper(f"UPDATE comments_decision SET {column} = {tampering.otherwise(Decision, column)} WHERE id = %s", entry.pk)

            assert any(f"Entry {entry.pk} was altered" in sentence for sentence in found()), column


def test_an_entry_is_named_also_if_its_own_digest_was_made_to_fit(log):
    entry = Decision.objects.filter(kind="remove").earliest("pk")

    # A digest that was altered and made anew is what it was.
    for column in set(COLUMNS) - {"digest"}:
        with undone_at_the_end():
            tamper(f"UPDATE comments_decision SET {column} = {tampering.otherwise(Decision, column)} WHERE id = %s", entry.pk)
            tamper("UPDATE comments_decision AS d SET digest = comments_decision_digest(d) WHERE id = %s", entry.pk)

            assert f"Entry {entry.pk} was altered." in found(), column


def test_an_entry_that_is_not_sealed_yet_is_held_against_its_own_digest(log):
    entry = Decision.objects.latest("pk")

    tamper("UPDATE comments_decision SET kind = 'approve' WHERE id = %s", entry.pk)

    assert found() == [f"Entry {entry.pk} was altered. No seal vouches for it."]


def test_an_entry_that_was_taken_away_is_named_with_the_seal_that_vouches_for_it(log):
    entry = Decision.objects.filter(kind="hold").earliest("pk")
    Evidence.objects.filter(pk=entry.pk).delete()
    Signal.objects.filter(decision_id=entry.pk).delete()

    tamper("DELETE FROM comments_decision WHERE id = %s", entry.pk)

    [sentence] = found()
    assert sentence.startswith(f"Entry {entry.pk} is missing: seal ")


def test_an_entry_added_where_a_number_was_free_is_named(log):
    entry = Decision.objects.filter(kind="hold").earliest("pk")
    tamper("DELETE FROM comments_seal")
    tamper("DELETE FROM comments_evidence WHERE decision_id = %s", entry.pk)
    tamper("DELETE FROM comments_signal WHERE decision_id = %s", entry.pk)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM comments_decision WHERE id = %s", [entry.pk])
    tamper("DELETE FROM comments_decision WHERE id = %s", entry.pk)
    sealing.seal_log()
    assert found() == []

    tamper("INSERT INTO comments_decision SELECT * FROM kept")

    assert any(sentence.startswith(f"Entry {entry.pk} was added after seal") for sentence in found())


def test_two_entries_that_changed_places_are_both_named(log):
    one, other = Decision.objects.order_by("pk")[1:3].values_list("pk", flat=True)

    tamper("UPDATE comments_decision SET id = -1 WHERE id = %s", one)
    tamper("UPDATE comments_decision SET id = %s WHERE id = %s", one, other)
    tamper("UPDATE comments_decision SET id = %s WHERE id = -1", other)

    assert {f"Entry {one} was altered.", f"Entry {other} was altered."} <= set(found())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_seal_is_found_in_whichever_column_it_was_altered(log, number):
    for column in [field.column for field in Seal._meta.local_fields]:
        change = tampering.otherwise(Seal, column) if column != "number" else "number + 1000"
        with undone_at_the_end():
            tamper(f"UPDATE comments_seal SET {column} = {change} WHERE number = %s", number)

            sentences = found()
            assert any("Seal" in sentence and "altered" in sentence for sentence in sentences), (column, sentences)
            assert not any(sentence.startswith("Entry") for sentence in sentences), (column, sentences)


def test_a_seal_taken_from_the_middle_is_missed_with_what_stood_under_it(log):
    gone = Seal.objects.get(number=2)

    tamper("DELETE FROM comments_seal WHERE number = 2")

    assert found() == [
        "Seal 2 is missing.",
        f"Entries {gone.first_id} to {gone.last_id} stand under no seal: 3 of them.",
    ]


def test_a_chain_made_anew_is_not_the_one_whose_seal_somebody_kept(log):
    kept = sealing.newest().hex
    entry = Decision.objects.filter(kind="remove").earliest("pk")
    tamper("UPDATE comments_decision SET by_id = 1 WHERE id = %s", entry.pk)
    tamper("UPDATE comments_decision AS d SET digest = comments_decision_digest(d) WHERE id = %s", entry.pk)
    tamper("DELETE FROM comments_seal")
    sealing.seal_log()
    assert found() == []

    [sentence] = found(against=kept)

    assert sentence.startswith(f"No seal of the chain has the digest {kept}")


def test_seals_taken_away_at_the_end_are_missed_by_whoever_kept_one(log):
    kept = sealing.newest()
    tamper("DELETE FROM comments_seal WHERE number > 1")
    assert found() == []

    assert found(against=kept.hex) != []
    assert found(against=Seal.objects.get().hex) == []


@pytest.mark.parametrize("digits", [12, 64])
def test_a_kept_digest_is_found_by_its_first_digits_too(log, digits):
    second = Seal.objects.get(number=2)

    checked = sealing.check(tell=pytest.fail, against=second.hex[:digits])

    assert checked.found.number == 2


@pytest.mark.parametrize(
    "statement", ["UPDATE comments_seal SET at = now()", "DELETE FROM comments_seal", "TRUNCATE comments_seal"]
)
def test_the_database_refuses_to_change_a_seal(log, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("moment", ["1969-12-31T23:59:59.999999+00:00", "2026-03-29T02:30:00.000001+02:00"])
def test_a_seal_is_the_same_whatever_moment_it_was_made_at(log, moment):
    sealing.seal_log(now=dt.datetime.fromisoformat(moment))

    assert found() == []


def test_the_command_says_what_stands_and_exits_with_1_if_anything_does_not(log):
    out, err = StringIO(), StringIO()
    call_command("check_log", stdout=out)
    assert "under 3 seals" in out.getvalue()
    assert "Not sealed yet: 1" in out.getvalue()
    assert sealing.newest().hex in out.getvalue()
    assert "Nothing was altered" in out.getvalue()
    entry = Decision.objects.earliest("pk")

    tamper("UPDATE comments_decision SET revision = 9 WHERE id = %s", entry.pk)

    with pytest.raises(CommandError, match="1 finding") as refused:
        call_command("check_log", stdout=out, stderr=err)
    assert refused.value.returncode == 1
    assert f"Entry {entry.pk} was altered." in err.getvalue()


def test_the_command_says_since_when_nothing_was_sealed_and_exits_with_3(clock, log):
    call_command("check_log", stdout=StringIO())

    clock.shift(dt.timedelta(hours=1, seconds=1))

    with pytest.raises(CommandError, match="NOT SEALED SINCE") as refused:
        call_command("check_log", stdout=StringIO())

    assert refused.value.returncode == 3


def test_the_newest_seal_taken_away_is_missed_once_its_entries_are_an_hour_old(log):
    sealing.seal_log()
    last = Seal.objects.latest("number")
    since = Decision.objects.get(pk=last.first_id).at
    tamper("DELETE FROM comments_seal WHERE number = %s", last.number)

    soon, late = (sealing.check(tell=pytest.fail, now=since + dt.timedelta(seconds=s)) for s in (3600, 3601))

    assert (soon.is_overdue, late.is_overdue) == (False, True)
    assert late.unsealed_since == since


@pytest.mark.parametrize("digits", ["abc", "not a digest at all", "g" * 64])
def test_the_command_refuses_what_is_no_digest(digits):
    with pytest.raises(CommandError, match="12 digits"):
        call_command("check_log", against=digits)


def test_a_log_is_checked_in_pieces_that_miss_nothing(log, monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    monkeypatch.setattr(behind, "AT_ONCE", 2)
    entry = Decision.objects.filter(kind="remove").latest("pk")
    whole = sealing.check(tell=pytest.fail)

    tamper("UPDATE comments_decision SET revision = 9 WHERE id = %s", entry.pk)
    tamper("UPDATE comments_evidence SET note = 'Go away.' WHERE decision_id = %s", entry.pk)

    assert whole.entries == Decision.objects.count()
    assert len(found()) == 2
