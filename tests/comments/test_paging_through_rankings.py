"""Paging through a ranking while people post, hide and recommend: every comment is reached exactly once."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import exposures, limits, ranked, rankings, recommending, threads
from comments.models import Comment, Recommendation, Tally
from comments.moderation import decisions
from comments.nodes import walk
from tests.comments.growing import grow
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_trusted_reader

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def turn_over(discussion, chance, readers):
    """What happens while somebody reads: posts, answers, things taken back, recommendations, a new ranking."""
    shown = list(Comment.objects.seen().filter(discussion=discussion))
    make_comment(discussion=discussion)
    make_comment(parent=chance.choice(shown))
    for comment in chance.sample(shown, 4):
        decisions.take_back(comment, by=comment.author)
    for comment in chance.sample(shown, 10):
        comment.refresh_from_db()
        recommending.recommend(comment, by=chance.choice(readers))
    Tally.objects.filter(pk__in=[c.pk for c in chance.sample(shown, 5)]).update(recommendations=chance.randrange(100))
    exposures.add({comment.pk: chance.randrange(50) for comment in chance.sample(shown, 20)})


@pytest.mark.parametrize("order", rankings.Order.values)
@pytest.mark.parametrize("seed", range(3))
def test_each_ranking_leads_to_every_comment_exactly_once_whatever_happens_meanwhile(discussion, order, seed, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 7)
    monkeypatch.setattr(rankings, "WINDOW", 14)
    chance = random.Random(seed)
    grow(discussion, comments=250, seed=seed)
    readers = [make_reader() for _ in range(5)]
    now = timezone.now()
    rankings.make(discussion.pk, order=order, now=now)
    there = set(Comment.objects.seen().filter(discussion=discussion).values_list("pk", flat=True))
    reached, place, pages = [], None, 0

    while True:
        page = ranked.page(discussion, order=order, place=place, now=now)
        assert all(node.depth == 0 for node in page.nodes)
        assert len(page.nodes) <= 7
        for node in list(walk(page.nodes)):
            take(discussion, node, reached)
        pages += 1
        place = page.next_place
        if place is None:
            break
        turn_over(discussion, chance, readers)
        now += MINUTE
        rankings.make(discussion.pk, order=order, now=now)

    still_there = there & set(Comment.objects.seen().filter(discussion=discussion).values_list("pk", flat=True))
    assert pages > 3
    assert len(reached) == len(set(reached))
    assert still_there <= set(reached)
    assert Recommendation.objects.exists()


def take(discussion, node, reached):
    """Note a comment, and follow the links to what the page leaves out below it."""
    if node.is_shown:
        reached.append(node.id)
    if node.continues:
        follow_branch(discussion, node.id, None, reached)
    if node.more:
        follow_branch(discussion, node.id, node.more_after, reached)


def follow_branch(discussion, comment_id, after, reached):
    page = threads.branch(discussion, of=comment_id, after=after)
    for node in list(walk(page.nodes)):
        take(discussion, node, reached)
    if page.more:
        follow_branch(discussion, comment_id, page.more_after, reached)


def test_forty_hidden_threads_in_a_row_are_passed_over(discussion, monkeypatch):
    monkeypatch.setattr(rankings, "WINDOW", 2)
    comments = [make_comment(discussion=discussion, author=make_trusted_reader()) for _ in range(24)]
    rankings.make(discussion.pk, order=rankings.Order.BEST)
    for comment in comments[1:]:
        decisions.take_back(comment, by=comment.author)

    page = ranked.page(discussion, order=rankings.Order.BEST, place=None, now=timezone.now())

    assert [node.id for node in page.nodes] == [comments[0].pk]
    assert page.next_place is None
