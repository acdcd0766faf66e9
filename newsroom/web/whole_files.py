"""Stored files of which nobody ever sees half."""

from __future__ import annotations

import os
import secrets
from typing import IO, Any

from django.core.files.storage import FileSystemStorage

# Below the folder of all stored files, so that a file is moved and not copied to its place.
UNFINISHED = "unfinished"


class WholeFiles(FileSystemStorage):
    """Writes each file aside, waits until the disk has it, and moves it to its name in one step."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Store a file under exactly this name, which is returned; raises `OSError`, and leaves nothing, where the disk refuses.

        What had the name before is replaced: names here are made of the bytes, so that two who write one at once write the same.
        """
        if not name:
            raise ValueError("A stored file needs a name that was made of its bytes.")
        aside = self.path(super().save(f"{UNFINISHED}/{secrets.token_hex(16)}", content))
        place = self.path(name)
        try:
            # Without it, a row could name a file that went with the current; the row itself is waited for as well.
            with open(aside, "rb") as written:
                os.fsync(written.fileno())
            os.makedirs(os.path.dirname(place), exist_ok=True)
            os.replace(aside, place)
        except OSError:
            os.unlink(aside)
            raise
        return name
