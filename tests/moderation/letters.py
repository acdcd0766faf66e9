"""What jobs that wait would do: letters are due when a decision can no longer be undone."""

from __future__ import annotations

from importlib import import_module

from procrastinate.contrib.django.models import ProcrastinateJob

# The modules whose jobs write to readers.
WRITE = (
    "comments.notifying.",
    "comments.objection_letters.",
    "comments.notice_letters.",
    "comments.notice_turns.",
    "comments.moderation.sanctions.letters.",
)


def let_them_go() -> int:
    """Do every job that is queued now and writes to somebody, in order. Returns how many there were."""
    due = [job for job in ProcrastinateJob.objects.filter(status="todo").order_by("id") if job.task_name.startswith(WRITE)]
    for job in due:
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        module, _dot, name = job.task_name.rpartition(".")
        getattr(import_module(module), name)(**job.args)
    return len(due)
