"""Workers that die at their last line: what they did is committed, and nobody has learned that it was done."""

from contextlib import suppress
from contextvars import copy_context
from types import SimpleNamespace

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from newsroom import jobs


def work_and_die(monkeypatch) -> list[str]:
    """Do whatever is queued, due or not, and what comes of it, and finish nothing. Returns which jobs these were, by name."""

    async def die(_manager, job, status, delete_job):
        """Say nothing."""

    with monkeypatch.context() as dying:
        dying.setattr(JobManager, "finish_job", die)
        while ProcrastinateJob.objects.filter(status="todo").exists():
            with connection.cursor() as cursor:
                cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
            jobs.work(until_empty=True)
    return list(ProcrastinateJob.objects.filter(status="doing").values_list("task_name", flat=True))


def work_again() -> None:
    """Do again what a dead worker was doing."""
    jobs.resume.defer(timestamp=0)
    jobs.work(until_empty=True)


def do(job: ProcrastinateJob) -> None:
    """Do one job, here and now, as any worker would."""

    async def go_on():
        return app.tasks[job.task_name](**job.args)

    def step():
        # Nothing in it waits, so one step does all of it; under an event loop, Django would take another connection.
        with suppress(StopIteration):
            jobs.know_which(go_on, SimpleNamespace(job=job), None).send(None)

    copy_context().run(step)
