"""The gate for pictures: what a file is, is decided by its content; what is kept, is what we encoded ourselves.

Pixels are counted from the header before anything is decoded. The picture that comes out is turned upright, in sRGB,
and carries nothing of the file it came from; its caption and credit records are handed over separately, raw.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageCms, ImageFile, ImageOps, IptcImagePlugin, UnidentifiedImageError

# A camera's largest JPEG, twice over.
MOST_BYTES = 40 * 1024 * 1024
# 100 megapixels decode to 300 MB; a larger one is no photograph of a newspaper's.
MOST_PIXELS = 100_000_000

# By content, never by name or by what the browser says.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")
CONTENT_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif"}
# The same kinds in words, for help beside a field and for a refusal, and for the dialogue in which a browser offers files.
KINDS = gettext_lazy("JPEG, PNG, WebP, AVIF or TIFF")
ACCEPT = ",".join(f"image/{kind.lower()}" for kind in FORMATS)
# Beyond 85 a JPEG grows faster than it improves; the others reach the same eye with smaller numbers.
QUALITY = {"JPEG": 85, "WEBP": 80, "AVIF": 60}

# What Pillow raises for files that are broken or built to break it.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class Upload:
    """A photograph that passed the gate: upright, in sRGB or grey, without metadata."""

    image: Image.Image
    format: str
    width: int
    height: int
    iptc: Mapping[tuple[int, int], Any]
    xmp: bytes | None


def read_image(file: IO[bytes], *, most_bytes: int | None = None, most_pixels: int | None = None) -> Upload:
    """The photograph in a file. Raises `ValidationError` with a sentence for whoever uploaded it."""
    content = _content(file, most=most_bytes or MOST_BYTES)
    most_pixels = most_pixels or MOST_PIXELS
    with warnings.catch_warnings():
        # Pillow warns of odd but readable metadata; whatever is wrong with the pixels raises.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                _must_be_bounded(opened, most_pixels)
                iptc, xmp = _records(opened)
                kind = "JPEG" if opened.format == "MPO" else str(opened.format)
                image = _upright(opened)
        except UnidentifiedImageError:
            raise ValidationError(
                _("This file is not a photograph we can read. Please use %(kinds)s."),
                code="not_a_photograph",
                params={"kinds": KINDS},
            ) from None
        except Image.DecompressionBombError:
            raise _too_large(most_pixels) from None
        except BROKEN:
            raise ValidationError(
                _("This photograph is damaged and cannot be opened. Please save it anew."), code="damaged"
            ) from None
    return Upload(image, kind, image.width, image.height, iptc, xmp)


def encode(
    image: Image.Image, *, kind: str, quality: int | None = None, xmp: bytes | None = None, progressive: bool = True
) -> bytes:
    """The picture as a file of this kind, with the XMP packet given and no other metadata.

    A progressive JPEG shows all of itself early and is 5 % smaller; it takes three times as long to make and twice to read.
    """
    target = io.BytesIO()
    options: dict[str, Any] = {"quality": quality or QUALITY[kind]} if kind in QUALITY else {}
    if kind == "JPEG":
        options |= {"optimize": progressive, "progressive": progressive}
    if kind == "AVIF":
        # A quarter of the time that the usual speed takes, for a file 3 % larger.
        options["speed"] = 8
    if xmp is not None and kind != "PNG":
        options["xmp"] = xmp
    bare = image.copy()
    # Pillow would write what the picture came with: profile, comment, position.
    bare.info = {}
    bare.save(target, format=kind, **options)
    return target.getvalue()


def _content(file: IO[bytes], *, most: int) -> bytes:
    file.seek(0)
    content = file.read(most + 1)
    if not content:
        raise ValidationError(_("This file is empty."), code="empty")
    if len(content) > most:
        raise ValidationError(
            _("This file is larger than %(megabytes)s MB. Please save the photograph smaller."),
            code="too_many_bytes",
            params={"megabytes": most // 1024 // 1024},
        )
    return content


def _must_be_bounded(opened: ImageFile.ImageFile, most: int) -> None:
    if opened.width * opened.height > most:
        raise _too_large(most)
    # A second frame in a JPEG is a preview or the other eye; in the other kinds it is an animation or a stack of pages.
    if getattr(opened, "n_frames", 1) > 1 and opened.format != "MPO":
        raise ValidationError(_("This file holds several pictures. Please upload one photograph."), code="several")


def _too_large(most: int) -> ValidationError:
    return ValidationError(
        _("This picture has more than %(megapixels)s megapixels. Please save it smaller."),
        code="too_many_pixels",
        params={"megapixels": most // 1_000_000},
    )


def _records(opened: ImageFile.ImageFile) -> tuple[Mapping[tuple[int, int], Any], bytes | None]:
    """Caption and credit as the file has them: IPTC by (record, number), and the XMP packet. Damaged ones count as none."""
    try:
        iptc = IptcImagePlugin.getiptcinfo(opened) or {}
    except BROKEN:
        iptc = {}
    xmp = opened.info.get("xmp")
    if isinstance(xmp, str):
        xmp = xmp.encode()
    return iptc, xmp if isinstance(xmp, bytes) else None


def _upright(opened: ImageFile.ImageFile) -> Image.Image:
    """Turned as the camera was held, in sRGB (or grey) with eight bits, on white where it was transparent."""
    opened.load()
    image = ImageOps.exif_transpose(opened)
    image = _in_srgb(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    elif image.mode.startswith("I"):
        # Sixteen bits of grey; Pillow's own conversion would clip instead of scale.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode not in {"RGB", "L"}:
        image = image.convert("RGB")
    image.info = {}
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, *BROKEN):
        # A profile that makes no sense is left out, as every browser would.
        return image
