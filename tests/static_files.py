"""WhiteNoise, whose list of files is made once in a process: every test's client has a middleware of its own."""

from __future__ import annotations

from typing import ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class ListedOnce(WhiteNoiseMiddleware):
    """Serves what the finders found when the first of its kind was made, by the prefix of their addresses.

    Opening and dating three hundred files takes longer than most tests.
    """

    listed: ClassVar[dict[str, dict[str, StaticFile]]] = {}

    def add_files_from_finders(self) -> None:
        """Take the list over, or make it."""
        if self.static_prefix not in self.listed:
            super().add_files_from_finders()
            self.listed[self.static_prefix] = self.files
        self.files = self.listed[self.static_prefix]
