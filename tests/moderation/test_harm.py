"""Expected harm: what was found × how many are reading × who reported × how long it waits; the same in Python and in SQL."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.utils import timezone

from comments import limits
from comments.models import Awaiting
from comments.moderation import harm, queue
from comments.moderation.harm import Waits
from newsroom.web.models import Reads
from tests.factories.accounts import make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule

HOUR = dt.timedelta(hours=1)


def waits(**over):
    return Waits(
        **{
            "kind": "comment",
            "found": 0.0,
            "reported": 0.0,
            "reads": 0,
            "is_seen": True,
            "is_escalated": False,
            "waited": dt.timedelta(),
            **over,
        }
    )


def total(**over):
    return harm.expected(waits(**over)).total


def test_where_there_is_nothing_to_say_every_factor_is_one():
    assert [factor.times for factor in harm.expected(waits()).factors] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"found": 0.2}, {"found": 0.9}),
        ({"reads": 10}, {"reads": 1000}),
        ({"reported": 1}, {"reported": 2}),
        ({"waited": HOUR}, {"waited": 3 * HOUR}),
        ({"is_seen": False, "found": 1}, {"found": 0}),
        ({}, {"is_escalated": True}),
        (
            {"kind": "objection", "is_seen": False, "waited": 24 * HOUR},
            {"kind": "objection", "is_seen": False, "waited": 140 * HOUR},
        ),
        ({"reported": 9, "found": 0.1}, {"kind": "notice"}),
        ({"kind": "notice", "reads": 1000}, {"reported": 50}),
    ],
)
def test_what_harms_more_weighs_more(less, more):
    assert total(**less) < total(**more)


@pytest.mark.parametrize("kind", ["comment", "objection", "notice"])
def test_everything_rises_while_it_waits_without_end(kind):
    weights = [total(kind=kind, is_seen=False, waited=days * 24 * HOUR) for days in range(400)]

    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights)
    assert weights[-1] > total(reported=3, reads=1000)


def test_how_many_read_a_story_says_nothing_about_what_they_do_not_see():
    quiet, busy = (harm.expected(waits(is_seen=False, found=0.5, reads=reads)) for reads in (0, 9_000))

    assert quiet == busy
    assert "not seen by readers" in [factor.words for factor in busy.factors]


def test_a_moment_to_come_is_no_wait():
    assert total(waited=-HOUR) == 1


@pytest.mark.django_db
def test_the_database_computes_the_same():
    rng = random.Random(4)
    now = timezone.now()
    rows = [
        waits(
            kind=rng.choice(["comment", "objection", "notice"]),
            found=rng.choice([0.0, rng.random()]),
            reported=float(rng.choice([0, 1, rng.randrange(60)])),
            reads=rng.choice([0, rng.randrange(10_000)]),
            is_seen=rng.random() < 0.5,
            is_escalated=rng.random() < 0.2,
            waited=dt.timedelta(seconds=rng.uniform(-100, 30 * 86400)),
        )
        for _ in range(300)
    ]

    statement = f"""
        SELECT {harm.sql(reads="waits.reads")} FROM (
          SELECT %(kind)s::text AS kind, %(found)s::float8 AS found, %(reported)s::float8 AS reported, %(reads)s::bigint AS reads,
                 %(is_seen)s AS is_seen, %(is_escalated)s AS is_escalated, %(since)s::timestamptz AS since) AS waits
    """
    for row in rows:
        said = {name: getattr(row, name) for name in ("kind", "found", "reported", "reads", "is_seen", "is_escalated")}
        with connection.cursor() as cursor:
            cursor.execute(statement, said | {"now": now, "since": now - row.waited})
            [computed] = cursor.fetchone()
        assert computed == pytest.approx(harm.expected(row).total, rel=1e-6), row


@pytest.mark.django_db
def test_readings_of_the_last_hour_count_and_older_ones_do_not():
    busy, quiet = make_report(), make_report()
    minute = timezone.now().replace(second=0, microsecond=0)
    Reads.objects.create(article_id=busy.comment.discussion_id, minute=minute - dt.timedelta(minutes=5), count=400)
    Reads.objects.create(article_id=quiet.comment.discussion_id, minute=minute - dt.timedelta(minutes=90), count=9000)
    Awaiting.objects.update(since=minute)

    first, second = queue.waiting(now=timezone.now()).items

    assert (first.comment, second.comment) == (busy.comment, quiet.comment)
    assert "read 400 times in the last hour" in [factor.words for factor in first.harm.factors]


@pytest.mark.django_db
def test_each_row_says_why_it_is_where_it_is(desk):
    make_report()

    page = desk.get("/moderation/").content.decode()

    assert "1 report <span>(2.00)</span>" in page
    # What changes nothing is left out.
    assert "read 0 times in the last hour" not in page
    assert "(1.00)" not in page


@pytest.mark.django_db
def test_fifty_fresh_accounts_who_report_one_comment_put_it_first_and_hide_nothing(desk, client):
    rule = make_rule()
    for days in (1, 5, 20):
        make_held_comment(now=timezone.now() - dt.timedelta(days=days))
        for _ in range(3):
            make_report(comment=make_comment())
    target = make_comment()

    for number in range(50):
        reader = make_reader(email=f"fresh-{number}@example.org")
        browser = sign_in(type(client)(REMOTE_ADDR=f"10.0.{number}.1"), reader)
        assert browser.post(f"/comments/{target.pk}/report/", {"rule": rule.pk}).status_code == 302

    target.refresh_from_db()
    assert target.status == "published"
    assert target.tally.reports == 50
    page = desk.get("/moderation/").content.decode()
    assert page.index(f'id="case-{target.pk}"') == page.index('id="case-')


def test_the_numbers_fit_their_reasons():
    at_a_thousand = harm.exposure(waits(reads=1000))
    assert at_a_thousand == pytest.approx(1.75, abs=0.01)
    assert harm.patience(waits(waited=dt.timedelta(days=limits.WAITING_COUNTS_DAYS))) == 2
    assert harm.patience(waits(kind="notice", waited=limits.ANSWERED_WITHIN)) == limits.DUE_WEIGHS
