"""What stands behind the log: words, findings and statements of reasons are vouched for, and go with their reader alone."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import call_command

from bench import tampering
from comments.models import Decision, Evidence, Signal, Statement
from comments.moderation import decisions, evidence, sanctions, sealing
from comments.moderation.checks.finding import Finding, Ran
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment, make_rule
from tests.moderation.tampered import found, tamper, undone_at_the_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """Somebody muted, a comment removed, one held and approved, one published: all of it sealed."""
    sanctions.mute(make_reader(), by=make_moderator(), rule=make_rule(), reason="It was said kindly before.", days=3)
    make_removed_comment(note="Please stay with the subject.")
    decisions.approve(make_held_comment(), by=make_moderator())
    make_comment()
    sealing.seal_log()


def the(kind):
    return Decision.objects.filter(kind=kind).earliest("pk")


def otherwise(entry):
    """What is said of an entry behind which something is not as it was."""
    return f"What stands behind entry {entry.pk} is not what it vouches for: its words, its findings or its reasons."


def test_everything_is_vouched_for_but_keys_and_what_comes_later():
    assert set(evidence.OF_A_FINDING) == set(tampering.columns(Signal)) - {"decision_id"}
    assert set(evidence.OF_A_STATEMENT) == set(tampering.columns(Statement)) - {"read_at"}


def test_what_nobody_touched_is_as_it_was(log):
    checked = sealing.check(tell=pytest.fail)

    assert (checked.behind.erased, checked.behind.words_alone) == (0, 0)
    assert Signal.objects.exists()
    assert set(Statement.objects.values_list("kind", flat=True)) == {"mute", "remove"}


@pytest.mark.parametrize("kind", ["mute", "remove", "hold", "publish"])
def test_words_are_named_in_whichever_column_they_were_altered(log, kind):
    entry = the(kind)

    for column in tampering.columns(Evidence):
        with undone_at_the_end():
            change = tampering.otherwise(Evidence, column)
            tamper(f"UPDATE comments_evidence SET {column} = {change} WHERE decision_id = %s", entry.pk)

            assert found() == [otherwise(entry)], column


@pytest.mark.parametrize("kind", ["mute", "remove"])
def test_a_statement_is_named_in_whichever_column_it_was_altered(log, kind):
    entry = the(kind)

    for column in evidence.OF_A_STATEMENT:
        with undone_at_the_end():
            change = tampering.otherwise(Statement, column)
            tamper(f"UPDATE comments_statement SET {column} = {change} WHERE decision_id = %s", entry.pk)

            assert found() == [otherwise(entry)], column


def test_a_finding_is_named_in_whichever_column_it_was_altered(log):
    entry, elsewhere = the("hold"), the("publish")

    for column in set(evidence.OF_A_FINDING) - {"comment_id"}:
        for finding in Signal.objects.filter(decision_id=entry.pk):
            with undone_at_the_end():
                tamper(f"UPDATE comments_signal SET {column} = {tampering.otherwise(Signal, column)} WHERE id = %s", finding.pk)

                assert found() == [otherwise(entry)], (column, finding.check_name)
    with undone_at_the_end():
        tamper("UPDATE comments_signal SET comment_id = %s WHERE id = %s", elsewhere.comment_id, finding.pk)

        stray = f"Findings on comment {elsewhere.comment_id} belong to no entry of the log about it: 1 of them."
        assert found() == [otherwise(entry), stray]


def test_a_finding_that_was_taken_away_or_added_is_named(log):
    entry = the("hold")
    with undone_at_the_end():
        Signal.objects.filter(decision_id=entry.pk).first().delete()
        assert found() == [otherwise(entry)]

    Signal.objects.create(comment_id=entry.comment_id, check_name="invented", decision_id=entry.pk)

    assert found() == [otherwise(entry)]


def test_a_finding_added_to_what_a_person_decided_is_named(log):
    entry = the("approve")

    Signal.objects.create(comment_id=entry.comment_id, check_name="invented", decision_id=entry.pk)

    assert found() == [otherwise(entry)]


@pytest.mark.parametrize("decision_id", [None, 99_999_999])
def test_a_finding_that_belongs_to_no_entry_is_named(log, decision_id):
    entry = the("hold")

    Signal.objects.create(comment_id=entry.comment_id, check_name="invented", decision_id=decision_id)

    assert found() == [f"Findings on comment {entry.comment_id} belong to no entry of the log about it: 1 of them."]


def test_findings_that_changed_places_are_named(log):
    entry = the("hold")
    first, second = Signal.objects.filter(decision_id=entry.pk).order_by("pk").values_list("pk", flat=True)[:2]

    tamper("UPDATE comments_signal SET id = -1 WHERE id = %s", first)
    tamper("UPDATE comments_signal SET id = %s WHERE id = %s", first, second)
    tamper("UPDATE comments_signal SET id = %s WHERE id = -1", second)

    assert found() == [otherwise(entry)]


def test_a_statement_that_was_taken_away_is_named(log):
    entry = the("remove")

    with undone_at_the_end():
        tamper("DELETE FROM comments_statement WHERE decision_id = %s", entry.pk)

        assert found() == [f"Entry {entry.pk} restricts a reader and has no statement of reasons.", otherwise(entry)]


@pytest.mark.parametrize("kind", ["hold", "approve", "publish"])
def test_a_statement_that_was_added_is_named(log, kind):
    entry, given = the(kind), Statement.objects.get(kind="remove")

    Statement.objects.create(
        decision=entry,
        kind="remove",
        rule_number=1,
        rule_title=given.rule_title,
        rule_text="Go away.",
        standards_version=1,
        facts=".",
    )

    assert found() == [otherwise(entry)]


def test_statements_that_changed_places_are_both_named(log):
    make_removed_comment(note="Please stay with the subject.")
    one, other = Decision.objects.filter(kind="remove").order_by("pk")

    with undone_at_the_end():
        tamper("UPDATE comments_statement SET decision_id = -1 WHERE decision_id = %s", one.pk)
        tamper("UPDATE comments_statement SET decision_id = %s WHERE decision_id = %s", one.pk, other.pk)
        tamper("UPDATE comments_statement SET decision_id = %s WHERE decision_id = -1", other.pk)

        assert found() == [otherwise(one), otherwise(other)]


def test_a_statement_that_its_reader_has_opened_is_still_the_same(log):
    given = Statement.objects.get(kind="remove")

    tamper("UPDATE comments_statement SET read_at = now() WHERE decision_id = %s", given.pk)

    assert found() == []


def test_words_that_were_erased_though_nobody_has_left_are_named(log):
    entry = the("remove")

    Evidence.objects.filter(pk=entry.pk).update(salt=b"", body="", note="", facts={})
    assert found() == [otherwise(entry)]
    Evidence.objects.filter(pk=entry.pk).delete()

    assert found() == [f"The words behind entry {entry.pk} are missing."]


def test_what_stands_behind_no_entry_is_named(log):
    given = Statement.objects.get(kind="remove")
    Evidence.objects.create(decision_id=99_999_998, salt=b"x", body="Nobody said this.")

    with undone_at_the_end():
        tamper("UPDATE comments_statement SET decision_id = 99999999 WHERE decision_id = %s", given.pk)
        said = found()

    assert "Words or reasons are kept for entry 99999998, which is not in the log." in said
    assert "Words or reasons are kept for entry 99999999, which is not in the log." in said


def test_whoever_leaves_takes_everything_along_and_the_log_stays_whole(log):
    comment = make_removed_comment(note="Please.")
    author = comment.author
    sanctions.warn(author, by=make_moderator(), rule=make_rule(), reason="It was said kindly before.")
    sealing.seal_log()
    behind = Decision.objects.filter(account_id=author.pk).count()

    holdings.erase(author)

    checked = sealing.check(tell=pytest.fail)
    assert checked.behind.erased == behind
    assert not Evidence.objects.filter(decision__account_id=author.pk).exclude(body="", salt=b"").exists()
    assert not Statement.objects.filter(decision__account_id=author.pk).exists()


def test_a_statement_made_up_for_somebody_who_has_left_is_named(log):
    entry = the("remove")
    given = Statement.objects.values(*evidence.OF_A_STATEMENT).get(pk=entry.pk)
    holdings.erase(User.objects.get(pk=entry.account_id))

    Statement.objects.create(decision=entry, **given)

    assert found() == [f"Entry {entry.pk} has a statement of reasons, though its reader has left."]


def test_entries_from_before_findings_and_reasons_were_vouched_for_verify_as_they_did(log):
    """Their digest was made of the words alone, as it is written down here."""
    entry = the("remove")
    kept = entry.evidence
    words = json.dumps([kept.body, kept.note, kept.facts], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(bytes(kept.salt) + words.encode()).digest()
    tamper("DELETE FROM comments_seal")
    tamper("UPDATE comments_decision SET evidence_digest = %s WHERE id = %s", digest, entry.pk)
    tamper("UPDATE comments_decision AS d SET digest = comments_decision_digest(d) WHERE id = %s", entry.pk)
    sealing.seal_log()
    out = StringIO()

    call_command("check_log", stdout=out)
    assert "From before findings and reasons were vouched for: 1 entries." in out.getvalue()
    tamper("UPDATE comments_evidence SET note = 'Go away.' WHERE decision_id = %s", entry.pk)

    assert found() == [otherwise(entry)]


@pytest.mark.parametrize(
    "odd",
    [
        Finding("odd", score=1),
        Finding("odd", score=-0.0),
        Finding("odd", score=1e-300),
        Finding("odd", score=0.1 + 0.2),
        Finding("odd", ran=Ran.FAILED, detail={"slow": 900, "why": "“Ünicode” \u200b\U0001f642"}),
        Finding("odd", detail={"words": ("a", "b"), "share": 0.30000000000000004, "none": None, "deep": {"z": 1, "a": [True]}}),
    ],
    ids=["whole", "negative-zero", "tiny", "long", "failed", "nested"],
)
def test_what_a_check_leaves_is_vouched_for_as_the_database_gives_it_back(odd):
    comment = make_comment()
    entry = Decision(comment_id=comment.pk, kind="publish", status_after="published", initiative="policy", at=comment.created_at)

    evidence.log(entry, body="", findings=[odd, Finding("plain")])

    assert found() == []
