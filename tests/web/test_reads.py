"""Readings: counted in memory, written by the minute, never lost while the process lives."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError

from newsroom.web import reads, rounds
from newsroom.web.models import Reads
from tests.web.conftest import in_another_process

pytestmark = pytest.mark.usefixtures("committed")

NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)


def written():
    return sorted(Reads.objects.values_list("article_id", "minute", "count"))


def test_readings_are_added_by_article_and_minute():
    with time_machine.travel(NOON, tick=False) as clock:
        for article in (1, 1, 2):
            reads.count(article)
        reads.write()
        reads.count(1)
        clock.shift(timedelta(minutes=1))
        reads.count(1)
        rounds.once()

    noon = NOON.replace(second=0)
    assert written() == [(1, noon, 3), (1, noon + timedelta(minutes=1), 1), (2, noon, 1)]


def test_a_round_without_readings_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        rounds.once()


def test_counting_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        reads.count(1)
        reads.count(None)

    assert reads.waiting() == 1


def test_what_could_not_be_written_is_written_the_next_time(monkeypatch):
    reads.count(1)
    with monkeypatch.context() as broken:
        broken.setattr(reads, "UPSERT", "SELECT 1/0, %s, %s, %s")
        with pytest.raises(DatabaseError):
            reads.write()
        rounds.once()
    reads.count(1)

    assert reads.write() == 2


def test_while_the_database_is_away_memory_does_not_grow_for_ever(monkeypatch):
    monkeypatch.setattr(reads, "MOST_UNWRITTEN", 10)

    for article in range(100):
        reads.count(article)
    reads.count(1)

    assert reads.waiting() == 11


def test_a_process_that_ends_writes_what_it_counted():
    in_another_process("from newsroom.web import reads, rounds\nrounds.begin()\nrounds.begin()\nreads.count(7)")

    assert [(article, count) for article, _minute, count in written()] == [(7, 1)]
