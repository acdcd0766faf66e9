"""Where the picture beside a name lies, and how its files go.

Files are named for their bytes and their owner, so whoever has one may keep it for ever, another picture has another
address, and nobody's file is ever somebody else's too.
"""

from __future__ import annotations

import base64

from django.conf import settings
from django.core.files.storage import default_storage

from newsroom.accounts.models import User
from newsroom.jobs import job

FOLDER = "avatars"
# Beside a comment it is shown at 32 pixels, on its owner's page at 96; twice that for screens with two dots to a pixel.
SMALL, LARGE = SIZES = (64, 192)


def path(name: str, size: int) -> str:
    """Where the file of this size lies in the storage."""
    return f"{FOLDER}/{name}-{size}.webp"


def url(name: str, size: int) -> str:
    """The address of that file."""
    return f"{settings.MEDIA_URL}{path(name, size)}"


def inline(name: str) -> str | None:
    """The larger file as one line of text, for handing it over; None where there is no picture."""
    if not name:
        return None
    try:
        with default_storage.open(path(name, LARGE)) as file:
            return f"data:image/webp;base64,{base64.b64encode(file.read()).decode()}"
    except OSError:
        return None


@job(retry=3)
def clear(*, name: str) -> None:
    """Delete the files of a picture that nobody shows any more."""
    # Its owner may have gone back to it between two clicks.
    if not User.objects.filter(avatar=name).exists():
        for size in SIZES:
            default_storage.delete(path(name, size))
