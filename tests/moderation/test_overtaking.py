"""What overtakes an objection: another decision, its undoing, or somebody who leaves."""

import pytest
from django.core import mail

from comments.models import Awaiting, Decision, Objection
from comments.moderation import awaiting, decisions, objections
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule
from tests.factories.contesting import ANSWER, WORDS, make_dismissed_report, make_objection, make_reporters_objection, removed
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Objection.Outcome


def test_a_removal_that_is_taken_back_leaves_nothing_to_answer_until_that_is_undone():
    moderator = make_moderator()
    objection = make_objection(removed(by=moderator))

    approval = decisions.approve(objection.comment, by=moderator)

    objection.refresh_from_db()
    assert objection.outcome == Outcome.MOOT
    decisions.undo(approval, by=moderator)
    objection.refresh_from_db()
    assert objection.outcome == Outcome.OPEN
    awaiting.prove()


def test_what_is_undone_at_once_leaves_nothing_to_answer_either():
    moderator = make_moderator()
    removal = removed(by=moderator)
    dismissed = make_dismissed_report(by=moderator)
    dismissal = Decision.objects.get(pk=dismissed.decision_id)
    objected = [make_objection(removal), objections.object_to(dismissal, by=dismissed.reader, words=WORDS)]

    for decision in (removal, dismissal):
        decisions.undo(decision, by=moderator)
    let_them_go()

    rows = Objection.objects.filter(pk__in=[row.pk for row in objected])
    assert [row.outcome for row in rows] == [Outcome.MOOT, Outcome.MOOT]
    assert not Awaiting.objects.filter(objection__in=rows).exists()
    assert not [letter for letter in mail.outbox if "answered" in letter.subject]
    awaiting.prove()


def test_a_comment_that_is_taken_back_leaves_its_reporter_nothing_to_answer_and_they_are_told():
    objection = make_reporters_objection()

    decisions.take_back(objection.comment, by=objection.comment.author)

    objection.refresh_from_db()
    assert objection.outcome == Outcome.MOOT
    let_them_go()
    assert [letter for letter in mail.outbox if letter.to == [objection.by.email] and "not shown any more" in letter.body]


def test_whoever_leaves_takes_their_objection_with_them(clock):
    objection = make_objection()
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)
    clock.shift(60)
    second = make_objection(removed(make_comment(author=objection.by)))

    holdings.erase(User.objects.get(pk=objection.by_id))

    rows = Objection.objects.filter(pk__in=[objection.pk, second.pk]).order_by("pk")
    assert [row.words for row in rows] == ["", ""]
    assert [row.outcome for row in rows] == [Outcome.REJECTED, Outcome.MOOT]
    assert WORDS not in str(list(Objection.objects.values()))
    assert ANSWER not in str(list(Objection.objects.values()))
    assert not Awaiting.objects.filter(objection__in=rows).exists()


def test_an_answer_to_somebody_who_has_left_since_is_not_taken_back():
    objection, moderator = make_reporters_objection(), make_moderator()
    objections.answer(objection, by=moderator, upheld=False, words=ANSWER)
    holdings.erase(User.objects.get(pk=objection.by_id))

    with pytest.raises(decisions.TooLate, match="has left"):
        objections.undo(objection, by=moderator)

    assert Objection.objects.get(pk=objection.pk).outcome == Outcome.REJECTED
    assert not Awaiting.objects.filter(objection=objection).exists()


def test_what_overtook_an_objection_of_somebody_who_has_left_since_is_undone_without_it():
    objection, moderator = make_reporters_objection(), make_moderator()
    removal = decisions.remove(objection.comment, by=moderator, rule=make_rule())
    holdings.erase(User.objects.get(pk=objection.by_id))

    decisions.undo(removal, by=moderator)

    assert decisions.last_on(objection.comment).status_after == "published"
    assert Objection.objects.get(pk=objection.pk).outcome == Outcome.MOOT
    awaiting.prove()
