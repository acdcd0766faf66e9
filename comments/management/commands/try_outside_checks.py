"""`manage.py try_outside_checks`: ask every outside check that is set up about a sample, and say what came back."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.moderation import checks
from comments.moderation.checks.finding import Check, Ran
from comments.moderation.outside import akismet, asking
from comments.moderation.outside.question import NotAnswered, Question
from newsroom.web import outgoing

# Akismet and others take this for advertising where they take anything for it.
SAMPLE = "Great article! Buy cheap watches at https://watches.example/ and earn money from home."


class Command(BaseCommand):
    """Try the outside checks before readers' comments depend on them."""

    help = (
        "Ask every outside check that is set up about a sample text, and say what came back. Ends with 1 if one did not answer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--text", default=SAMPLE, help="what to ask about, instead of a made-up advertisement")

    def handle(self, *, text: str, **options: Any) -> None:
        outside = [check for check in checks.in_force() if check.look is None]
        if not outside:
            self.stdout.write("No outside check is set up. See OUTSIDE_CHECK_URL and AKISMET_KEY in .env.example.")
            return
        question = Question(text, settings.SITE_URL)
        # Each is asked, also behind one that does not answer.
        answers = [self._try(check, question) for check in outside]
        if not all(answers):
            raise CommandError("Not every check has answered. Comments would wait as “not checked”.")

    def _try(self, check: Check, question: Question) -> bool:
        if check.name == "akismet" and (refused := _key_is_refused()):
            self.stdout.write(f"{check.name}: {refused}")
            return False
        finding = asking.ask(check, question)
        took = f"after {finding.microseconds // 1000} ms"
        if finding.ran != Ran.RAN:
            self.stdout.write(f"{check.name}: no answer {took}: {finding.detail.get('why', '')}")
            return False
        words = f" ({check.for_moderators(finding.detail)})" if finding.score else ""
        self.stdout.write(f"{check.name}: score {finding.score:g}{words} {took}")
        return True


def _key_is_refused() -> str:
    """Why Akismet does not take our key; empty if it does."""
    try:
        return "" if akismet.knows_our_key() else "it does not know AKISMET_KEY for this site"
    except (outgoing.Refused, outgoing.Unreachable, NotAnswered) as error:
        return f"no answer about our key: {error}"
