"""Rankings of conversations too long to be ranked while a reader waits: jobs make them, and the page is told."""

import pytest
from django.db import connection
from django.utils import timezone

from comments import limits, ranked, rankings, threads
from comments.models import Discussion, Ranking
from newsroom import jobs
from tests.comments.test_rankings import ANSWERED, BEST, aged, ask, liked, waiting
from tests.factories.comments import make_comment, make_discussion


@pytest.fixture
def long_one(discussion, monkeypatch):
    """A conversation too long to be ranked while a reader waits."""
    monkeypatch.setattr(limits, "THREADS_RANKED_AT_ONCE", 0)
    monkeypatch.setattr(limits, "THREADS_RANKED_AHEAD", 0)
    make_comment(discussion=discussion)
    return Discussion.objects.get(pk=discussion.pk)


def waited(by):
    """Let what waits in the queue have waited so much longer."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - %s", [by])


def test_a_long_one_is_shown_however_old_while_a_job_makes_the_next(long_one):
    rankings.make(long_one.pk, order=BEST)
    aged(limits.RANKING_SHOWN_FOR)

    ask(long_one)
    ask(long_one)

    assert (Ranking.objects.count(), waiting()) == (1, 1)


def test_nobody_waits_for_a_first_long_one_and_until_it_is_made_the_newest_come_first(long_one):
    make_comment(discussion=long_one)
    ask(long_one)
    meanwhile = ranked.page(long_one, order=BEST, place=None, now=timezone.now())

    assert (Ranking.objects.count(), waiting()) == (0, 1)
    assert meanwhile.order == threads.NEWEST
    assert [node.id for node in meanwhile.nodes] == [node.id for node in threads.first_page(long_one).nodes]


def test_the_page_shows_a_first_long_ranking_as_soon_as_the_job_has_made_it(committed, client, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_RANKED_AT_ONCE", 0)
    discussion = make_discussion()
    loved, _new = make_comment(discussion=discussion), make_comment(discussion=discussion)
    liked(loved, recommendations=50, reads=100)
    address = f"{discussion.get_absolute_url()}?order=best"
    before = client.get(address)

    jobs.work(until_empty=True)

    first = f'id="comment-{loved.pk}"'
    assert before.content.index(first.encode()) > client.get(address).content.index(first.encode())


def test_where_the_worker_is_away_a_reader_makes_the_long_one(long_one):
    ask(long_one)
    waited(limits.RANKING_AWAITED_FOR)
    ask(long_one)
    assert Ranking.objects.count() == 1

    aged(limits.RANKING_SHOWN_FOR)
    ask(long_one)
    assert Ranking.objects.count() == 2


def test_a_conversation_that_grows_long_is_ranked_before_anybody_asks(long_one):
    nobody_reads = make_comment().discussion
    Discussion.objects.filter(pk=nobody_reads.pk).update(mode=Discussion.Mode.CLOSED)
    now = int(timezone.now().timestamp()) + 1

    rankings.make_first_ones(timestamp=now)
    rankings.make_first_ones(timestamp=now)

    assert sorted(Ranking.objects.values_list("discussion", "order")) == [(long_one.pk, ANSWERED), (long_one.pk, BEST)]


def test_a_short_one_is_ranked_by_whoever_asks(discussion):
    make_comment(discussion=discussion)

    rankings.make_first_ones(timestamp=int(timezone.now().timestamp()) + 1)

    assert not Ranking.objects.exists()
