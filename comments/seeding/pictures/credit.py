"""A picture as JPEG bytes that carry who took it: IPTC-IIM for old desks, XMP for new ones, both saying the same.

Formats: IPTC-IIM 4.2 (record 1 and 2) inside a Photoshop image resource in APP13; XMP (ISO 16684-1) with the IPTC
Photo Metadata Standard 2023.1 (`Iptc4xmpCore`) in APP1.
"""

import io
import struct
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from PIL import Image

# Poster-like areas and fine grain: below this the grain turns into blocks, above it the files only grow.
QUALITY = 84

# IIM limits in bytes, by the number of the data set in record 2. The credit is the agency alone: 32 bytes hold no two names.
_OBJECT_NAME, _DATE, _TIME, _BYLINE, _CITY, _CREDIT, _SOURCE, _COPYRIGHT, _CAPTION = 5, 55, 60, 80, 90, 110, 115, 116, 120
_MOST_BYTES = {
    _OBJECT_NAME: 64, _DATE: 8, _TIME: 11, _BYLINE: 32, _CITY: 32, _CREDIT: 32, _SOURCE: 32, _COPYRIGHT: 128, _CAPTION: 2000,
}  # fmt: skip


@dataclass(frozen=True)
class Credit:
    """What a photograph says about itself. `taken` must know its zone; no position is ever written."""

    title: str
    caption: str
    alternative_text: str
    photographer: str
    agency: str
    taken: datetime
    city: str = "Saltmere"

    def __post_init__(self) -> None:
        if self.taken.utcoffset() is None:
            raise ValueError("The moment a photograph was taken needs a zone.")

    @property
    def rights(self) -> str:
        """The notice of rights."""
        return f"© {self.taken.year} {self.agency} / {self.photographer}"


def jpeg(image: Image.Image, credit: Credit, *, quality: int = QUALITY) -> bytes:
    """The picture as JPEG with its credit inside, without EXIF; the same bytes for the same picture and credit."""
    plain = io.BytesIO()
    image.save(plain, "JPEG", quality=quality, xmp=_xmp(credit))
    return _with_segment(plain.getvalue(), marker=0xED, payload=_photoshop(_iim(credit)))


def _with_segment(jpeg_bytes: bytes, *, marker: int, payload: bytes) -> bytes:
    """Put an application segment behind the leading ones (JFIF first, as readers expect)."""
    at = 2
    while jpeg_bytes[at] == 0xFF and 0xE0 <= jpeg_bytes[at + 1] <= 0xEF:
        at += 2 + struct.unpack(">H", jpeg_bytes[at + 2 : at + 4])[0]
    segment = struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
    return jpeg_bytes[:at] + segment + jpeg_bytes[at:]


def _photoshop(iim: bytes) -> bytes:
    """Resource 0x0404 (IPTC) with an empty name, padded to an even length."""
    return b"Photoshop 3.0\x00" + b"8BIM" + struct.pack(">HHL", 0x0404, 0, len(iim)) + iim + b"\x00" * (len(iim) % 2)


def _iim(credit: Credit) -> bytes:
    """The data sets: first the mark that says all text is UTF-8, then the record's version, then the fields in order."""
    fields = {
        _OBJECT_NAME: credit.title,
        _DATE: f"{credit.taken:%Y%m%d}",
        _TIME: f"{credit.taken:%H%M%S%z}",
        _BYLINE: credit.photographer,
        _CITY: credit.city,
        _CREDIT: credit.agency,
        _SOURCE: credit.agency,
        _COPYRIGHT: credit.rights,
        _CAPTION: credit.caption,
    }
    records = [_data_set(1, 90, b"\x1b%G"), _data_set(2, 0, struct.pack(">H", 4))]
    for number, words in fields.items():
        value = words.encode()
        if len(value) > _MOST_BYTES[number]:
            raise ValueError(f"“{words}” is too long for IPTC data set 2:{number:03d} ({_MOST_BYTES[number]} bytes at most).")
        records.append(_data_set(2, number, value))
    return b"".join(records)


def _data_set(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _xmp(credit: Credit) -> bytes:
    """The XMP packet, read-only as it is not meant to be changed in place."""

    def language(words: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<dc:title>{language(credit.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(credit.photographer)}</rdf:li></rdf:Seq></dc:creator>
<dc:rights>{language(credit.rights)}</dc:rights>
<dc:description>{language(credit.caption)}</dc:description>
<photoshop:Credit>{escape(credit.agency)}</photoshop:Credit>
<photoshop:Source>{escape(credit.agency)}</photoshop:Source>
<photoshop:City>{escape(credit.city)}</photoshop:City>
<photoshop:DateCreated>{credit.taken.isoformat(timespec="seconds")}</photoshop:DateCreated>
<Iptc4xmpCore:AltTextAccessibility>{language(credit.alternative_text)}</Iptc4xmpCore:AltTextAccessibility>
<xmpRights:Marked>True</xmpRights:Marked>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()
