"""The plans of the hot queries: each walks the index made for it, in a table where a wrong turn would be taken."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import muting, ranked, rankings, threads, visiting
from comments.models import Comment, Pick, Ranking
from tests.factories.comments import make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db

# Twenty conversations of 1,000 comments, threads of ten; ids interleaved, as they come in life.
_FILL = """
INSERT INTO comments_comment (id, discussion_id, author_id, parent_id, root_id, depth, path, number, status, body,
                              body_key, revision, idempotency_key, created_at)
SELECT 1000000 + n, d.id, %(author)s,
       CASE WHEN first THEN NULL ELSE root END, CASE WHEN first THEN NULL ELSE root END, CASE WHEN first THEN 0 ELSE 1 END,
       CASE WHEN first THEN int8send(1000000 + n) ELSE int8send(root) || int8send(1000000 + n) END,
       n / 20 + 1, 'published', 'Words.', decode(md5(n::text), 'hex'), 1, gen_random_uuid(), now()
  FROM generate_series(0, 19999) AS n
  JOIN unnest(%(discussions)s::bigint[]) WITH ORDINALITY AS d (id, place) ON d.place = n %% 20 + 1
 CROSS JOIN LATERAL (SELECT (n / 20) %% 10 = 0 AS first, 1000000 + n - ((n / 20) %% 10) * 20 AS root) AS thread
"""


@pytest.fixture
def busy(db):
    """One conversation among many busy ones."""
    discussions = [make_discussion() for _ in range(20)]
    with connection.cursor() as cursor:
        # The parent of an answer is inserted by the same statement: checked at its end.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_FILL, {"author": make_trusted_reader().pk, "discussions": [d.pk for d in discussions]})
        cursor.execute(
            "INSERT INTO comments_tally (comment_id, recommendations, answers, below, reports)"
            " SELECT id, 0, 9 * (depth = 0)::int, 9 * (depth = 0)::int, 0 FROM comments_comment"
        )
        cursor.execute("ANALYZE comments_comment, comments_tally")
    return discussions[7]


def plans(build):
    """The plan of every query about comments that `build` asks."""
    with CaptureQueriesContext(connection) as asked:
        build()
    found = []
    for query in asked:
        if "comments_comment" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + query["sql"])
                found.append("\n".join(row[0] for row in cursor.fetchall()))
    return found


@pytest.mark.parametrize("order", threads.ORDERS)
@pytest.mark.parametrize("after", [None, 500])
def test_threads_are_read_by_number_and_answers_by_path(busy, order, after):
    first, answers = plans(lambda: threads.first_page(busy, order=order, after=after))

    assert re.search(r"Index Scan.* using threads_by_number", first)
    assert "Sort" not in first
    assert "using thread_in_reading_order" in answers
    assert not any("Seq Scan on comments_comment" in plan for plan in (first, answers))


def test_a_branch_is_read_by_path(busy):
    root = Comment.objects.filter(discussion=busy, depth=0).order_by("number")[3]

    found = plans(lambda: threads.branch(busy, of=root.pk))

    assert any("using thread_in_reading_order" in plan for plan in found)
    assert not any("Seq Scan on comments_comment" in plan for plan in found)


def test_what_is_new_is_counted_by_number(busy):
    [plan] = plans(lambda: threads.count_since(busy.pk, number=990))

    assert "a_number_once_a_discussion" in plan


def test_what_is_new_since_a_visit_is_counted_by_number(busy):
    reader = make_trusted_reader()
    visiting.reached(reader, discussion_id=busy.pk, number=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_visit")

    [plan] = plans(lambda: visiting.place_of(reader, discussion_id=busy.pk, shown=[1000007, 1000027]))

    assert "Index Scan on a_number_once_a_discussion" in plan or "Index Scan using a_number_once_a_discussion" in plan
    assert "Seq Scan on comments_comment" not in plan


def test_who_is_muted_is_asked_of_what_is_shown_and_not_of_all_they_wrote(busy):
    shown = list(Comment.objects.filter(discussion=busy).order_by("number")[:80])
    reader = make_trusted_reader()
    muting.mute(shown[0].author, by=reader)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_mute")

    [plan] = plans(lambda: muting.names_of_muted(reader, shown=[comment.pk for comment in shown]))

    assert "using comments_comment_pkey" in plan or "Index Scan on comments_comment_pkey" in plan
    assert "comments_of_a_reader" not in plan
    assert "Seq Scan on comments_comment" not in plan


@pytest.mark.parametrize("order", rankings.Order.values)
def test_of_a_ranking_one_page_is_read_by_its_key_and_the_threads_by_theirs(busy, order):
    rankings.make(busy.pk, order=order)
    place = (Ranking.objects.get().pk, 60)

    first, answers = plans(lambda: ranked.page(busy, order=order, place=place, now=timezone.now()))

    # One by one or as a bitmap: as the planner likes it, but by nothing else.
    assert "comments_comment_pkey" in first
    assert "using thread_in_reading_order" in answers
    assert not any("Seq Scan on comments_comment" in plan for plan in (first, answers))


def test_of_a_ranking_only_the_bytes_of_one_page_are_fetched(busy):
    column = "attrelid = 'comments_ranking'::regclass AND attname = 'threads'"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT attstorage FROM pg_attribute WHERE {column}")

        assert cursor.fetchone() == ("e",), "stored uncompressed, so that `substr` reads no more than it returns"


def test_picks_are_read_by_their_moment(busy):
    now = timezone.now()
    # Far more than editors choose, here and elsewhere: a wrong turn would be taken.
    picked = Comment.objects.filter(number__lte=200).only("discussion_id", "number")
    Pick.objects.bulk_create(Pick(comment=c, discussion_id=c.discussion_id, at=now - timedelta(hours=c.number)) for c in picked)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_pick")

    plan, *_named = plans(lambda: threads.picked(busy, after=(now - timedelta(hours=50), 1)))

    assert "using latest_picks" in plan, plan
    assert "Sort" not in plan


def test_a_feed_is_read_by_number(busy):
    plan, *_named = plans(lambda: threads.newest(busy, most=50))

    assert re.search(r"Index Scan Backward using \w*number", plan)
    assert "Sort" not in plan
