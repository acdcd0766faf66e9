"""A job is queued if its transaction commits, done by the worker, and tried again when it fails."""

import threading
from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.psycopg_connector import PsycopgConnector
from structlog.testing import capture_logs

from newsroom import jobs
from newsroom.local import lifeline

done = []
answered = threading.Event()


@jobs.job(retry=8)
def note(*, word):
    """Leave a trace."""
    done.append(word)


@jobs.job(retry=2)
def fail(*, word):
    """Never work."""
    done.append(word)
    raise ValueError(word)


@jobs.job(retry=0)
def wait_for_a_server(*, word):
    """Wait for somebody who does not answer."""
    assert answered.wait(timeout=60)
    done.append(word)


@jobs.job(retry=0)
def answer(*, word):
    """What the other one waits for."""
    # Before the other one is let go: it leaves its own trace at once.
    done.append(word)
    answered.set()


@jobs.job(retry=0, lock="heavy")
def carry(*, word):
    """Begin, and end once somebody has answered."""
    done.append(f"{word} begins")
    assert answered.wait(timeout=60)
    done.append(f"{word} ends")


@jobs.job(retry=2, lock="frail")
def stumble(*, word):
    """Fail, and wait for the next attempt."""
    done.append(word)
    raise ValueError(word)


@pytest.fixture(autouse=True)
def traces():
    done.clear()
    answered.clear()
    # Only tests define jobs in a test file; the worker learns of them here.
    for task in (note, fail, wait_for_a_server, answer, carry):
        app.tasks.setdefault(task.name, task)


def test_a_job_is_queued_with_its_transaction(db):
    note.defer(word="kept")

    assert list(ProcrastinateJob.objects.values_list("task_name", "args")) == [("tests.local.test_jobs.note", {"word": "kept"})]


def test_a_job_of_a_transaction_that_failed_is_not_queued(db):
    with transaction.atomic():
        note.defer(word="dropped")
        transaction.set_rollback(True)

    assert not ProcrastinateJob.objects.exists()


def test_the_worker_does_what_is_due_and_leaves_what_is_not(committed):
    note.defer(word="now")
    note.configure(schedule_in={"seconds": 40}).defer(word="later")

    jobs.work(until_empty=True)

    assert done == ["now"]
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"word": "later"}]


def test_a_failed_job_is_tried_again_after_a_while(committed):
    fail.defer(word="once")

    jobs.work(until_empty=True)

    job = ProcrastinateJob.objects.get()
    assert done == ["once"]
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None


def test_each_failure_is_one_line_that_says_when_it_is_tried_again_and_the_last_that_it_never_is(committed):
    fail.defer(word="hello reader@example.org")
    said = []
    for _attempt in range(3):
        with capture_logs() as lines:
            jobs.work(until_empty=True)
        said += lines
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")

    first, again, never = said
    assert [line["attempt"] for line in said] == [1, 2, 3]
    assert {line["job"] for line in said} == {"tests.local.test_jobs.fail"}
    assert {line["error"] for line in said} == {"ValueError: hello …"}
    assert (first["log_level"], first["event"]) == (again["log_level"], again["event"]) == ("warning", "job_failed")
    assert datetime.fromisoformat(again["again_at"]) > datetime.now(UTC)
    assert (never["log_level"], never["event"]) == ("error", "job_given_up")
    assert "raise ValueError(word)" in never["stack"]
    assert "reader@example.org" not in str(said)


def test_nobody_else_tells_of_a_failed_job_what_it_was_given(committed, caplog):
    fail.defer(word="hello reader@example.org")

    jobs.work(until_empty=True)

    assert "reader@example.org" not in caplog.text


def test_what_a_mail_server_repeats_names_no_reader():
    refused = SMTPRecipientsRefused({"reader@example.org": (450, b"4.2.0 <reader@example.org>: greylisted\nTry later")})

    assert jobs.in_one_line(refused) == "SMTPRecipientsRefused: {'…': (450, b'4.2.0 <…>: greylisted\\nTry later')}"


def test_what_a_dead_worker_was_doing_is_queued_again(committed):
    note.defer(word="interrupted")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    jobs.resume.defer(timestamp=0)

    jobs.work(until_empty=True)

    assert done == ["interrupted"]


def test_what_was_queued_anew_is_not_queued_twice_and_holds_up_nothing_else(committed):
    note.configure(queueing_lock="one at a time").defer(word="interrupted, and wanted anew")
    note.defer(word="interrupted")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", cursor.fetchone())
    note.configure(queueing_lock="one at a time", priority=-1).defer(word="anew")
    jobs.resume.defer(timestamp=0)

    jobs.work(until_empty=True)

    assert sorted(done) == ["anew", "interrupted"]


def test_a_server_that_does_not_answer_holds_no_other_job(committed):
    wait_for_a_server.defer(word="letter")
    answer.defer(word="picture")

    jobs.work(until_empty=True, at_once=jobs.AT_ONCE)

    assert done == ["picture", "letter"]


def test_jobs_with_one_lock_are_done_one_after_the_other(committed):
    carry.defer(word="first")
    carry.defer(word="second")
    answer.defer(word="letter")

    jobs.work(until_empty=True, at_once=jobs.AT_ONCE)

    assert "second begins" not in done[: done.index("first ends")]


def test_one_that_waits_for_its_second_attempt_holds_up_none_with_the_same_lock(committed):
    stumble.defer(word="first")
    stumble.defer(word="second")

    jobs.work(until_empty=True)

    assert done == ["first", "second"]
    assert ProcrastinateJob.objects.filter(status="todo", attempts=1).count() == 2


def test_a_worker_told_to_stop_waits_for_a_database_that_is_gone_no_longer_than_it_may(committed, monkeypatch):
    connected = []

    def remember(**options):
        connected.append(options["timeout"])
        return PsycopgConnector(**options)

    monkeypatch.setattr(jobs, "PsycopgConnector", remember)

    jobs.work(until_empty=True)

    [patience] = connected
    # It may ask twice before it ends, and is cut off after this.
    assert 2 * patience < lifeline.GRACE
