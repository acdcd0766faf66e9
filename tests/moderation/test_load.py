"""Load against capacity: where the queue goes at this rate, by the clock."""

import datetime as dt

import pytest

from comments.moderation.numbers.load import Course, Forecast, Load, forecast

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def test_a_queue_that_is_emptied_says_when_it_is_empty():
    found = forecast(Load(waiting=40, arrived=30, cleared=48, hours=3), now=NOON)

    assert found == Forecast(Course.EMPTIES, -6.0, NOON + dt.timedelta(hours=6, minutes=40))


def test_a_queue_that_grows_says_by_how_much():
    assert forecast(Load(waiting=40, arrived=48, cleared=12, hours=3), now=NOON) == Forecast(Course.GROWS, 12.0)


def test_an_empty_queue_is_empty_whatever_comes():
    assert forecast(Load(waiting=0, arrived=48, cleared=12, hours=3), now=NOON) == Forecast(Course.EMPTY)


def test_as_much_out_as_in_leaves_it_as_long_as_it_is():
    assert forecast(Load(waiting=5, arrived=9, cleared=9, hours=3), now=NOON) == Forecast(Course.STANDS)


@pytest.mark.parametrize("load", [Load(5, 0, 0, 3), Load(5, 3, 1, 0), Load(5, 3, 1, -1)])
def test_nothing_is_foreseen_from_nothing(load):
    assert forecast(load, now=NOON) == Forecast(Course.QUIET)


def test_what_lies_beyond_two_days_is_not_foreseen_to_the_minute():
    just = forecast(Load(waiting=48, arrived=0, cleared=3, hours=3), now=NOON)
    beyond = forecast(Load(waiting=49, arrived=0, cleared=3, hours=3), now=NOON)

    assert just == Forecast(Course.EMPTIES, -1.0, NOON + dt.timedelta(hours=48))
    assert beyond == Forecast(Course.SLOWLY, -1.0)


def test_huge_queues_are_foreseen_too():
    found = forecast(Load(waiting=10**12, arrived=0, cleared=10**12, hours=3), now=NOON)

    assert found.empty_at == NOON + dt.timedelta(hours=3)
