"""Reasons: nothing restricts a reader without them; whom it restricts reads them in full, as they were then, and nobody else."""

import datetime as dt

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from comments import limits, notifying
from comments.models import Decision, Signal, Statement
from comments.moderation import decisions, evidence, standards, statements
from comments.moderation.decisions import Occasion, recording
from newsroom.accounts import holdings
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import (
    make_comment,
    make_discussion,
    make_removed_comment,
    make_report,
    make_rule,
)
from tests.factories.comments import make_trusted_reader as trusted

pytestmark = pytest.mark.django_db

Initiative = Decision.Initiative


def now_checked():
    """What the database checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def decision_on(comment):
    return Decision.objects.filter(comment_id=comment.pk, kind__in=Decision.RESTRICTIONS).latest("pk")


def page_of(decision, reader):
    client = sign_in(Client(), reader)
    return client.get(f"/comments/decisions/{decision.pk}/")


def say_it_three_times(author):
    """The third time the policy refuses, under the rule that the check cites."""
    rule = make_rule(3)
    rule.cited_by = "repeats"
    standards.save_rule(rule)
    discussion, said = make_discussion(), "The ferry timetable should be printed at the pier as well."
    start = decisions.last_on(make_comment()).at
    return [
        make_comment(discussion=discussion, author=author, body=said, now=start + n * dt.timedelta(minutes=5)) for n in range(3)
    ][-1]


@pytest.mark.parametrize("kind", ["remove", "refuse", "warn", "look_first", "mute", "bar"])
def test_the_database_refuses_a_restriction_without_a_statement(kind):
    comment, version = make_comment(), standards.current_standards()
    make_rule()

    def restrict():
        entry = Decision(
            comment_id=comment.pk, account_id=comment.author_id, kind=kind, status_after="removed", initiative="own",
            rule_number=1, standards_version=version.number, at=comment.created_at,
        )  # fmt: skip
        evidence.log(entry, body="")
        now_checked()

    with pytest.raises(IntegrityError, match="statement of reasons"), transaction.atomic():
        restrict()


@pytest.mark.parametrize("over", [{"facts": ""}, {"rule_text": ""}, {"rule_number": 2}, {"kind": "refuse"}, {"reader_id": None}])
def test_a_statement_that_says_less_than_the_decision_is_none(over, monkeypatch):
    comment, moderator, rule, word_reasons = make_comment(), make_moderator(), make_rule(), statements.word_reasons

    def worded_otherwise(entry, **given):
        said = word_reasons(entry, **given)
        vars(said).update(over)
        return said

    monkeypatch.setattr(statements, "word_reasons", worded_otherwise)

    def restrict():
        decisions.remove(comment, by=moderator, rule=rule)
        now_checked()

    with pytest.raises(IntegrityError, match="statement of reasons"), transaction.atomic():
        restrict()


@pytest.mark.parametrize("change", ["facts = 'Because.'", "rule_text = 'Anything.'", "reader_id = NULL", "until = now()"])
def test_a_statement_stays_as_it_was_given(change):
    decision = decision_on(make_removed_comment())

    with pytest.raises(DatabaseError, match="stays as it was given"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE comments_statement SET {change} WHERE decision_id = %s", [decision.pk])


def test_a_statement_goes_only_with_its_reader():
    comment = make_removed_comment()
    decision = decision_on(comment)
    now_checked()

    def take_away():
        Statement.objects.filter(pk=decision.pk).delete()
        now_checked()

    with pytest.raises(DatabaseError, match="goes only with its reader"), transaction.atomic():
        take_away()
    with pytest.raises(DatabaseError, match="TRUNCATE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE comments_statement")

    assert holdings.export(comment.author)["comments"]["reasons_given_to_you"][0]["rule_title"]
    holdings.erase(comment.author)

    now_checked()
    assert not Statement.objects.exists()


def test_what_was_found_later_for_the_record_alone_is_not_quoted():
    comment = make_comment(author=trusted())
    shown = decisions.last_on(comment)
    entry = Decision(kind="recheck", initiative=Initiative.POLICY, automatic=True, codes=["links"], previous_id=shown.pk)
    recheck = recording.append(entry, on=comment)
    Signal.objects.create(comment=comment, check_name="links", score=1, detail={"links": 3, "limit": 2}, decision_id=recheck.pk)

    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="No advertising here.")

    assert (decision.statement.facts, decision.machine_helped) == ("No advertising here.", False)


@pytest.mark.parametrize(
    ("occasion", "reported", "words", "initiative"),
    [
        (Occasion(), False, "A moderator read your comment", Initiative.OWN),
        (Occasion(), True, "Readers reported your comment", Initiative.REPORT),
    ],
)
def test_a_removal_without_a_note_says_what_was_decided_and_on_whose_initiative(occasion, reported, words, initiative):
    comment = make_comment(author=trusted())
    if reported:
        make_report(comment=comment)
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), occasion=occasion)

    said = Statement.objects.get(pk=decision.pk)

    assert said.facts.startswith(words)
    assert (said.initiative, said.machine_helped, decision.machine_helped) == (initiative, False, False)


def test_a_refusal_says_that_a_machine_decided_and_what_it_counted():
    refused = say_it_three_times(trusted())

    said = Statement.objects.get(pk=decision_on(refused).pk)

    assert refused.status == "refused"
    assert said.facts == "You have said the same 2 times in the last 24 hours, so this copy of it was not published."
    assert (said.by_machine, said.machine_helped, said.initiative) == (True, False, Initiative.POLICY)
    assert "decided by machine" in page_of(said.decision, refused.author).content.decode()


def test_the_page_says_everything_in_order():
    comment = make_removed_comment(note="Please stay with the subject.")
    rule = make_rule()
    was = rule.text
    rule.text = "Other words, from tomorrow on."
    standards.save_rule(rule)

    page = page_of(decision_on(comment), comment.author).content.decode()

    said = [
        "Your comment was removed", comment.body, "anywhere on this site", "For good", f"Rule 1: {rule.title}", was,
        "version 1 of the community standards", "Please stay with the subject.", "A person decided this",
        "on their own initiative", "Object to this decision",
    ]  # fmt: skip
    assert [page.find(words) for words in said] == sorted(page.find(words) for words in said)
    assert all(words in page for words in said), [words for words in said if words not in page]
    assert rule.text not in page


def test_somebody_elses_reasons_do_not_exist():
    decision = decision_on(make_removed_comment())

    assert page_of(decision, make_reader()).status_code == 404
    assert page_of(decision, make_moderator()).status_code == 404
    assert Client().get(f"/comments/decisions/{decision.pk}/").status_code == 302


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_a_decision_that_does_not_exist_has_no_page(number):
    assert sign_in(Client(), make_reader()).get(f"/comments/decisions/{number}/").status_code == 404


def test_a_decision_that_restricts_nobody_has_no_page():
    comment = make_comment()

    assert page_of(decisions.last_on(comment), comment.author).status_code == 404


def test_opening_the_page_is_remembered_once_and_by_its_reader_alone():
    comment = make_removed_comment()
    decision = decision_on(comment)
    sign_in(Client(), comment.author).head(f"/comments/decisions/{decision.pk}/")
    assert Statement.objects.get(pk=decision.pk).read_at is None

    page_of(decision, comment.author)
    first = Statement.objects.get(pk=decision.pk).read_at
    page_of(decision, comment.author)

    assert Statement.objects.get(pk=decision.pk).read_at == first is not None


def test_what_was_undone_no_longer_stands():
    comment = make_comment()
    removal = decisions.remove(comment, by=make_moderator(), rule=make_rule())
    assert "no longer stands" not in page_of(removal, comment.author).content.decode()

    decisions.undo(removal, by=make_moderator())

    page = page_of(removal, comment.author).content.decode()
    assert "This decision no longer stands." in page
    assert "readers see it" in page
    assert "Object to this decision" not in page


def test_your_comments_lead_to_the_reasons(client):
    comment = make_removed_comment(note="Please stay with the subject.")

    page = sign_in(client, comment.author).get("/comments/mine/").content.decode()

    assert f'href="/comments/decisions/{decision_on(comment).pk}/"' in page
    assert "Please stay with the subject." in page


def test_the_letter_carries_the_same_reasons_and_the_way_to_object(clock):
    comment = make_removed_comment(note="Please stay with the subject.")
    decision = decision_on(comment)
    clock.shift(limits.UNDO_WINDOW)

    notifying.tell_author(decision_id=decision.pk)

    [letter] = mail.outbox
    said = Statement.objects.get(pk=decision.pk)
    for words in [said.facts, said.rule_title, said.rule_text, "A person decided this", "own initiative", "six months"]:
        assert words in letter.body
    assert f"/comments/decisions/{decision.pk}/" in letter.body


def test_who_is_refused_while_posting_is_led_to_the_reasons(client):
    author = trusted()
    refused = say_it_three_times(author)
    discussion = refused.discussion

    answer = sign_in(client, author).post(
        f"/discussion/{discussion.pk}/write/", {"body": refused.body, "nudged": "1", "key": str(refused.idempotency_key)}
    )

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/comments/decisions/{decision_on(refused).pk}/"
