"""A campaign: very many notices about one comment cost a decision no more than a few."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Awaiting, Comment, Notice
from comments.moderation import awaiting, decisions, notices
from tests.comments.hearing import queued
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule
from tests.factories.contesting import ANSWER, make_notice

pytestmark = pytest.mark.django_db

Outcome = Notice.Outcome
FEW, MANY = 3, 60


def with_notices(many):
    """A comment that so many people say is against the law."""
    comment = make_comment()
    sent = [make_notice(comment, email=f"n{number}@example.org") for number in range(many)]
    return Comment.objects.get(pk=comment.pk), sent


@contextmanager
def counted():
    """How many queries it takes, noted in a list."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]


def test_removing_a_comment_and_undoing_it_costs_the_same_with_many_notices_and_with_few():
    moderator, rule = make_moderator(), make_rule()
    costs = []
    for many in (FEW, MANY):
        comment, sent = with_notices(many)
        with counted() as removing:
            removal = decisions.remove(comment, by=moderator, rule=rule)
        assert Notice.objects.filter(comment=comment, outcome=Outcome.GONE, decision_id=removal.pk).count() == many
        assert {job.args["notice_id"] for job in queued("tell") if job.args["decision_id"] == removal.pk} == {n.pk for n in sent}
        assert not Awaiting.objects.filter(notice__in=sent).exists()
        with counted() as undoing:
            decisions.undo(removal, by=moderator)
        assert Notice.objects.filter(comment=comment, outcome=Outcome.OPEN, answered_at=None).count() == many
        assert Awaiting.objects.filter(notice__in=sent).count() == many
        costs.append((len(removing), len(undoing)))

    assert costs[0] == costs[1]
    awaiting.prove()


def test_taking_words_back_costs_the_same_with_many_notices_and_with_few():
    costs = []
    for many in (FEW, MANY):
        comment, _sent = with_notices(many)
        with counted() as asked:
            decisions.take_back(comment, by=comment.author)
        costs.append(len(asked))

    assert costs[0] == costs[1]
    assert not Notice.objects.filter(outcome=Outcome.OPEN).exists()
    awaiting.prove()


def test_answering_many_notices_together_costs_what_answering_a_few_costs():
    moderator = make_moderator()
    costs = []
    for many in (FEW, MANY):
        comment, sent = with_notices(many)
        with counted() as asked:
            notices.decide(sent[0], by=moderator, removes=False, words=ANSWER, also=[notice.pk for notice in sent])
        assert Notice.objects.filter(comment=comment, outcome=Outcome.STAYS, answer=ANSWER).count() == many
        costs.append(len(asked))

    assert costs[0] == costs[1]
    awaiting.prove()
