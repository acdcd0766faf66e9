"""Answers to objections: in writing, by somebody else, with everything as it was before where the decision was wrong."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from comments import limits
from comments.models import Awaiting, Comment, Decision, Notification, Objection, Report
from comments.moderation import awaiting, decisions, objections
from newsroom.accounts import holdings, roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader
from tests.factories.comments import make_comment, make_rule
from tests.factories.contesting import ANSWER, WORDS, make_objection, make_reporters_objection, removed
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Objection.Outcome


def test_upheld_the_comment_is_back_as_it_was():
    objection = make_objection()
    before = Comment.objects.get(pk=objection.comment_id)
    other = make_moderator()

    objections.answer(objection, by=other, upheld=True, words=ANSWER)

    objection.refresh_from_db()
    after = Comment.objects.get(pk=before.pk)
    decision = Decision.objects.get(pk=objection.answer_decision_id)
    assert (after.status, after.number) == ("published", before.number)
    assert (decision.kind, decision.initiative, decision.objection_id) == ("approve", "objection", objection.pk)
    assert (objection.outcome, objection.answer, objection.answered_by_id) == (Outcome.UPHELD, ANSWER, other.pk)
    assert not Awaiting.objects.filter(objection=objection).exists()
    awaiting.prove()


def test_rejected_the_log_says_who_looked_again_and_nothing_changes_for_readers():
    objection = make_objection()
    other = make_moderator()

    objections.answer(objection, by=other, upheld=False, words=ANSWER)

    objection.refresh_from_db()
    entry = Decision.objects.get(pk=objection.answer_decision_id)
    assert (entry.kind, entry.by_id, entry.objection_id, entry.status_after) == ("confirm", other.pk, objection.pk, "removed")
    assert Comment.objects.get(pk=objection.comment_id).status == "removed"
    assert decisions.last_on(objection.comment).pk == objection.decision_id


def test_whoever_took_the_decision_may_not_answer():
    moderator = make_moderator()
    make_moderator()
    objection = make_objection(removed(by=moderator))

    with pytest.raises(PermissionDenied, match="You took this decision yourself"):
        objections.answer(objection, by=moderator, upheld=False, words=ANSWER)


def test_the_database_refuses_whoever_took_the_decision_whatever_the_code_does():
    objection = make_objection()

    with pytest.raises(IntegrityError, match="nobody_answers_an_objection_to_their_own_decision"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            outcome="rejected", answer=ANSWER, answered_at=objection.at, answered_by_id=objection.contested_by_id
        )
    with pytest.raises(IntegrityError, match="nobody_answers_an_objection_to_their_own_decision"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            outcome="rejected",
            answer=ANSWER,
            answered_at=objection.at,
            answered_by_id=objection.contested_by_id,
            contested_by_id=None,
        )


def test_the_database_refuses_an_answer_to_ones_own_objection_and_one_without_words():
    objection = make_objection()
    answered = {"outcome": "rejected", "answer": ANSWER, "answered_at": objection.at}

    with pytest.raises(IntegrityError, match="nobody_answers_their_own_objection"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**answered, answered_by_id=objection.by_id)
    with pytest.raises(IntegrityError, match="an_objection_is_answered_in_writing"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**answered | {"answer": ""}, answered_by_id=make_moderator().pk)


def test_a_moderator_answers_no_objection_of_their_own():
    author = make_moderator()
    objection = make_objection(removed(make_comment(author=author)))

    with pytest.raises(PermissionDenied, match="your own objection"):
        objections.answer(objection, by=author, upheld=True, words=ANSWER)


def test_a_reader_or_a_reporter_answers_nothing():
    objection = make_objection()
    make_moderator()

    for person in (make_reader(), make_editor()):
        with pytest.raises(PermissionDenied):
            objections.answer(objection, by=person, upheld=True, words=ANSWER)


def test_a_role_that_was_taken_away_a_second_ago_answers_nothing():
    objection = make_objection()
    moderator = make_moderator()
    assert moderator.is_moderator
    roles.dismiss(User.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)

    with pytest.raises(PermissionDenied):
        objections.answer(objection, by=moderator, upheld=True, words=ANSWER)


def test_with_a_single_moderator_an_editor_answers_and_is_written_to():
    only = make_moderator()
    editor, administrator = make_editor(), make_administrator()

    objection = make_objection(removed(by=only))
    let_them_go()

    assert {letter.to[0] for letter in mail.outbox} >= {editor.email, administrator.email}
    assert f"/moderation/objections/{objection.pk}/" in mail.outbox[-1].body
    objections.answer(objection, by=editor, upheld=True, words=ANSWER)
    assert Comment.objects.get(pk=objection.comment_id).status == "published"


def test_an_editor_answers_nothing_while_another_moderator_is_there():
    objection = make_objection()
    make_moderator()

    with pytest.raises(PermissionDenied):
        objections.answer(objection, by=make_editor(), upheld=True, words=ANSWER)


def test_a_decision_of_somebody_who_has_left_is_answered_by_anybody_else():
    moderator = make_moderator()
    objection = make_objection(removed(by=moderator))
    roles.dismiss(moderator, Role.MODERATOR, by=None)
    holdings.erase(User.objects.get(pk=moderator.pk))

    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)

    assert Comment.objects.get(pk=objection.comment_id).status == "published"


def test_a_second_answer_writes_nothing():
    objection = make_objection()
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)

    with pytest.raises(objections.Answered):
        objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)

    assert Comment.objects.get(pk=objection.comment_id).status == "removed"


@pytest.mark.parametrize("words", ["", " ", "No.", "x" * (limits.LONGEST_ANSWER + 1)], ids=["none", "blank", "a no", "a book"])
def test_an_answer_is_given_in_words(words):
    objection = make_objection()

    with pytest.raises(ValidationError):
        objections.answer(objection, by=make_moderator(), upheld=False, words=words)

    objection.refresh_from_db()
    assert objection.outcome == Outcome.OPEN


def test_an_answer_can_be_undone_and_the_objection_waits_again():
    for upheld in (True, False):
        objection = make_objection()
        other = make_moderator()
        objections.answer(objection, by=other, upheld=upheld, words=ANSWER)

        objections.undo(objection, by=other)

        objection.refresh_from_db()
        assert (objection.outcome, objection.answered_by_id, objection.answer) == (Outcome.OPEN, None, ANSWER)
        assert Comment.objects.get(pk=objection.comment_id).status == "removed"
        assert Awaiting.objects.filter(objection=objection).exists()
        assert decisions.last_on(objection.comment).that_holds().pk == objection.decision_id
    awaiting.prove()


def test_whoever_took_the_decision_does_not_undo_the_answer():
    moderator = make_moderator()
    objection = make_objection(removed(by=moderator))
    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)
    objection.refresh_from_db()

    with pytest.raises(PermissionDenied):
        decisions.undo(Decision.objects.get(pk=objection.answer_decision_id), by=moderator)


def test_an_answer_that_was_told_stands(clock):
    objection = make_objection()
    other = make_moderator()
    objections.answer(objection, by=other, upheld=False, words=ANSWER)
    clock.shift(limits.UNDO_WINDOW.total_seconds() + 1)

    with pytest.raises(decisions.TooLate):
        objections.undo(objection, by=other)


def test_whoever_objected_reads_the_answer_by_mail_and_as_news_once():
    objection = make_objection()
    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)

    let_them_go()

    letters = [letter for letter in mail.outbox if letter.to == [objection.by.email]]
    [answer] = [letter for letter in letters if ANSWER in letter.body]
    assert WORDS in answer.body
    assert f"/comments/{objection.comment_id}/" in answer.body
    assert not [letter for letter in letters if "is back" in letter.subject]
    assert Notification.objects.filter(reader=objection.by, kind="decision", comment=objection.comment).count() == 1


def test_an_answer_that_was_undone_is_told_to_nobody():
    objection = make_objection()
    other = make_moderator()
    objections.answer(objection, by=other, upheld=False, words=ANSWER)
    objections.undo(objection, by=other)

    let_them_go()

    assert not [letter for letter in mail.outbox if ANSWER in letter.body]


def test_a_rejected_objection_names_the_courts_and_the_body_outside_of_them(settings):
    settings.REDRESS = "You can also turn to the press council."
    objection = make_objection()
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)

    let_them_go()

    [letter] = [letter for letter in mail.outbox if ANSWER in letter.body]
    assert "court" in letter.body
    assert "press council" in letter.body


def test_a_reporters_objection_that_is_upheld_removes_under_a_rule_and_the_report_was_right():
    objection = make_reporters_objection()
    reporter = objection.by

    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER, rule=make_rule(), note="It names a person.")

    decision = Decision.objects.get(objection_id=objection.pk)
    assert (decision.kind, decision.initiative) == ("remove", "objection")
    assert decision.statement.facts.startswith("It names a person.")
    assert Report.objects.get(reader=reporter).outcome == "upheld"
    let_them_go()
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert ANSWER in told[reporter.email].body
    assert ANSWER not in told[objection.comment.author.email].body
    assert len([letter for letter in mail.outbox if letter.to == [reporter.email] and ANSWER in letter.body]) == 1


def test_such_a_removal_is_undone_with_its_report():
    objection = make_reporters_objection()
    other = make_moderator()
    objections.answer(objection, by=other, upheld=True, words=ANSWER, rule=make_rule())

    objections.undo(objection, by=other)

    report = Report.objects.get(reader=objection.by)
    assert (report.outcome, report.decision_id) == ("dismissed", objection.decision_id)
    assert Comment.objects.get(pk=objection.comment_id).status == "published"
    awaiting.prove()


def test_a_removal_after_an_objection_names_a_rule():
    objection = make_reporters_objection()

    with pytest.raises(ValidationError):
        objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)

    assert Comment.objects.get(pk=objection.comment_id).status == "published"


def test_an_author_of_a_reported_comment_answers_no_objection_about_it():
    author = make_moderator()
    comment = make_comment(author=author)
    objection = make_reporters_objection()
    Objection.objects.filter(pk=objection.pk).update(comment=comment)
    objection.refresh_from_db()

    with pytest.raises(PermissionDenied, match="your own comment"):
        objections.answer(objection, by=author, upheld=False, words=ANSWER)
