"""`manage.py seed`: make the demo newspaper."""

import argparse
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.seeding import newspaper
from comments.seeding.newspaper import Measure, TooMany
from comments.seeding.timeline import NothingFound
from newsroom.local.passwords import demo_password

HELP = {
    "articles": "how many stories",
    "comments": "how many comments in all",
    "largest": "how many of them under one story",
    "depth": "how deep its deepest chain of answers goes",
    "readers": "how many readers there are",
    "seed": "the same number makes the same newspaper",
}


class Command(BaseCommand):
    """Make the demo newspaper, or refuse where it could get in the way of something."""

    # For `demo`: what to do while pictures are being drawn, such as making the tables of a database that has none yet, and
    # what to do once they are there and a core has nothing to do.
    stealth_options = ("meanwhile", "once_drawn")
    help = "Makes the demo newspaper: an invented town's stories, photographs, readers and what they say."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """One option a number, with what it is without one."""
        for field in fields(Measure):
            parser.add_argument(
                f"--{field.name}", type=int, default=field.default, help=f"{HELP[field.name]} (otherwise {field.default})"
            )
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are stories already")
        parser.add_argument("--again", action="store_true", help="add to what is there: it is a copy, or it may be spoiled")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say how long each part took."""
        meanwhile = options.get("meanwhile")
        if not meanwhile and not options["again"] and not newspaper.is_empty():
            if options["if_empty"]:
                return
            raise CommandError(
                "There are stories or comments in this database already. "
                "--again adds the demo newspaper to them; nothing that is there is changed."
            )
        try:
            measure = Measure(**{field.name: options[field.name] for field in fields(Measure)})
            began = time.monotonic()
            with _without_journal():
                newspaper.make(
                    measure,
                    password_of=demo_password,
                    progress=self._progress,
                    meanwhile=meanwhile,
                    once_drawn=options.get("once_drawn"),
                )
        except TooMany as refusal:
            raise CommandError(str(refusal)) from refusal
        except NothingFound as missing:
            # Whoever says so much has long been here, and nobody is left to be new.
            raise CommandError(f"{missing} So much from so few: ask for more readers (--readers).") from missing
        self._progress(f"done after {time.monotonic() - began:.1f} s")

    def _progress(self, part: str) -> None:
        self.stdout.write(f"  The demo newspaper: {part}")
        self.stdout.flush()


@contextmanager
def _without_journal() -> Iterator[None]:
    """Nothing of what the verbs note in the log: a line for each role that somebody gets would bury the progress."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)
