"""Objections to what was done to an account: answered by somebody else, and lifted where it was wrong."""

import pytest
from django.core import mail

from comments.models import Awaiting, Decision, Objection
from comments.moderation import decisions, objections, sanctions, sealing
from newsroom.accounts import holdings
from tests.factories.accounts import make_editor, make_moderator, make_reader
from tests.factories.comments import make_rule
from tests.factories.contesting import ANSWER, WORDS
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Objection.Outcome


def make_sanctioned(*, by=None):
    reader = make_reader()
    sanction = sanctions.mute(reader, by=by or make_moderator(), rule=make_rule(), reason="Shouting at people.", days=3)
    return objections.object_to(Decision.objects.get(pk=sanction.decision_id), by=reader, words=WORDS)


def test_an_objection_to_a_sanction_lifts_it():
    objection = make_sanctioned()

    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)

    objection.sanction.refresh_from_db()
    assert objection.sanction.lifted_at is not None
    entry = Decision.objects.get(kind="lift")
    assert (entry.objection_id, entry.initiative) == (objection.pk, "objection")
    let_them_go()
    assert len([letter for letter in mail.outbox if letter.to == [objection.by.email] and ANSWER in letter.body]) == 1
    assert not [letter for letter in mail.outbox if "was lifted" in letter.subject]


def test_with_a_single_moderator_an_editor_lifts_a_sanction():
    objection = make_sanctioned()

    objections.answer(objection, by=make_editor(), upheld=True, words=ANSWER)

    objection.sanction.refresh_from_db()
    assert objection.sanction.lifted_at is not None


@pytest.mark.parametrize("upheld", [True, False])
def test_an_answer_about_a_sanction_can_be_undone(upheld):
    objection = make_sanctioned()
    other = make_moderator()
    objections.answer(objection, by=other, upheld=upheld, words=ANSWER)

    objections.undo(objection, by=other)

    objection.refresh_from_db()
    objection.sanction.refresh_from_db()
    assert objection.outcome == Outcome.OPEN
    assert objection.sanction.lifted_at is None


@pytest.mark.parametrize("upheld", [True, False])
def test_an_answer_to_somebody_who_has_left_since_stays_as_it_is(upheld):
    objection = make_sanctioned()
    other = make_moderator()
    objections.answer(objection, by=other, upheld=upheld, words=ANSWER)
    holdings.erase(objection.by)
    entries = Decision.objects.count()

    with pytest.raises(decisions.TooLate, match="has left"):
        objections.undo(objection, by=other)

    assert Decision.objects.count() == entries
    assert sealing.check(tell=pytest.fail).behind.erased > 0


def test_what_was_done_to_somebody_who_has_left_since_is_neither_undone_nor_lifted():
    reader, moderator = make_reader(), make_moderator()
    sanction = sanctions.mute(reader, by=moderator, rule=make_rule(), reason="Shouting at people.", days=3)
    holdings.erase(reader)
    entries = Decision.objects.count()

    with pytest.raises(sanctions.TooLate, match="has left"):
        sanctions.undo(Decision.objects.get(pk=sanction.decision_id), by=moderator)
    with pytest.raises(sanctions.NotDone, match="has left"):
        sanctions.lift(sanction, by=moderator)

    assert Decision.objects.count() == entries


def test_a_sanction_that_is_lifted_otherwise_leaves_nothing_to_answer():
    objection = make_sanctioned()

    sanctions.lift(objection.sanction, by=make_moderator())

    objection.refresh_from_db()
    assert objection.outcome == Outcome.MOOT
    assert not Awaiting.objects.filter(objection=objection).exists()
