"""What the desk's first page asks of the database: the same whether ten things wait or five hundred."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Seal
from comments.moderation import awaiting, queue
from comments.moderation.queue import listing
from tests.factories.articles import make_section
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_trusted_reader
from tests.moderation.desk import BY_SCRIPT, decide, form

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


def test_the_last_seal_stands_at_the_foot_of_the_desk_and_costs_no_query(desk):
    desk.get("/moderation/")
    with CaptureQueriesContext(connection) as before:
        assert "of the log:" not in desk.get("/moderation/").content.decode()
    at = dt.datetime(2026, 11, 22, 18, 4, 5, 678_901, tzinfo=dt.UTC)
    last = Seal.objects.create(
        number=1, first_id=1, last_id=9, members=b"", entries=9, entries_in_all=9, at=at, digest=bytes(range(32))
    )

    with CaptureQueriesContext(connection) as asked:
        page = desk.get("/moderation/").content.decode()

    assert "Seal 1 of the log: <code>000102030405</code>, 22 Nov 2026, 18:04:05 GMT, 9 decisions." in page
    assert len(asked) == len(before)
    assert queue.overview().seal == last
    assert queue.overview().seal.at == at


# Who decides (session, account, role), the locks, what was seen, the log with its evidence, what waits, whom it concerns and
# who is told, the stamps; and the line that takes the place of the case with what follows it.
DECISION_BUDGET = 28


@pytest.mark.parametrize("waiting", [1, 12])
def test_a_decision_costs_the_same_however_much_waits(desk, waiting):
    for _ in range(waiting):
        make_held_comment()
    decide(desk, make_held_comment(), headers=BY_SCRIPT)
    comment = make_held_comment()
    fields = form(comment)

    with CaptureQueriesContext(connection) as asked:
        assert desk.post(f"/moderation/case/{comment.pk}/decide/", fields, headers=BY_SCRIPT).status_code == 200

    queries = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(queries) <= DECISION_BUDGET, "\n".join(query[:100] for query in queries)


# The case with what stands beside it: the conversation, the past, whether its story is watched. What waits is counted once.
CASE_BUDGET = 27


@pytest.mark.parametrize("answers", [1, 8])
def test_a_case_costs_the_same_however_long_the_conversation_round_it(desk, answers):
    parent = make_comment()
    for _ in range(answers):
        make_comment(parent=parent)
    address = f"/moderation/case/{parent.pk}/"
    desk.get(address)

    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200

    queries = [query["sql"] for query in asked]
    assert len(queries) <= CASE_BUDGET, "\n".join(query[:100] for query in queries)
    assert sum("max(newest)" in query for query in queries) == 1
