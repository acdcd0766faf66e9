"""Changes: one transaction, stamps last and in order, one more try after a deadlock."""

import contextlib
import threading

import pytest
from django.contrib.auth.models import Group
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsroom.web import changing, pages, stamps
from newsroom.web.models import Stamp

pytestmark = pytest.mark.usefixtures("committed")


def test_stamps_are_written_last_in_one_statement_and_in_key_order():
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        pages.change() as change,
    ):
        change.raises(stamps.topic(3), stamps.article(20), stamps.article(3))
        Group.objects.create(name="Written after raising")

    statements = [query["sql"] for query in queries if "web_stamp" in query["sql"]]
    assert len(statements) == 1
    assert "web_stamp" in [query["sql"] for query in queries][-2]
    assert [statements[0].index(key) for key in ("article:20", "article:3", "topic:3")] == sorted(
        statements[0].index(key) for key in ("article:20", "article:3", "topic:3")
    )


def test_a_change_inside_another_joins_it():
    with pages.change() as outer:
        with pages.change() as inner:
            inner.raises(stamps.article(1))
        assert inner is outer
        assert not Stamp.objects.exists()

    assert set(stamps.numbers([stamps.article(1)])) == {"article:1"}


def fail_after(name):
    with pages.change() as change:
        change.raises(stamps.article(1))
        Group.objects.create(name=name)
        raise ZeroDivisionError


def test_a_change_that_fails_changes_nothing():
    with pytest.raises(ZeroDivisionError):
        fail_after("Half done")

    assert not Group.objects.filter(name="Half done").exists()
    assert not Stamp.objects.exists()


def test_after_a_failure_the_next_change_begins_anew():
    with pytest.raises(ZeroDivisionError):
        fail_after("Half done")

    with pages.change() as change:
        change.raises(stamps.article(2))

    assert list(Stamp.objects.values_list("key", flat=True)) == ["article:2"]


def test_half_a_change_is_no_change_even_if_somebody_catches_the_error():
    @pages.verb
    def go_on_regardless():
        with pages.change():
            with contextlib.suppress(ZeroDivisionError):
                fail_after("Half a change")
            Group.objects.create(name="After half a change")

    with pytest.raises(transaction.TransactionManagementError):
        go_on_regardless()

    assert not Group.objects.filter(name="After half a change").exists()


def test_a_change_that_the_database_refuses_at_the_end_is_told(monkeypatch):
    monkeypatch.setattr(stamps, "UPSERT", "SELECT 1/0, %s, %s")

    @pages.verb
    def refused():
        with pages.change() as change:
            Group.objects.create(name="Refused")
            change.raises(stamps.article(1))

    with pytest.raises(DataError, match="division"):
        refused()

    assert not Group.objects.filter(name="Refused").exists()


def test_two_changes_that_deadlock_both_succeed_as_one_lets_the_other_go_first(monkeypatch):
    one, two = Group.objects.create(name="one"), Group.objects.create(name="two")
    both_hold_their_first = threading.Barrier(2)
    one_has_ended = threading.Event()
    monkeypatch.setattr(changing.time, "sleep", lambda _seconds: one_has_ended.wait(30))
    runs = []
    before = changing.retried["deadlock_detected"]

    @pages.verb
    def lock(first, second):
        runs.append(first.pk)
        with pages.change() as change:
            Group.objects.filter(pk=first.pk).update(name=f"{first.pk} by {first.pk}")
            if len(runs) <= 2:
                both_hold_their_first.wait(30)
            Group.objects.filter(pk=second.pk).update(name=f"{second.pk} by {first.pk}")
            change.raises(stamps.article(first.pk))

    def run(first, second):
        try:
            lock(first, second)
        finally:
            connection.close()
            one_has_ended.set()

    threads = [threading.Thread(target=run, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(runs) == 3
    assert changing.retried["deadlock_detected"] == before + 1
    assert Stamp.objects.count() == 2


class Deadlock(Exception):
    sqlstate = "40P01"


def deadlock():
    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    return error


def test_a_verb_is_tried_twice_and_no_more():
    runs = []

    @pages.verb
    def always_deadlocks():
        runs.append(1)
        raise deadlock()

    with pytest.raises(OperationalError):
        always_deadlocks()

    assert len(runs) == 2


def test_only_the_outermost_verb_is_tried_again():
    inner_runs, outer_runs = [], []

    @pages.verb
    def inner():
        inner_runs.append(1)
        if len(inner_runs) == 1:
            raise deadlock()

    @pages.verb
    def outer():
        outer_runs.append(1)
        with pages.change():
            inner()

    outer()

    assert (len(outer_runs), len(inner_runs)) == (2, 2)


def test_a_verb_inside_a_foreign_transaction_is_not_tried_again():
    runs = []

    @pages.verb
    def deadlocks():
        runs.append(1)
        raise deadlock()

    with pytest.raises(OperationalError), transaction.atomic():
        deadlocks()

    assert len(runs) == 1


def test_other_errors_are_not_tried_again():
    runs = []

    @pages.verb
    def refused():
        runs.append(1)
        raise IntegrityError

    with pytest.raises(IntegrityError):
        refused()

    assert len(runs) == 1


@pytest.mark.parametrize("kind", stamps.KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_key_is_spelled_in_one_way(kind):
    number = 12 if kind.numbered else None

    assert kind(number) == (f"{kind.name}:12" if kind.numbered else kind.name)
    with pytest.raises(TypeError):
        kind(None if kind.numbered else 12)


def test_every_kind_of_key_says_who_raises_and_who_reads_it():
    assert len({kind.name for kind in stamps.KINDS}) == len(stamps.KINDS)
    assert all(kind.raised_by and kind.read_by for kind in stamps.KINDS)
