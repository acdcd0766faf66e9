"""What the desk's first page asks of the database: the same whether ten things wait or five hundred."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.moderation import awaiting
from comments.moderation.queue import listing
from tests.factories.articles import make_section
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_trusted_reader

pytestmark = pytest.mark.django_db

# The measure.
BUDGET = 15

_MORE = """
INSERT INTO comments_comment (id, discussion_id, author_id, depth, path, status, body, body_key, revision,
                              idempotency_key, created_at)
SELECT 5000000 + n, %(discussion)s, %(author)s, 0, int8send(5000000 + n), 'held', 'Words.', decode(md5(n::text), 'hex'), 1,
       gen_random_uuid(), now() - n * interval '1 minute'
  FROM generate_series(1, %(more)s) AS n
"""


@pytest.mark.parametrize("waiting", [10, 500])
def test_the_queue_costs_the_same_at_any_length(desk, waiting):
    make_section()
    parent = make_comment()
    for _ in range(5):
        make_held_comment(parent=parent)
        make_report()
    with connection.cursor() as cursor:
        cursor.execute(_MORE, {"discussion": make_discussion().pk, "author": make_trusted_reader().pk, "more": waiting - 10})
    awaiting.settle_all()
    desk.get("/moderation/")

    with CaptureQueriesContext(connection) as asked:
        page = desk.get("/moderation/")

    assert page.context["waiting"] == waiting
    assert len(asked) <= BUDGET, "\n".join(query["sql"][:100] for query in asked)


def test_the_list_reads_what_waits_and_the_key_of_the_readings_and_no_comments():
    make_held_comment()
    with CaptureQueriesContext(connection) as asked:
        listing.rows(now=timezone.now(), viewer=None, limit=25)
    [statement] = [query["sql"] for query in asked]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + statement)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "comments_comment" not in plan
    assert re.search(r"Index (Only )?Scan using \w+ on web_reads|Bitmap Heap Scan on web_reads", plan), plan
