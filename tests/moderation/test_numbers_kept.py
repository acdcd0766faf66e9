"""The desk's numbers are gathered once a minute, however many look at them; and the log is read through in time for them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments import posting
from comments.moderation import agreement, measures, numbers
from comments.moderation.numbers import Period
from tests.factories.accounts import make_reader
from tests.factories.comments import make_discussion

pytestmark = pytest.mark.django_db

A_SECOND = dt.timedelta(seconds=1)
A_YEAR_OF_DECISIONS = """
INSERT INTO comments_decision (comment_id, kind, status_after, initiative, at, revision, automatic, thresholds, codes)
SELECT n / 2, CASE WHEN n % 2 = 0 THEN 'hold' ELSE 'approve' END, CASE WHEN n % 2 = 0 THEN 'held' ELSE 'published' END,
       CASE WHEN n % 2 = 0 THEN 'policy' ELSE 'own' END, now() - (3650 - n) * interval '2.4 hours', 1, n % 2 = 0, '{}',
       '["links"]'
  FROM generate_series(2, 3650) AS n
"""


def lately(period=Period.DAY):
    return numbers.lately(period, now=timezone.now())


def held():
    return posting.post_comment(make_discussion(), author=make_reader(), body="The barrier held.")


def test_the_same_numbers_are_read_for_a_minute_without_asking_again(clock, django_assert_num_queries):
    first = lately()
    clock.shift(measures.NUMBERS_KEPT_FOR - A_SECOND)

    with django_assert_num_queries(0):
        assert lately() is first


def test_after_a_minute_they_are_gathered_anew(clock):
    first = lately()
    held()
    clock.shift(measures.NUMBERS_KEPT_FOR)

    again = lately()

    assert again.now - first.now == measures.NUMBERS_KEPT_FOR
    assert [row.count for row in again.waiting] == [1]


def test_each_period_has_numbers_of_its_own(clock):
    assert lately(Period.DAY).period == Period.DAY
    assert lately(Period.MONTH).period == Period.MONTH


def test_numbers_from_a_moment_to_come_are_not_kept(clock):
    ahead = lately()
    clock.shift(-dt.timedelta(hours=1))

    assert lately().now < ahead.now


def test_the_page_says_as_of_when_they_are(desk, clock):
    clock.move_to(dt.datetime(2026, 11, 23, 12, 0, 7, tzinfo=dt.UTC))
    desk.get(reverse("moderation:numbers"))
    clock.shift(30 * A_SECOND)

    assert "As of 23 Nov 2026, 12:00:07 GMT." in desk.get(reverse("moderation:numbers")).content.decode()


def test_the_log_is_read_by_its_moments_and_not_comment_by_comment():
    with CaptureQueriesContext(connection) as asked:
        agreement.by_check(now=timezone.now())
    [statement] = [query["sql"] for query in asked]
    with connection.cursor() as cursor:
        # A year of them, of which a month is asked for: how a handful of rows is read says nothing.
        cursor.execute(A_YEAR_OF_DECISIONS)
        cursor.execute("ANALYZE comments_decision")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + statement)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert plan.count("Bitmap Index Scan on decisions_in_time") == 2, plan
    assert "decisions_on_a_comment" not in plan
