"""`manage.py work`: do background jobs until told to stop."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand

from newsroom import jobs
from newsroom.local import lifeline

# How far the worker stands back where readers want the processor too: the least of the usual range that is clearly felt.
NICE = 10


def let_readers_go_first():
    """Take the processor only where nobody who waits for a page wants it."""
    os.nice(NICE)
    # Where the system shares its time between sessions, a program's own number counts within its session only.
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(NICE))


class Command(BaseCommand):
    """The worker. Any number may run, on any number of machines."""

    help = "Do background jobs: mail, pictures, what is due later. Runs until SIGTERM or Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--until-empty", action="store_true", help="end when nothing more is due")

    def handle(self, *, until_empty, **options):
        lifeline.follow()
        if not until_empty:
            let_readers_go_first()
        jobs.work(until_empty=until_empty)
