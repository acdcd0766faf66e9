"""From the bytes of an upload to files that may be served: pure functions, fit for a pool of processes."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from xml.sax.saxutils import escape

from PIL import Image

from articles.photos.credits import Described, read
from articles.photos.sizes import ALL, ASPECT, LONGEST_ORIGINAL, Format, Ratio, Shape
from newsroom.web import uploads

Focus = tuple[float, float]
CENTRE: Focus = (0.5, 0.5)

SUFFIX = {Format.JPEG: "jpg", Format.WEBP: "webp", Format.AVIF: "avif"}
# Kept for cuts that are made later, so with little loss.
ORIGINAL_QUALITY = 92

# Half of a SHA-256 names a file beyond any likely clash and keeps srcset short.
NAME_LENGTH = 32


@dataclass(frozen=True)
class Prepared:
    """An upload made safe: upright, sRGB, without anything its camera wrote, and what it said about itself."""

    data: bytes
    digest: str
    width: int
    height: int
    described: Described


@dataclass(frozen=True)
class RenditionFile:
    """One file to serve. Its name is a digest of its bytes, so that it can be kept for ever by whoever fetched it."""

    ratio: Ratio
    format: Format
    width: int
    height: int
    data: bytes

    @property
    def name(self) -> str:
        """Where storage keeps it."""
        digest = hashlib.sha256(self.data).hexdigest()[:NAME_LENGTH]
        return f"photos/{digest[:2]}/{digest}.{SUFFIX[self.format]}"


def prepare(upload: bytes) -> Prepared:
    """Read what a file says about itself, then keep its pixels and forget the rest, its position first of all.

    Raises `ValidationError` with a sentence where the file is no photograph.
    """
    # Only what passed here is looked at more closely.
    image = uploads.read_image(io.BytesIO(upload)).image.convert("RGB")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        described = read(Image.open(io.BytesIO(upload), formats=uploads.FORMATS))
    image.thumbnail((LONGEST_ORIGINAL, LONGEST_ORIGINAL), Image.Resampling.LANCZOS, reducing_gap=2.0)
    # No reader is sent this file; it is only read again to make others.
    data = uploads.encode(image, kind="JPEG", quality=ORIGINAL_QUALITY, progressive=False)
    return Prepared(data, hashlib.sha256(data).hexdigest(), *image.size, described)


def render(data: bytes, *, focus: Focus = CENTRE, credit: str = "", shapes: Sequence[Shape] = ALL) -> list[RenditionFile]:
    """The files of a prepared original in these shapes, each cut around the focus, with `credit` written into each.

    Nothing is enlarged: a shape wider than the picture comes in the picture's own width, and once.
    """
    image = Image.open(io.BytesIO(data))
    full = image.size
    wanted = {(shape.ratio, shape.format, *_size(full, shape)): shape for shape in shapes}
    if not wanted:
        return []
    widths, heights = zip(*(_needed(full, ratio, width) for ratio, _form, width, _height in wanted), strict=True)
    # Decoded at a half or a quarter where that still holds every cut's pixels: a JPEG gives these away for less than all.
    image.draft("RGB", (ceil(max(widths)), ceil(max(heights))))
    packet = xmp(credit) if credit else None
    files = []
    # One resize for all formats of a size.
    sizes = dict.fromkeys((ratio, width, height) for ratio, _form, width, height in wanted)
    for ratio, width, height in sizes:
        pixels = image.resize((width, height), Image.Resampling.LANCZOS, box=cut(image.size, ratio, focus), reducing_gap=2.0)
        for form in Format:
            if (ratio, form, width, height) in wanted:
                files.append(RenditionFile(ratio, form, width, height, uploads.encode(pixels, kind=form.upper(), xmp=packet)))
    return [file for file in files if file.format != Format.AVIF or avif_pays(files, file.ratio)]


def avif_pays(files: Sequence[RenditionFile], ratio: Ratio) -> bool:
    """Whether a cut's AVIF files are together smaller than its WebP files: grain and rain compress no better.

    All widths or none: a browser takes the first format it reads, and then has only that format's widths to choose from.
    """
    sizes = {form: sum(len(file.data) for file in files if (file.ratio, file.format) == (ratio, form)) for form in Format}
    return not sizes[Format.WEBP] or sizes[Format.AVIF] < sizes[Format.WEBP]


def cut(size: tuple[int, int], ratio: Ratio, focus: Focus) -> tuple[float, float, float, float]:
    """The largest box of this ratio within the picture that has the focus as near to its middle as the edges allow."""
    width, height = size
    if ratio not in ASPECT:
        return (0, 0, width, height)
    box_width = min(width, height * ASPECT[ratio])
    box_height = box_width / ASPECT[ratio]
    left = min(max(focus[0] * width - box_width / 2, 0), width - box_width)
    top = min(max(focus[1] * height - box_height / 2, 0), height - box_height)
    return (left, top, left + box_width, top + box_height)


def _size(full: tuple[int, int], shape: Shape) -> tuple[int, int]:
    left, top, right, bottom = cut(full, shape.ratio, CENTRE)
    width = max(1, min(shape.width, int(right - left)))
    return width, max(1, round(width * (bottom - top) / (right - left)))


def _needed(full: tuple[int, int], ratio: Ratio, width: int) -> tuple[float, float]:
    """How large the whole picture must be so that its cut is this wide."""
    left, _top, right, _bottom = cut(full, ratio, CENTRE)
    scale = width / (right - left)
    return full[0] * scale, full[1] * scale


def xmp(credit: str) -> bytes:
    """An XMP packet with the credit and nothing else, so that a copied picture still says whose it is."""
    words = escape(credit)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:rights>'
        f"<photoshop:Credit>{words}</photoshop:Credit>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
