"""Taking back that a decision stands: what was decided since stays as it is, and so does what held before."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from comments import editing, limits, opening
from comments.models import Comment, Decision, Objection
from comments.moderation import awaiting, decisions, objections, sanctions, sealing
from comments.moderation.numbers import Period, asking
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_rule, sanctioned
from tests.factories.contesting import ANSWER, WORDS, make_objection, make_reporters_objection
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Objection.Outcome


def rejected(objection):
    """Who has just answered an objection with: the decision stands."""
    moderator = make_moderator()
    objections.answer(objection, by=moderator, upheld=False, words=ANSWER)
    return moderator


def decided_today():
    """How much persons decided and did not take back."""
    by_persons, _by_the_policy = asking.decided(Period.DAY, now=timezone.now())
    return sum(by_persons)


def make_objection_to_a_sanction():
    sanction = sanctioned(make_reader())
    return objections.object_to(Decision.objects.get(pk=sanction.decision_id), by=sanction.account, words=WORDS)


def test_a_removal_meanwhile_holds_is_told_and_can_be_objected_to():
    objection = make_reporters_objection()
    comment, author = objection.comment, objection.comment.author
    moderator = rejected(objection)
    removal = decisions.remove(comment, by=make_moderator(), rule=make_rule(2))

    with pytest.raises(decisions.TooLate, match="since"):
        objections.undo(objection, by=moderator)
    let_them_go()

    objection.refresh_from_db()
    assert objection.outcome == Outcome.REJECTED
    assert decisions.last_on(comment).that_holds() == removal
    assert "Your comment was removed" in "".join(letter.subject for letter in mail.outbox if letter.to == [author.email])
    assert objections.matter_of(removal, by=author, now=removal.at).permission


def test_an_approval_meanwhile_holds_and_is_told():
    objection = make_objection()
    moderator = rejected(objection)
    approval = decisions.approve(objection.comment, by=make_moderator())

    with pytest.raises(decisions.TooLate, match="since"):
        objections.undo(objection, by=moderator)

    assert decisions.last_on(objection.comment).that_holds() == approval
    assert Comment.objects.get(pk=objection.comment_id).status == "published"


def test_what_held_before_the_answer_holds_after_it_is_taken_back():
    objection = make_reporters_objection()
    comment = objection.comment
    opening.run_discussion(comment.discussion, mode="first")
    comment = editing.edit_comment(comment, by=comment.author, body="Said otherwise.", revision=1)
    hold = decisions.last_on(comment)
    moderator = rejected(objection)

    objections.undo(objection, by=moderator)

    objection.refresh_from_db()
    assert (objection.outcome, comment.status, hold.kind) == (Outcome.OPEN, "held", "hold")
    assert decisions.last_on(comment).that_holds() == hold
    assert decisions.is_the_policys(decisions.last_on(comment).that_holds())
    awaiting.prove()


def test_a_sanction_that_was_lifted_meanwhile_stays_lifted_and_its_reader_is_told(clock):
    objection = make_objection_to_a_sanction()
    clock.shift(limits.UNDO_WINDOW + dt.timedelta(seconds=1))
    moderator = rejected(objection)
    sanctions.lift(objection.sanction, by=make_moderator())

    with pytest.raises(decisions.TooLate, match="since"):
        objections.undo(objection, by=moderator)
    let_them_go()

    objection.refresh_from_db()
    assert objection.outcome == Outcome.REJECTED
    assert [letter.subject for letter in mail.outbox if "lifted" in letter.subject]


def test_upholding_what_is_lifted_already_is_refused_in_a_sentence(client):
    objection = make_objection_to_a_sanction()
    sanctions.lift(objection.sanction, by=make_moderator())
    # As rows were left before this could no longer happen.
    Objection.objects.filter(pk=objection.pk).update(outcome=Outcome.OPEN, answer_decision_id=None, answered_at=None)
    sign_in(client, make_moderator())

    page = client.post(f"/moderation/objections/{objection.pk}/", {"outcome": Outcome.UPHELD, "words": ANSWER})

    assert page.status_code == 200
    assert "has just done this" in page.content.decode()


def test_the_log_says_that_an_answer_was_taken_back_and_the_numbers_count_neither():
    objection = make_objection()
    moderator = rejected(objection)
    counted = decided_today()

    taken_back = objections.undo(objection, by=moderator)

    said = Decision.objects.get(pk=taken_back.pk)
    assert (said.kind, said.status_after) == ("unconfirm", "removed")
    assert said.get_kind_display() == "no longer confirmed: the objection is open again"
    assert decided_today() == counted - 1
    assert sealing.check(tell=pytest.fail)
