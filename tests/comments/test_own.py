"""What a reader is told of their own comments costs the same however many there are, and however often minds were changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import news, notifying, own
from comments.moderation import decisions
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


def queries_of(build):
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as asked:
        build()
    return len(asked)


def approve_and_undo(comment, *, times):
    """Change one's mind so often about a comment that was not shown."""
    moderator = make_moderator()
    for _again in range(times):
        decision = decisions.undo(decisions.approve(comment, by=moderator), by=moderator)
    return decision


def test_comments_whose_decisions_were_undone_cost_no_more_than_one():
    comments = [make_held_comment() for _ in range(6)]
    approve_and_undo(comments[0], times=1)
    one = queries_of(lambda: own.explain(comments[:1]))
    for comment in comments[1:]:
        approve_and_undo(comment, times=3)

    assert queries_of(lambda: own.explain(comments)) == one <= 5


def test_a_removal_brought_back_by_three_undoings_still_names_its_rule_and_its_note():
    comment = make_comment()
    decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="Please stay kind.")
    approve_and_undo(comment, times=3)
    comment.refresh_from_db()

    [told] = own.explain([comment])

    assert (told.statement.rule_number, told.statement.facts) == (1, "Please stay kind.")


def test_news_of_decisions_that_were_undone_costs_no_more_than_one():
    author = make_trusted_reader()
    told = []
    for _number in range(6):
        comment = make_comment(author=author, now=timezone.now() + len(told) * timedelta(hours=1))
        decisions.remove(comment, by=make_moderator(), rule=make_rule())
        undone = approve_and_undo(comment, times=2)
        notifying.tell_author(decision_id=undone.pk)
        told.append(queries_of(lambda: list(news.page_of(author, after=None, now=timezone.now()).items)))

    assert told[-1] == told[0] <= 6
