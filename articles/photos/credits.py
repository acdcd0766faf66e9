"""What a picture file says about itself: who took it, who owns it, what it shows.

A file may say it three times over (Exif, IPTC-IIM, XMP) and contradict itself. Which one counts follows the Metadata
Working Group's "Guidelines for Handling Image Metadata", version 2.0 (2010), section 5, "Reconciling properties":

1. Exif, where it says anything but blanks. It has no field for the agency and none for alternative text.
2. Of IPTC-IIM and XMP: XMP, unless the file carries a digest of its IIM block (Photoshop resource 0x0425) that no longer
   fits: then a program that knows no XMP changed the IIM block last, and it counts. If IIM then only holds the beginning
   of what XMP says, cut off at the length of its field, XMP counts all the same.
3. Otherwise whichever exists.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageFile, IptcImagePlugin

# Photoshop image resources: the IIM block, and the digest of it at the time XMP was written.
IIM_BLOCK, IIM_DIGEST = 0x0404, 0x0425
# What cameras write into the description by themselves.
CAMERA_WORDS = frozenset(
    {"olympus digital camera", "minolta digital camera", "digital camera", "kodak digital still camera", "default"}
)
# IIM, version 4: greatest lengths in bytes.
IIM_LENGTH = {"photographer": 32, "agency": 32, "copyright_notice": 128, "caption": 2000}
IIM = {"photographer": (2, 80), "agency": (2, 110), "copyright_notice": (2, 116), "caption": (2, 120)}
EXIF = {"photographer": 0x013B, "copyright_notice": 0x8298, "caption": 0x010E}

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
XMP = {
    "photographer": f"{DC}creator",
    "agency": "{http://ns.adobe.com/photoshop/1.0/}Credit",
    "copyright_notice": f"{DC}rights",
    "caption": f"{DC}description",
    "alt": "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
}

# Longer than any caption, shorter than a file that only wants to be in the way.
LONGEST = 2000


@dataclass(frozen=True)
class Described:
    """What a file says about itself, reconciled; empty where it says nothing."""

    photographer: str = ""
    agency: str = ""
    copyright_notice: str = ""
    caption: str = ""
    alt: str = ""


def read(image: Image.Image) -> Described:
    """What this picture says about itself. Broken metadata is no metadata: it never stops an upload."""
    exif, iim, xmp = dict(_exif(image)), dict(_iim(image)), dict(_xmp(image))
    iim_counts = _iim_was_changed_last(image)
    found = {}
    for field in XMP:
        written = exif.get(field, "")
        if not written:
            written = _of_the_two(iim.get(field, ""), xmp.get(field, ""), IIM_LENGTH.get(field, 0), iim_counts=iim_counts)
        found[field] = written[:LONGEST]
    return Described(**found)


def _of_the_two(iim: str, xmp: str, length: int, *, iim_counts: bool) -> str:
    if iim_counts and iim:
        cut_off = len(iim.encode()) >= length - 3 and xmp.startswith(iim)
        return xmp if cut_off else iim
    return xmp or iim


def _iim_was_changed_last(image: Image.Image) -> bool:
    resources = image.info.get("photoshop")
    if not isinstance(resources, Mapping):
        return False
    block, digest = resources.get(IIM_BLOCK), resources.get(IIM_DIGEST)
    if not isinstance(block, bytes) or not isinstance(digest, bytes) or not any(digest):
        return False
    # MD5 by the specification; nothing depends on its strength.
    return hashlib.md5(block, usedforsecurity=False).digest() != digest


def _exif(image: Image.Image) -> Iterator[tuple[str, str]]:
    try:
        tags = image.getexif()
        for field, number in EXIF.items():
            raw = tags.get(number, "")
            text = _text(raw if isinstance(raw, bytes) else str(raw).encode("latin-1", "replace"))
            if field == "photographer":
                text = ", ".join(part.strip() for part in text.split(";") if part.strip())
            if field == "copyright_notice":
                # Exif 2.3: the photographer's and the editor's, with a NUL between.
                text = text.strip("; ")
            if text and text.casefold() not in CAMERA_WORDS:
                yield field, text
    except (ValueError, TypeError, OSError, SyntaxError, struct.error, KeyError):
        return


def _iim(image: Image.Image) -> Iterator[tuple[str, str]]:
    try:
        records = (IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None) or {}
    except (ValueError, TypeError, OSError, SyntaxError, struct.error, KeyError, IndexError):
        return
    for field, number in IIM.items():
        raw = records.get(number, b"")
        text = ", ".join(filter(None, (_text(part) for part in (raw if isinstance(raw, list) else [raw]))))
        if text:
            yield field, text


def _xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    packet = image.info.get("xmp")
    if not isinstance(packet, bytes):
        return
    try:
        # Entities and external documents are refused by defusedxml, not read.
        tree = fromstring(packet.strip(b"\x00 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    for field, name in XMP.items():
        for description in tree.iter(f"{RDF}Description"):
            text = description.get(name, "").strip() or _property(description.find(name))
            if text:
                yield field, _text(text.encode("utf-8", "ignore"))
                break


def _property(node: Element | None) -> str:
    """A plain property, a list, or the default among languages."""
    if node is None:
        return ""
    items = list(node.iter(f"{RDF}li"))
    if not items:
        return (node.text or "").strip()
    if node.find(f"{RDF}Alt") is not None:
        items = [item for item in items if item.get(XML_LANGUAGE) == "x-default"] or items[:1]
    return ", ".join(filter(None, ((item.text or "").strip() for item in items)))


def _text(raw: bytes) -> str:
    """UTF-8 where it is, else the Windows code page that old programs wrote; without controls, on one line a paragraph."""
    for encoding in ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = raw.decode("latin-1")
    lines = ("".join(letter if letter.isprintable() else " " for letter in line).split() for line in text.split("\n"))
    return "\n".join(" ".join(words) for words in lines).strip()
