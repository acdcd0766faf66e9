"""The order "best": what it rewards, what it leaves room for, and that Python and SQL say the same."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from bench.best import Day, by_our_formula, by_raw_count, share_found
from comments import best

# A conversation where two in a hundred readers recommend a comment.
START = best.head_start(usual=0.02)


def score(recommendations, reads):
    return best.score(recommendations=recommendations, reads=reads, start=START)


def test_the_same_share_of_more_readers_counts_for_more():
    assert score(100, 1000) > score(10, 100) > score(1, 10)


def test_what_a_few_hundred_readers_liked_comes_before_what_thousands_liked_less():
    assert score(40, 400) > score(250, 5000)


def test_what_nobody_has_seen_comes_before_what_many_passed_over():
    assert score(0, 0) > score(10, 1000)
    assert score(0, 0) > score(0, 100)


def test_what_nobody_has_seen_comes_after_what_many_liked():
    assert score(0, 0) < score(60, 1000)


def test_the_head_start_is_soon_spent():
    assert score(0, 0) > score(0, 50) > score(0, 100)


def test_recommendations_without_counted_readers_are_readers():
    assert score(30, 0) == score(30, 30)


def test_an_empty_conversation_has_something_usual():
    assert best.usual_share(recommendations=0, reads=0) == 0.01


@given(recommendations=st.integers(0, 10**6), reads=st.integers(0, 10**9), usual=st.floats(0, 1))
def test_a_score_is_a_share(recommendations, reads, usual):
    found = best.score(recommendations=recommendations, reads=reads, start=best.head_start(usual=usual))

    # Nought less nought leaves a rounding error.
    assert -1e-15 <= found <= 1


@pytest.mark.django_db
def test_python_and_sql_score_alike():
    chance = random.Random(7)
    rows = [(float(r), float(max(r, chance.randrange(10**4)))) for r in [0, 0, 1, 5, *chance.sample(range(5000), 200)]]
    asked = f"""
        WITH seen AS (SELECT * FROM unnest(%(recommendations)s::float8[], %(reads)s::float8[]) AS row (recommendations, reads)),
             usual AS (SELECT {best.START} AS start FROM seen)
        SELECT recommendations, reads, start, {best.SCORE} FROM seen CROSS JOIN usual
    """
    with connection.cursor() as cursor:
        cursor.execute(asked, {"recommendations": [r for r, _ in rows], "reads": [n for _, n in rows], **best.parameters()})
        found = cursor.fetchall()

    start = best.head_start(
        usual=best.usual_share(recommendations=sum(r for r, _ in rows), reads=sum(n for _, n in rows)),
    )
    assert len(found) == len(rows)
    for recommendations, reads, said, scored in found:
        assert said == pytest.approx(start, rel=1e-12)
        assert scored == pytest.approx(best.score(recommendations=recommendations, reads=reads, start=start), rel=1e-12)


def test_a_good_comment_six_hours_late_is_found_as_it_is_not_by_raw_counts():
    """The small version of `python -m bench.best`: the same days, fewer of them, ranked less often."""
    day = Day(ranked_every=15)

    assert share_found(day, by_our_formula, runs=20, seed=1) >= 0.7
    assert share_found(day, by_raw_count, runs=20, seed=1) <= 0.2
