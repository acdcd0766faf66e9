"""`manage.py adopt_standards`: give a new site the suggested community standards."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from comments.moderation import standards


class Command(BaseCommand):
    """Adopt the suggested standards where there are none, or say that there are."""

    help = "Adopt the suggested community standards, if there are none yet; without any, nothing can be removed or reported."

    def handle(self, **options: Any) -> None:
        try:
            # A command speaks its own language; readers read the standards in the site's.
            with translation.override(settings.LANGUAGE_CODE):
                version = standards.adopt_suggested()
        except standards.AlreadyWritten as sentence:
            raise CommandError(str(sentence)) from None
        self.stdout.write(f"{len(version.rules)} rules are in force, and stand at /standards/. Change them in the admin.")
