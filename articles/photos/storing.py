"""Taking a photograph in, changing what is said about it, and making its files: the one writer of photographs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import places
from articles.models import Article, Author, Photo, Rendition
from articles.photos.clearing import hold_files
from articles.photos.rendering import CENTRE, Focus, Prepared, RenditionFile, prepare, render
from articles.photos.sizes import FIRST, Shape
from newsroom.accounts.models import User
from newsroom.jobs import job
from newsroom.web import markup, pages, stamps, uploads

# What may be said about a photograph by whoever takes it in; what is left out is read from the file.
FROM_THE_FILE = ("photographer", "agency", "copyright_notice", "caption", "alt")
LONGEST = {field.name: field.max_length for field in Photo._meta.concrete_fields}
# Worked off when nothing that a person waits for is queued.
WHEN_IDLE = -10


def take_in(
    file: IO[bytes],
    *,
    by: User | None,
    photographer: str = "",
    agency: str = "",
    copyright_notice: str = "",
    caption: str = "",
    alt: str = "",
    decorative: bool = False,
    focus: Focus = CENTRE,
    rights_until: dt.datetime | None = None,
    shapes: Sequence[Shape] = FIRST,
) -> Photo:
    """Keep a photograph with its credit and the files that pages need at once; the worker makes the others.

    What is left empty is read from the file (IPTC, XMP, Exif). Raises `ValidationError`, its sentences by field, where
    the file is no photograph, where nobody is credited, or where it neither has words for those who cannot see it nor
    is decorative.
    """
    file.seek(0)
    try:
        # One byte more than may be, so that a larger file is refused without being read.
        prepared = prepare(file.read(uploads.MOST_BYTES + 1))
    except ValidationError as refusal:
        raise ValidationError({"original": refusal.error_list}) from refusal
    said = {
        "photographer": photographer,
        "agency": agency,
        "copyright_notice": copyright_notice,
        "caption": caption,
        "alt": alt,
        "decorative": decorative,
        "rights_until": rights_until,
    }
    photo = described_by(prepared, focus=focus, **said)
    # Outside the transaction: nothing waits for pixels with a lock in its hands.
    return record(photo, prepared, render(prepared.data, focus=focus, credit=photo.credit, shapes=shapes), by=by)


def described_by(prepared: Prepared, *, focus: Focus = CENTRE, **said: Any) -> Photo:
    """A new photograph with these words on it, the empty ones read from its file. Raises as `described` does."""
    from_file = vars(prepared.described)
    filled = {name: value or from_file.get(name, value) for name, value in said.items()}
    return described(Photo(focus_x=focus[0], focus_y=focus[1]), **filled)


def described(photo: Photo, **said: Any) -> Photo:
    """The photograph with these words on it. Raises `ValidationError` with sentences by field; nothing is stored."""
    for field, value in said.items():
        setattr(photo, field, _tidied(field, value) if isinstance(value, str) else value)
    refusals = {}
    if not photo.photographer and not photo.agency:
        refusals["photographer"] = _(
            "Say who took the photograph, or which agency it comes from: it is shown with every picture."
        )
    if not photo.alt and not photo.decorative:
        refusals["alt"] = _("Describe the picture for readers who cannot see it, or mark it as decorative.")
    if not (0 <= photo.focus_x <= 1 and 0 <= photo.focus_y <= 1):
        refusals["focus_x"] = _("The focal point lies outside the picture.")
    if refusals:
        raise ValidationError(refusals)
    return photo


def _tidied(field: str, text: str) -> str:
    """Storable, on one line but for captions, and no longer than its column: a file may say more than fits."""
    words = markup.storable(text).strip()
    one_line = words if field == "caption" else " ".join(words.split())
    return one_line[: LONGEST.get(field)]


@pages.verb
def record(photo: Photo, prepared: Prepared, files: Iterable[RenditionFile], *, by: User | None, after: int = 0) -> Photo:
    """Store a described photograph whose pixels were prepared (perhaps in another process) and let the worker do the rest.

    `after`: how many of those that come with it are seen before it, so that the worker takes these first.
    """
    with pages.change():
        hold_files()
        photo.digest = prepared.digest
        photo.width, photo.height = prepared.width, prepared.height
        photo.original.name = keep(original_name(prepared.digest), prepared.data)
        photo.uploaded_by = by
        photo.save()
        add(photo, files)
        make_the_rest.configure(priority=WHEN_IDLE - after).defer(photo_id=photo.pk)
    return photo


@pages.verb
def change(photo: Photo, *, by: User | None, **said: Any) -> Photo:
    """Say something else about a photograph, or move its focal point; every page that shows it follows.

    Raises `ValidationError` as `take_in` does.
    """
    with pages.change() as changing:
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        before = (locked.credit, locked.focus_x, locked.focus_y)
        described(locked, **said)
        locked.save()
        if before != (locked.credit, locked.focus_x, locked.focus_y):
            # The cuts and the credit inside the files are no longer right.
            files = render(original_of(locked), focus=(locked.focus_x, locked.focus_y), credit=locked.credit, shapes=FIRST)
            locked.renditions.all().delete()
            add(locked, files)
            make_the_rest.configure(priority=WHEN_IDLE).defer(photo_id=locked.pk)
        changing.raises(*keys_of(locked))
    photo.refresh_from_db()
    return photo


# One after the other: each keeps a processor busy for a second or two, and letters must not wait for all of them.
@job(retry=5, lock="renditions")
def make_the_rest(photo_id: int) -> None:
    """Make every file of a photograph that is still missing. Running twice does no harm: files are named by their bytes."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return
    files = render(original_of(photo), focus=(photo.focus_x, photo.focus_y), credit=photo.credit)
    with pages.change() as changing:
        locked = Photo.objects.select_for_update().filter(pk=photo_id).first()
        # Somebody moved the focal point meanwhile: then another job is queued, and these files are already wrong.
        if locked and (locked.focus_x, locked.focus_y, locked.credit) == (photo.focus_x, photo.focus_y, photo.credit):
            add(locked, files)
            changing.raises(*keys_of(locked))


def add(photo: Photo, files: Iterable[RenditionFile]) -> None:
    """Store these files and their rows; those that exist already are left alone."""
    hold_files()
    Rendition.objects.bulk_create(
        [
            Rendition(
                photo=photo,
                format=file.format,
                ratio=file.ratio,
                width=file.width,
                height=file.height,
                size=len(file.data),
                file=keep(file.name, file.data),
            )
            for file in files
        ],
        ignore_conflicts=True,
    )


def keys_of(photo: Photo) -> set[str]:
    """The stamps of every page that shows this photograph: stories, the lists that show them, portraits."""
    stories = Article.objects.filter(Q(lead_photo=photo) | Q(photos=photo)).distinct()
    portrayed = Author.objects.filter(portrait=photo).values_list("pk", flat=True)
    return {stamps.photo(photo.pk), *places.keys_of_all(stories), *map(stamps.author, portrayed)}


def is_shown(photo: Photo) -> bool:
    """Whether a page may show this photograph to readers: a story that was published with it, or a portrait."""
    stories = Article.objects.filter(Q(lead_photo=photo) | Q(photos=photo))
    return stories.exists() or Author.objects.filter(portrait=photo).exists()


def original_name(digest: str) -> str:
    """Where the prepared bytes with this digest are kept."""
    return f"photos/originals/{digest[:2]}/{digest}.jpg"


def keep(name: str, data: bytes) -> str:
    """Store bytes under a name that their digest made, once. What has the name and another length is written again."""
    if not default_storage.exists(name) or default_storage.size(name) != len(data):
        default_storage.save(name, ContentFile(data))
    return name


def original_of(photo: Photo) -> bytes:
    """The prepared bytes of a photograph."""
    with photo.original.open("rb") as file:
        return file.read()
