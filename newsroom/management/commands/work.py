"""`manage.py work`: do background jobs until told to stop."""

from django.core.management.base import BaseCommand

from newsroom import jobs
from newsroom.local import lifeline


class Command(BaseCommand):
    """The worker. Any number may run, on any number of machines."""

    help = "Do background jobs: mail, pictures, what is due later. Runs until SIGTERM or Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--until-empty", action="store_true", help="end when nothing more is due")

    def handle(self, *, until_empty, **options):
        lifeline.follow()
        jobs.work(until_empty=until_empty)
