"""Photographs as pages show them: which files a browser may choose from, and the words that go with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import Prefetch

from articles.models import Photo, Rendition

Ratio = Rendition.Ratio
Format = Rendition.Format

# The best first: a browser takes the first it knows.
BEST_FIRST = (Format.AVIF, Format.WEBP)

# How wide a picture stands on the page, by window: what CSS (docs/look.md) makes of it.
LEAD_OF_A_STORY = "(min-width: 1000px) 960px, 100vw"
IN_THE_TEXT = "(min-width: 660px) 620px, 100vw"
LEAD_OF_THE_FRONT = "(min-width: 1240px) 890px, (min-width: 1100px) 75vw, 100vw"
TEASER = "(min-width: 1100px) 300px, (min-width: 700px) 45vw, 60vw"
BESIDE_A_HEADLINE = "120px"
PORTRAIT = "96px"


@dataclass(frozen=True)
class Source:
    """Files of one format."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """Everything `_picture.html` needs, and the words around it."""

    src: str
    srcset: str
    sources: Sequence[Source]
    sizes: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    # The largest file, for those who ask with their own eyes: search engines, other sites' previews.
    largest: str
    # The lead of a page is fetched at once, everything else when it comes near the window.
    is_lead: bool


def renditions_in(*ratios: Ratio, lookup: str = "lead_photo__renditions") -> Prefetch:
    """Fetch the files of these cuts along with stories (or authors, by `lookup`), in one query."""
    return Prefetch(lookup, queryset=Rendition.objects.filter(ratio__in=ratios))


def may_be_shown(photo: Photo | None, *, now: dt.datetime) -> bool:
    """Whether there is a photograph and we have the right to show it now."""
    return photo is not None and (photo.rights_until is None or photo.rights_until > now)


def picture(
    photo: Photo, renditions: Iterable[Rendition], *, ratio: Ratio, sizes: str, caption: str = "", is_lead: bool = False
) -> Picture | None:
    """The photograph in one cut, out of files at hand; None while it has none. `caption` replaces the photograph's own."""
    files = sorted((file for file in renditions if file.ratio == ratio), key=lambda file: file.width)
    plain = [file for file in files if file.format == Format.JPEG]
    if not plain:
        return None
    middle = plain[len(plain) // 2]
    return Picture(
        src=default_storage.url(middle.file.name),
        srcset=_srcset(plain),
        sources=[
            Source(f"image/{form}", _srcset(offered))
            for form in BEST_FIRST
            if (offered := [file for file in files if file.format == form])
        ],
        sizes=sizes,
        width=middle.width,
        height=middle.height,
        alt="" if photo.decorative else photo.alt,
        caption=caption or photo.caption,
        credit=photo.credit,
        largest=default_storage.url(plain[-1].file.name),
        is_lead=is_lead,
    )


def _srcset(files: Iterable[Rendition]) -> str:
    return ", ".join(f"{default_storage.url(file.file.name)} {file.width}w" for file in files)
