"""What was objected to in the seconds in which a decision can be undone: it ends with the decision, and nothing else does."""

import pytest
from django.urls import reverse

from comments.models import Awaiting, Comment, Decision, Objection
from comments.moderation import awaiting, decisions, objections, sanctions
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule
from tests.factories.contesting import ANSWER, WORDS, make_objection, make_reporters_objection, removed

pytestmark = pytest.mark.django_db

Outcome = Objection.Outcome


@pytest.fixture
def moderator():
    return make_moderator()


def outcome(objection):
    return Objection.objects.get(pk=objection.pk).outcome


@pytest.mark.parametrize("make", [make_held_comment, make_comment])
def test_whoever_would_have_answered_reads_that_there_is_nothing_to_answer(client, moderator, make):
    removal = removed(make(), by=moderator)
    objection = make_objection(removal)
    desk = sign_in(client, make_moderator())
    address = reverse("moderation:objection", args=[objection.pk])

    decisions.undo(removal, by=moderator)
    answered = desk.post(address, {"outcome": "rejected", "words": ANSWER}).content.decode()

    assert outcome(objection) == Outcome.MOOT
    assert "There is nothing left to answer." in answered
    assert not Awaiting.objects.filter(objection=objection).exists()
    awaiting.prove()


def test_removals_that_are_undone_together_leave_nothing_to_answer(moderator):
    seen = {comment.pk: decisions.Seen.of(comment) for comment in (make_held_comment(), make_comment())}
    done = decisions.decide_together(seen, kind="remove", by=moderator, rule=make_rule())
    objected = [make_objection(removal) for removal in done.done]

    decisions.undo_together(done.batch, by=moderator)

    assert [outcome(objection) for objection in objected] == [Outcome.MOOT, Outcome.MOOT]
    awaiting.prove()


def test_a_second_removal_can_be_objected_to_and_answered_as_the_first_was(moderator):
    comment = make_held_comment()
    first = make_objection(removal := removed(comment, by=moderator))
    decisions.undo(removal, by=moderator)
    second = make_objection(removed(comment, by=moderator))

    objections.answer(second, by=make_moderator(), upheld=True, words=ANSWER)

    assert (outcome(first), outcome(second)) == (Outcome.MOOT, Outcome.UPHELD)


def test_what_was_objected_to_earlier_is_open_again_or_still(moderator):
    by_reporter, by_author = make_reporters_objection(), make_objection(removed(by=moderator))

    removal = decisions.remove(by_reporter.comment, by=moderator, rule=make_rule())
    in_between = make_objection(removal)
    decisions.undo(removal, by=moderator)
    for objection in (by_reporter, by_author):
        decisions.undo(decisions.approve(objection.comment, by=moderator), by=moderator)

    assert (outcome(by_reporter), outcome(by_author), outcome(in_between)) == (Outcome.OPEN, Outcome.OPEN, Outcome.MOOT)
    awaiting.prove()


def test_an_answer_that_is_undone_opens_what_it_answered_and_ends_what_was_objected_to_it(moderator):
    objection = make_reporters_objection()
    objections.answer(objection, by=moderator, upheld=True, words=ANSWER, rule=make_rule())
    to_the_answer = make_objection(decisions.last_on(objection.comment))

    objections.undo(objection, by=moderator)

    assert (outcome(objection), outcome(to_the_answer)) == (Outcome.OPEN, Outcome.MOOT)


def test_a_removal_that_somebody_else_has_confirmed_is_undone_no_more(moderator):
    objection = make_objection(removal := removed(make_held_comment(), by=moderator))
    objections.answer(objection, by=(other := make_moderator()), upheld=False, words=ANSWER)

    with pytest.raises(decisions.TooLate, match="since"):
        decisions.undo(removal, by=moderator)

    assert outcome(objection) == Outcome.REJECTED
    assert Comment.objects.get(pk=objection.comment_id).status == "removed"
    objections.undo(objection, by=other)
    decisions.undo(removal, by=moderator)
    assert outcome(objection) == Outcome.MOOT


def test_nor_is_a_sanction(moderator):
    reader = make_reader()
    sanction = sanctions.mute(reader, by=moderator, rule=make_rule(), reason="Shouting at people.", days=3)
    imposed = Decision.objects.get(pk=sanction.decision_id)
    objection = objections.object_to(imposed, by=reader, words=WORDS)
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)

    with pytest.raises(sanctions.TooLate, match="since"):
        sanctions.undo(imposed, by=moderator)

    assert outcome(objection) == Outcome.REJECTED
