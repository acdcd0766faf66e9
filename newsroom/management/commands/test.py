"""`manage.py test`: the whole suite, on whatever machine this is."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.local import browser, postgres
from newsroom.local.progress import CannotStart

HELP = """\
usage: manage.py test [--with-browser] [what to run, and any other argument of pytest]

Runs every test, those in a browser included. Debian's Chromium is installed with --with-browser, or where CI=true.
"""

# Each process has a database of its own (`tests/conftest.py`), and whole files, in their order: what a file makes once is
# made once. More processes than cores only wait for each other, and for Postgres; with four, a laptop stays usable.
PROCESSES = min(4, max(2, os.cpu_count() or 2))
SIDE_BY_SIDE = ["-n", str(PROCESSES), "--dist", "loadfile", "--no-loadscope-reorder"]


class Command(BaseCommand):
    """The second of the two commands. Becomes pytest, so that signals and the exit status are pytest's own."""

    help = "Run the whole test suite with pytest."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv):
        """Take every argument but ours for pytest's: its names are too many to repeat here."""
        arguments = argv[2:]
        if set(arguments) & {"--help", "-h"}:
            self.stdout.write(HELP)
            return
        try:
            browser.see_to_it(arguments)
            if postgres.held:
                postgres.held.wait()
                postgres.held.survive_exec()
        except CannotStart as sentence:
            sys.exit(str(sentence))
        # The tests have settings of their own, which pyproject.toml names.
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        os.chdir(settings.BASE_DIR)
        wanted = [argument for argument in arguments if argument != "--with-browser"]
        if not any(argument.startswith(("-n", "--pdb", "--collect-only", "--co")) for argument in wanted):
            wanted = [*SIDE_BY_SIDE, *wanted]
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, "-m", "pytest", *wanted], environment)
