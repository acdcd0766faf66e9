"""Runs one command of Django's command line, with what the clone has to offer and without tracebacks for bad settings."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from newsroom.local import surroundings
from newsroom.local.progress import CannotStart

# These wait for the private server themselves, after doing what can be done while it starts.
WAIT_THEMSELVES = {"demo", "test"}


def run(arguments: list[str], *, root: Path) -> None:
    """Run a command; what stops it before it began is one sentence."""
    command = arguments[1] if len(arguments) > 1 else ""
    try:
        lease = surroundings.furnish(root, arguments=arguments[1:])
        # Read now, so that a bad value stops the start instead of hiding the project's own commands.
        settings.INSTALLED_APPS  # noqa: B018
        if lease and command not in WAIT_THEMSELVES:
            lease.wait()
        execute_from_command_line(arguments)
    except (CannotStart, ImproperlyConfigured) as sentence:
        sys.exit(str(sentence))
