"""Choosing and removing the picture beside a name: through the site's one gate for pictures, cut square, two small files."""

from __future__ import annotations

import hashlib
from typing import IO

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from newsroom.accounts import holdings, pictures
from newsroom.accounts.models import User
from newsroom.web import pages, uploads

# A telephone's picture as it comes, and no film.
MOST_BYTES = 10 * 1024 * 1024
# A telephone's camera. What is larger would only be decoded to be thrown away.
MOST_PIXELS = 50_000_000
# Of 255: what is nowhere darker shows nothing on a white page. So comes out what was transparent all over, or white upon that.
WHITE = 250


@pages.verb
def take_in(user: User, file: IO[bytes]) -> None:
    """Show this picture beside the name from now on. Raises `ValidationError` with a sentence for whoever sent it."""
    files = _files(file)
    name = hashlib.sha256(b"%d %b" % (user.pk, files[pictures.LARGE])).hexdigest()[:32]
    # Before the row that names them: no page asks for a file that is not there yet.
    for size, content in files.items():
        if not default_storage.exists(pictures.path(name, size)):
            default_storage.save(pictures.path(name, size), ContentFile(content))
    _show(user, name)


@pages.verb
def remove(user: User) -> None:
    """Draw the initials again, and delete the files."""
    _show(user, "")


@pages.verb
def take_down(user: User, *, by: User, reason: str) -> None:
    """Remove somebody's picture for them, and tell them why by letter."""
    if not user.avatar:
        return
    with pages.change():
        _show(user, "")
        sentence = _("Picture taken down: %(reason)s") % {"reason": reason}
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=sentence, single_object=True)
        letter = _(
            "A moderator of %(site)s has taken your picture down. They write:\n\n%(reason)s\n\n"
            "Your comments stand as they were. You may choose another picture: %(url)s"
        )
        address = f"{settings.SITE_URL.rstrip('/')}{reverse('account')}"
        told = {"site": settings.SITE_NAME, "reason": reason, "url": address}
        send_mail(_("Your picture was taken down"), letter % told, None, [user.email])


def _show(user: User, name: str) -> None:
    with pages.change():
        former = User.objects.select_for_update(no_key=True).get(pk=user.pk).avatar
        user.avatar = name
        if former == name:
            return
        user.save(update_fields=["avatar"])
        if former:
            pictures.clear.defer(name=former)
        for holding in holdings.HOLDINGS:
            holding.renamed(user)


def _files(file: IO[bytes]) -> dict[int, bytes]:
    """The picture, square, in each size, as files that we encoded ourselves."""
    picture = uploads.read_image(file, most_bytes=MOST_BYTES, most_pixels=MOST_PIXELS).image
    if min(picture.size) < pictures.SMALL:
        raise ValidationError(
            _("This picture is too small to be seen. Please choose one of at least %(pixels)s by %(pixels)s pixels."),
            code="too_small",
            params={"pixels": pictures.SMALL},
        )
    # Heads are above the middle of a picture more often than below it.
    cut = {size: ImageOps.fit(picture, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4)) for size in pictures.SIZES}
    if not any(cut[pictures.LARGE].convert("L").histogram()[:WHITE]):
        raise ValidationError(
            _("Nothing can be seen in this picture: it is transparent or white all over. Please choose another."), code="blank"
        )
    return {size: uploads.encode(square, kind="WEBP") for size, square in cut.items()}
