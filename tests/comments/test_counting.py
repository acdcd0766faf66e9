"""Numbers of a conversation: exact after anything that can happen, and a recount proves it."""

import random

import pytest
from django.db import transaction

from comments import counting, recommending, reporting
from comments.models import Comment, Discussion, Tally
from comments.moderation import decisions
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_discussion,
    make_held_comment,
    make_removed_comment,
    make_rule,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db


def test_a_published_comment_counts_in_every_comment_above_it(discussion):
    first, second, third = make_chain(discussion, deep=2)

    tallies = {tally.pk: (tally.answers, tally.below) for tally in Tally.objects.all()}

    assert tallies == {first.pk: (1, 2), second.pk: (1, 1), third.pk: (0, 0)}


def test_numbers_are_given_in_the_order_in_which_readers_first_see_comments(discussion):
    held = make_held_comment(discussion=discussion)
    seen = make_comment(discussion=discussion)

    decisions.approve(held, by=make_moderator())

    held.refresh_from_db()
    assert (seen.number, held.number) == (1, 2)
    assert held.pk < seen.pk


def test_a_held_comment_is_counted_as_held_and_nowhere_else(discussion):
    parent = make_comment(discussion=discussion)
    make_held_comment(discussion=discussion, parent=parent)

    discussion.refresh_from_db()

    assert (discussion.visible_count, discussion.held_count, discussion.last_number) == (1, 1, 1)
    assert parent.tally.below == 0


def test_a_removed_comment_keeps_its_number_and_leaves_the_counts(discussion):
    comment = make_removed_comment(discussion=discussion)

    discussion.refresh_from_db()

    assert comment.number == 1
    assert (discussion.visible_count, discussion.thread_count) == (0, 0)


def test_a_restored_comment_gets_its_old_number_back(discussion):
    comment = make_removed_comment(discussion=discussion)
    make_comment(discussion=discussion)

    decisions.approve(comment, by=make_moderator())

    comment.refresh_from_db()
    assert comment.number == 1
    counting.prove(discussion)


def test_proving_names_what_drifted(discussion):
    comment = make_comment(discussion=discussion)
    Tally.objects.filter(pk=comment.pk).update(below=7)
    Discussion.objects.filter(pk=discussion.pk).update(visible_count=9)

    with pytest.raises(counting.Drift) as drift:
        counting.prove(discussion)

    assert "visible_count is 9, counted 1" in str(drift.value)
    assert f"comment {comment.pk}" in str(drift.value)


def test_a_recount_mends_every_number(discussion):
    make_chain(discussion, deep=3)
    make_held_comment(discussion=discussion)
    Tally.objects.update(answers=5, below=5, recommendations=5, reports=5)
    Discussion.objects.update(visible_count=50, thread_count=50, held_count=50, last_number=50)

    counting.recount(discussion)

    counting.prove(discussion)


def test_a_recount_makes_tallies_for_comments_copied_in_bulk(discussion):
    chain = make_chain(discussion, deep=2)
    Tally.objects.all().delete()

    counting.recount(discussion)

    assert Tally.objects.get(pk=chain[0].pk).below == 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_equal_a_recount_after_any_operations(seed):
    chance = random.Random(seed)
    discussion = make_discussion()
    moderator, rule = make_moderator(), make_rule()
    readers = [make_trusted_reader() for _ in range(4)]

    def any_comment(**where):
        return chance.choice(list(Comment.objects.filter(discussion=discussion, **where)) or [None])

    def post():
        parent = any_comment(status="published") if chance.random() < 0.7 else None
        author = None if chance.random() < 0.7 else make_reader()
        make_comment(discussion=discussion, parent=parent, author=author)

    def decide():
        if (comment := any_comment()) and comment.status != "taken_back":
            if chance.random() < 0.5:
                decisions.approve(comment, by=moderator)
            elif comment.status in {"published", "held"}:
                decision = decisions.remove(comment, by=moderator, rule=rule)
                if chance.random() < 0.4:
                    decisions.undo(decision, by=moderator)

    def take_back():
        if comment := any_comment(status__in=["published", "held"]):
            decisions.take_back(comment, by=comment.author)

    def recommend():
        if comment := any_comment():
            recommending.recommend(comment, by=chance.choice(readers))
            if chance.random() < 0.3:
                recommending.unrecommend(comment, by=chance.choice(readers))

    def report():
        if comment := any_comment():
            reporting.report(comment, by=chance.choice(readers), rule=rule)

    for _ in range(60):
        with transaction.atomic():
            chance.choice([post, post, post, decide, take_back, recommend, report])()

    counting.prove(discussion)
