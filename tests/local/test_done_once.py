"""A job that is to be done once is done once, however often it runs, and whoever runs it at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom import jobs
from newsroom.models import Done
from newsroom.web.models import Stamp
from tests.comments.waiting import until_it_waits_for_us
from tests.dying import do, work_again, work_and_die

failing = []


@jobs.job(retry=8, once=True)
def write(*, key):
    """Leave a trace; fail, if that is wanted, when it is left."""
    Stamp.objects.create(key=f"{key}-{Stamp.objects.count()}", number=1)
    if failing:
        raise ValueError(failing.pop())


@jobs.job(retry=8)
def look_first(*, key):
    """Do something in a transaction of its own, and only the end once."""
    Stamp.objects.get_or_create(key="looked", defaults={"number": 1})
    with jobs.doing_once() as is_first:
        if is_first:
            write(key=key)
            write(key=key)


@pytest.fixture(autouse=True)
def known():
    failing.clear()
    # Only tests define jobs in a test file; the worker learns of them here.
    for task in (write, look_first):
        app.tasks.setdefault(task.name, task)


def traces():
    return sorted(Stamp.objects.values_list("key", flat=True))


def in_a_thread(job):
    try:
        do(job)
    finally:
        connection.close()


def test_what_a_worker_did_that_died_at_its_last_line_is_not_done_again(committed, monkeypatch):
    write.defer(key="written")

    work_and_die(monkeypatch)
    assert Done.objects.count() == 1
    work_again()

    assert traces() == ["written-0"]
    assert not ProcrastinateJob.objects.exists()


def test_that_a_job_was_done_is_forgotten_at_night_when_it_is_over_and_not_before(committed, monkeypatch):
    write.defer(key="over")
    jobs.work(until_empty=True)
    write.defer(key="interrupted")
    work_and_die(monkeypatch)

    jobs.forget_what_is_over(timestamp=0)

    assert list(Done.objects.values_list("job_id", flat=True)) == [ProcrastinateJob.objects.get().pk]


def test_while_a_job_is_being_done_nobody_waits_who_queues_it_again(committed):
    write.defer(key="written")
    job = ProcrastinateJob.objects.get()

    def lock():
        with transaction.atomic():
            ProcrastinateJob.objects.select_for_update(nowait=True).get(pk=job.pk)
        connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        do(job)
        pool.submit(lock).result(timeout=10)


def test_two_jobs_that_want_the_same_are_both_done(committed, monkeypatch):
    write.defer(key="written")
    write.defer(key="written")

    work_and_die(monkeypatch)
    work_again()

    assert traces() == ["written-0", "written-1"]


def test_one_that_failed_has_done_nothing_and_is_tried_again(committed):
    failing.append("no mail server")
    write.defer(key="written")
    jobs.work(until_empty=True)
    assert not traces()
    assert not Done.objects.exists()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    jobs.work(until_empty=True)

    assert traces() == ["written-0"]


def test_of_two_workers_at_one_job_the_second_waits_and_has_nothing_to_do(committed):
    write.defer(key="written")
    job = ProcrastinateJob.objects.get()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            do(job)
            second = pool.submit(in_a_thread, job)
            assert until_it_waits_for_us(second)
        second.result(timeout=10)

    assert traces() == ["written-0"]


def test_where_the_first_of_two_fails_the_second_does_it(committed):
    write.defer(key="written")
    job = ProcrastinateJob.objects.get()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            do(job)
            second = pool.submit(in_a_thread, job)
            assert until_it_waits_for_us(second)
            transaction.set_rollback(True)
        second.result(timeout=10)

    assert traces() == ["written-0"]


def test_a_worker_that_wakes_up_when_its_job_is_over_does_nothing(committed):
    write.defer(key="written")
    job = ProcrastinateJob.objects.get()
    jobs.work(until_empty=True)

    do(job)

    assert traces() == ["written-0"]


def test_the_end_of_a_job_can_be_done_once_and_what_it_calls_is_all_done(committed, monkeypatch):
    look_first.defer(key="written")

    work_and_die(monkeypatch)
    work_again()

    assert traces() == ["looked", "written-1", "written-2"]
