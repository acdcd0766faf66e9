"""Background jobs on Postgres: queued in the transaction that wants them, done by the worker, tried again when they fail."""

import functools
import re
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from procrastinate import JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import JobAborted, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

from newsroom import journal

log = journal.logger(__name__)

# After 3, 9, 27, … seconds: the eighth comes two and a half hours after the first, when a mail server may be back.
BACKOFF = 3
# While one job waits for a mail server that does not answer, three others go on. What is heavy on the processor shares a
# lock, so that it never takes more than one place.
AT_ONCE = 4
# A worker that is told to stop where the database is gone must not wait for it longer than its starter waits for the worker.
PATIENCE = 3
# A worker says every 10 s that it lives. One that missed this many seconds is taken for dead, and its jobs are done again.
HEARTBEAT_MISSED = 40
# Of what went wrong, so that a line stays a line: some libraries put a whole page into an exception.
LONGEST_REASON = 300

# Which job is being done here; none where a test, or another function, calls a job as what it also is: a function.
_doing: ContextVar[int | None] = ContextVar("doing", default=None)

# No row comes of a job that was done, nor of one that is over and so no longer in its table. The job's own row is not locked, or
# `resume` would wait for a worker that is cut off with a transaction open.
_DONE = """
INSERT INTO newsroom_done (job_id) SELECT id FROM procrastinate_jobs WHERE id = %s ON CONFLICT DO NOTHING
"""

_OVER = """
DELETE FROM newsroom_done AS done WHERE NOT EXISTS (SELECT FROM procrastinate_jobs WHERE id = done.job_id)
"""


class OutOfLine(RetryStrategy):
    """Try again later, and leave the line meanwhile: whoever waits under the same lock must not wait for a second attempt."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; under a lock of the job's own, if it has one."""
        decision = super().get_retry_decision(exception=exception, job=job)
        if decision is not None and job.lock:
            decision.lock = f"{job.lock.partition('#')[0]}#{job.id}"
        return decision


def job(*, retry: int = 8, queue: str = "default", once: bool = False, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Make a module-level function a job: `fn.defer(comment_id=1)`, `fn.configure(schedule_in={"seconds": 40}).defer(…)`.

    Arguments are keywords that JSON can hold. Deferring writes a row on Django's own connection, so that a job is queued if
    and only if the transaction around it commits. A job may run twice (a worker can die at its last line), and must bear it:
    one that tells people something is to say `once`, and is then one transaction that is committed once, however often it runs.
    Jobs with the same `lock` are done one after the other; one that failed is tried again beside them. A job that is queued
    under a `queueing_lock` takes `retry=0`: tried again, it would stand beside the one that was queued meanwhile. The setting
    `PROCRASTINATE_IMPORT_PATHS` names every module that holds one.
    """

    def register(function: Callable[..., Any]) -> Any:
        strategy = OutOfLine(max_attempts=retry, exponential_wait=BACKOFF) if retry else False
        name = f"{function.__module__}.{function.__qualname__}"
        return app.task(queue=queue, retry=strategy, name=name, **options)(_in_one(function) if once else function)

    return register


@contextmanager
def doing_once() -> Iterator[bool]:
    """One transaction that a job commits once, however often it is done: gives whether it has not been committed before.

    For the end of a job that cannot be one transaction as a whole; others say `once`. Somebody else who does the same job at
    this moment waits here, and does it if it fails.
    """
    with transaction.atomic():
        job_id = _doing.get()
        # Called from within, other jobs are functions.
        _doing.set(None)
        yield job_id is None or _is_first(job_id)


def _in_one(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*args: Any, **given: Any) -> Any:
        with doing_once() as is_first:
            return function(*args, **given) if is_first else None

    return run


def _is_first(job_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [job_id])
        return bool(cursor.rowcount)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="newsroom.jobs.resume", pass_context=False)
async def resume(timestamp: int) -> None:
    """Queue again what a worker was doing when it died; what has been queued anew meanwhile, under the same lock, is let go."""
    for stalled in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEAT_MISSED):
        try:
            await app.job_manager.retry_job(stalled)
        except UniqueViolation:
            await app.job_manager.finish_job(stalled, status=Status.ABORTED, delete_job=True)


@app.periodic(cron="29 3 * * *")
@job(retry=3)
def forget_what_is_over(timestamp: int) -> None:
    """Forget which jobs were done, of those that are over: nobody can do them again."""
    with connection.cursor() as cursor:
        cursor.execute(_OVER)


async def know_which(go_on: Callable[[], Awaitable[Any]], context: JobContext, worker: object) -> Any:
    """Let the job know its number, by which `doing_once` knows it again."""
    _doing.set(context.job.id)
    return await go_on()


async def tell_of_failure(go_on: Callable[[], Awaitable[Any]], context: JobContext, worker: object) -> Any:
    """Do a job; if it fails, say in one line which it was, why, and when it is tried again, or that it never will be."""
    try:
        return await go_on()
    except JobAborted:
        # Cut off as the worker stops: the next one does it again.
        raise
    except Exception as error:
        job = context.job
        # As the worker will decide in a moment; the waits are no lottery.
        again = context.task.get_retry_exception(exception=error, job=job)
        said = {"job": job.task_name, "id": job.id, "attempt": job.attempts + 1, "error": in_one_line(error)}
        if again and again.retry_decision.retry_at:
            log.warning("job_failed", **said, again_at=again.retry_decision.retry_at.isoformat(timespec="seconds"))
        else:
            # Where, but not the exception's own words once more: they may name whom a letter was for.
            log.error("job_given_up", **said, stack="".join(traceback.format_tb(error.__traceback__)).rstrip())
        raise


def in_one_line(error: BaseException) -> str:
    """What went wrong, without the addresses that mail servers repeat: a log names no reader."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return re.sub(r"[^\s<>'\"(){}:,]+@[^\s<>'\"(){}:,]+", "…", words)[:LONGEST_REASON]


def work(*, until_empty: bool = False, at_once: int | None = None) -> None:
    """Do jobs until told to stop, on a connection of the worker's own; or, for tests and scripts, until none is due.

    Those do one at a time unless they say otherwise: a second place could find the queue empty while the first job, still
    being done, is about to fill it.
    """
    connector = PsycopgConnector(kwargs=connector_params("default"), timeout=PATIENCE)
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            concurrency=at_once or (1 if until_empty else AT_ONCE),
            wait=not until_empty,
            listen_notify=not until_empty,
            # What a job had to say is in the log; the table keeps only what is still to be done, or failed for good.
            delete_jobs="successful",
            worker_middleware=[know_which, tell_of_failure],
            # A photograph's renditions take some seconds; what is cut off after this is done again by the next worker.
            shutdown_graceful_timeout=20,
            install_signal_handlers=not until_empty,
        )
