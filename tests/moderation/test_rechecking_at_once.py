"""One comment, and two workers who want to check it again at the same moment, on connections of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from comments.models import Comment, Decision, Signal, Unchecked
from comments.moderation import awaiting, checking_again, decisions
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.outside import asking
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule
from tests.moderation.checked import entries

pytestmark = pytest.mark.usefixtures("committed")

Kind = Decision.Kind
Status = Comment.Status
# Longer than any step of the other takes; only a test that fails waits for so long.
PATIENCE = 10


def on_its_own_connection(work, *args):
    try:
        return work(*args)
    finally:
        connections.close_all()


def check(comment):
    return on_its_own_connection(checking_again.check_again, comment.pk)


def test_of_two_jobs_at_once_one_takes_the_comment_up_and_one_question_is_asked(outside, monkeypatch):
    comment = make_comment()
    asked, both_are_there = [], threading.Barrier(2, timeout=PATIENCE)

    def ask(check, question):
        asked.append(check.name)
        return Finding(check.name, check.version, Ran.RAN, 0.0)

    def at_the_same_moment(comment):
        both_are_there.wait()
        check(comment)

    monkeypatch.setattr(asking, "ask", ask)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(at_the_same_moment, [comment, comment]))

    comment.refresh_from_db()
    assert asked == ["outside"]
    assert (comment.status, entries(comment)) == (Status.PUBLISHED, [Kind.HOLD, Kind.PUBLISH])
    assert not Unchecked.objects.exists()
    awaiting.prove()


def test_two_who_have_both_asked_write_one_decision_with_one_set_of_findings(outside, monkeypatch):
    comment = make_comment()
    both_have_asked = threading.Barrier(2, timeout=PATIENCE)

    def ask(check, question):
        both_have_asked.wait()
        return Finding(check.name, check.version, Ran.RAN, 0.9)

    def as_if_it_were_its_turn(comment):
        # The turn of the one came up again while the other still waited for its answer.
        looked = decisions.last_look(comment)
        findings = checking_again._looked_again(comment, looked)
        return decisions.decide_again(comment, looked=looked, findings=findings, now=comment.created_at)

    monkeypatch.setattr(asking, "ask", ask)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda one: on_its_own_connection(as_if_it_were_its_turn, one), [comment, comment]))

    comment.refresh_from_db()
    assert sum(decision is not None for decision in done) == 1
    assert (comment.status, entries(comment)) == (Status.HELD, [Kind.HOLD, Kind.HOLD])
    assert Signal.objects.filter(comment=comment, check_name="outside").count() == 2
    awaiting.prove()


def test_a_person_who_decides_while_the_answer_is_on_its_way_is_overruled_by_nobody(outside, monkeypatch):
    comment, moderator, rule = make_comment(), make_moderator(), make_rule()
    asked, answered = threading.Event(), threading.Event()

    def ask(check, question):
        asked.set()
        assert answered.wait(PATIENCE)
        return Finding(check.name, check.version, Ran.RAN, 0.0)

    monkeypatch.setattr(asking, "ask", ask)
    with ThreadPoolExecutor(1) as pool:
        checking = pool.submit(check, comment)
        assert asked.wait(PATIENCE)
        decisions.remove(comment, by=moderator, rule=rule)
        answered.set()
        checking.result(PATIENCE)

    comment.refresh_from_db()
    assert (comment.status, entries(comment)) == (Status.REMOVED, [Kind.HOLD, Kind.REMOVE, Kind.RECHECK])
    awaiting.prove()
