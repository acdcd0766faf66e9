"""A photograph whose form came back: kept aside for a while, so that nobody has to choose its file again.

What is kept is what would be kept for good: pixels alone, without position and without anything else the camera wrote,
where originals lie and are never served. Whoever sent it gets a signed ticket for it, which nobody else can use. A file that
no photograph came to need is cleared away by night (`clearing`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from articles.photos.clearing import YOUNGEST
from articles.photos.credits import Described
from articles.photos.rendering import Prepared
from articles.photos.storing import keep, original_name
from newsroom.accounts.models import User
from newsroom.web import limits

SALT = "articles.photos.aside"
# Over lunch, not for ever; and surely before the night in which the file is cleared away.
KEPT_FOR = YOUNGEST / 2
# Each may be 2,400 px wide, a megabyte or so. Whoever fails more often than this chooses the file again.
MOST_AN_HOUR = 60
# A caption travels in the ticket, which is a field of a form.
LONGEST_CAPTION = 2000
LONGEST_NAME = 100


class Gone(Exception):
    """What was set aside is not there any more, or not for this person; the message is a sentence for them."""


@dataclass(frozen=True)
class Aside:
    """A photograph that waits for its credit: what it is, what its file was called, and the ticket that brings it back."""

    prepared: Prepared
    name: str
    ticket: str


def set_aside(prepared: Prepared, *, name: str, by: User) -> Aside | None:
    """Keep a prepared photograph for `by` until they have completed their form. None where that was done too often."""
    if not limits.allow(f"photo-aside:{by.pk}", times=MOST_AN_HOUR, within=dt.timedelta(hours=1)):
        return None
    keep(original_name(prepared.digest), prepared.data)
    described = dataclasses.replace(prepared.described, caption=prepared.described.caption[:LONGEST_CAPTION])
    name = name[-LONGEST_NAME:]
    said = {
        "by": by.pk,
        "name": name,
        "digest": prepared.digest,
        "size": [prepared.width, prepared.height],
        "described": dataclasses.asdict(described),
    }
    return Aside(prepared, name, signing.dumps(said, salt=SALT, compress=True))


def bring_back(ticket: str, *, by: User) -> Aside:
    """What this ticket stands for. Raises `Gone` where it is old, forged, somebody else's, or its file was cleared away."""
    gone = Gone(_("The photograph that was kept for you is no longer there. Please choose its file again."))
    try:
        said = signing.loads(ticket, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise gone from None
    if said["by"] != by.pk:
        raise gone
    try:
        with default_storage.open(original_name(said["digest"])) as file:
            data = file.read()
    except OSError:
        raise gone from None
    width, height = said["size"]
    prepared = Prepared(data, said["digest"], width, height, Described(**said["described"]))
    return Aside(prepared, said["name"], ticket)
