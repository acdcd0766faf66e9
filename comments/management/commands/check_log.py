"""`manage.py check_log`: hold the log of decisions against its seals, and name whatever was altered, taken away or added."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from comments.moderation import sealing
from comments.moderation.sealing.checking import SHORTEST_DIGEST

# What the command exits with. 2 is said of a command that was not understood.
NOT_AS_IT_WAS, NOT_SEALED = 1, 3


class Command(BaseCommand):
    """Check everything that vouches for the log; exit with 1 if anything is not as it was, with 3 if it is not being sealed."""

    help = (
        "Find every altered, missing or added entry of the log of decisions, every broken seal, and words, findings and reasons "
        "that were changed. Exits with 1 then; with 3 if nothing was, but entries have not been sealed for an hour."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--against", default="", help="The digest of a seal, as it was mailed: it must be in the chain.")

    def handle(self, *, against: str, **options: Any) -> None:
        digits = against.lower().replace(" ", "")
        if digits and (len(digits) < SHORTEST_DIGEST or set(digits) - set("0123456789abcdef")):
            raise CommandError(f"A digest has at least {SHORTEST_DIGEST} digits of 0 to 9 and a to f.")
        checked = sealing.check(tell=self.stderr.write, against=digits)
        sealed = checked.entries - checked.unsealed
        self.stdout.write(f"{checked.entries:,} entries, {sealed:,} of them under {checked.seals:,} seals.")
        if checked.last:
            self.stdout.write(f"Last seal: {checked.last.number}, {_moment(checked.last.at)}, {checked.last.hex}")
        if checked.unsealed_since:
            self.stdout.write(f"Not sealed yet: {checked.unsealed:,}, the oldest of {_moment(checked.unsealed_since)}.")
        if checked.behind.erased:
            self.stdout.write(f"Words erased with their readers: behind {checked.behind.erased:,} entries.")
        if checked.behind.words_alone:
            self.stdout.write(f"From before findings and reasons were vouched for: {checked.behind.words_alone:,} entries.")
        if checked.found:
            self.stdout.write(f"{checked.found.short} is seal {checked.found.number}, and in its place.")
        if checked.problems:
            raise CommandError(f"THE LOG IS NOT AS IT WAS: {checked.problems:,} findings, above.", returncode=NOT_AS_IT_WAS)
        if checked.is_overdue and checked.unsealed_since:
            since = _moment(checked.unsealed_since)
            raise CommandError(
                f"NOT SEALED SINCE {since}: the worker stands still, a transaction is open, or seals were taken away. "
                "Of what is sealed nothing was altered; hold it against the seal of the last letter (--against).",
                returncode=NOT_SEALED,
            )
        self.stdout.write("Nothing was altered, taken away or added.")


def _moment(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S %Z}"
