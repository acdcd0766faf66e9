"""Objections and answers at the same moment as each other, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from comments.models import Awaiting, Comment, Decision, Notice, Objection
from comments.moderation import awaiting, decisions, notices, objections
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule
from tests.factories.contesting import ANSWER, WORDS, make_notice, make_objection, removed

pytestmark = pytest.mark.usefixtures("committed")

REFUSALS = (objections.Refused, objections.NotTheirs, objections.Answered, notices.Answered, decisions.Changed)


def outcome(work, *args, **kwargs):
    """What a verb returns or refuses, on a connection of its own."""
    try:
        return work(*args, **kwargs)
    except REFUSALS as refused:
        return refused
    finally:
        connections.close_all()


def author_of(decision):
    return User.objects.get(pk=decision.account_id)


def test_of_objections_sent_from_several_windows_at_once_one_is_stored_and_the_others_name_its_day():
    decision = removed()
    author = author_of(decision)

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda n: outcome(objections.object_to, decision, by=author, words=f"{WORDS} ({n})"), range(4)))

    [objection] = Objection.objects.all()
    assert [one for one in said if isinstance(one, Objection)] == [objection]
    others = [one for one in said if isinstance(one, objections.Refused)]
    assert len(others) == 3
    assert all(str(one).startswith("You objected to this decision on") for one in others)
    assert Awaiting.objects.filter(objection=objection).count() == 1
    awaiting.prove()


def test_an_objection_waits_for_whoever_puts_the_comment_back_and_is_then_told_so():
    decision = removed()
    comment, author = Comment.objects.get(pk=decision.comment_id), author_of(decision)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        decisions.approve(comment, by=make_moderator())
        objecting = pool.submit(outcome, objections.object_to, decision, by=author, words=WORDS)
        assert until_it_waits_for_us(objecting)

    assert "no longer holds" in str(objecting.result())
    assert not Objection.objects.exists()


def test_an_objection_of_somebody_who_leaves_at_this_moment_is_not_stored():
    decision = removed()
    author = author_of(decision)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        holdings.erase(User.objects.get(pk=author.pk))
        objecting = pool.submit(outcome, objections.object_to, decision, by=author, words=WORDS)
        assert until_it_waits_for_us(objecting)

    assert isinstance(objecting.result(), objections.NotTheirs)
    assert not Objection.objects.exists()


def test_of_two_who_answer_at_once_one_does_and_the_other_writes_nothing():
    objection, moderators = make_objection(), [make_moderator() for _ in range(3)]

    def answer(moderator):
        return outcome(objections.answer, objection, by=moderator, upheld=True, words=f"{ANSWER} {moderator.display_name}")

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(answer, moderators))

    assert sum(isinstance(one, Objection) for one in said) == 1
    assert sum(isinstance(one, objections.Answered) for one in said) == 2
    objection.refresh_from_db()
    assert objection.answer.endswith(User.objects.get(pk=objection.answered_by_id).display_name)
    assert Decision.objects.filter(objection_id=objection.pk).count() == 1


def test_of_two_who_decide_a_notice_at_once_one_does():
    notice, rule, moderators = make_notice(), make_rule(), [make_moderator() for _ in range(3)]

    def decide(moderator):
        return outcome(notices.decide, notice, by=moderator, removes=True, words=ANSWER, rule=rule)

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(decide, moderators))

    assert sum(isinstance(one, Notice) for one in said) == 1
    assert Decision.objects.filter(notice_id=notice.pk).count() == 1


def test_a_notice_sent_from_several_windows_at_once_is_one():
    comment = make_comment()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _n: outcome(make_notice, comment), range(4)))

    [notice] = Notice.objects.all()
    assert {one.pk for one in sent} == {notice.pk}
    awaiting.prove()
