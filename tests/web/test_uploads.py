"""The gate for pictures: photographs come out upright and bare, everything else gets a sentence."""

import io
import re
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from newsroom.web import uploads

RED, BLUE = (200, 30, 30), (30, 30, 200)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><credit>Agency</credit></x:xmpmeta>'


def picture(size=(40, 20), mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def file(image=None, kind="JPEG", **options):
    target = io.BytesIO()
    (image or picture()).save(target, format=kind, **options)
    return target


def is_near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_photograph_of_every_kind_passes(kind):
    upload = uploads.read_image(file(kind=kind))

    assert (upload.format, upload.width, upload.height) == (kind, 40, 20)
    assert is_near(upload.image.getpixel((5, 10)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_the_camera_was_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = picture((64, 32))
    if orientation in turns:
        held = held.transpose(turns[orientation])

    upload = uploads.read_image(file(held, exif=exif, quality=95))

    assert (upload.width, upload.height) == (64, 32)
    assert is_near(upload.image.getpixel((8, 16)), RED)
    assert is_near(upload.image.getpixel((56, 16)), BLUE)


def test_nothing_of_the_file_is_left_in_what_we_encode():
    exif = Image.Exif()
    exif[0x010F] = "Canary camera"
    exif.get_ifd(0x8825)[2] = (53.0, 30.0, 0.0)
    original = file(exif=exif, comment=b"canary comment", xmp=XMP)
    assert b"canary" in original.getvalue().lower()

    upload = uploads.read_image(original)
    encoded = {kind: uploads.encode(upload.image, kind=kind) for kind in ("JPEG", "WEBP", "AVIF", "PNG")}

    for kind, content in encoded.items():
        again = Image.open(io.BytesIO(content))
        assert again.format == kind
        assert not again.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(again.info)
        assert b"canary" not in content.lower()


def test_the_records_are_handed_over_raw():
    upload = uploads.read_image(file(xmp=XMP))

    assert upload.xmp == XMP
    assert upload.iptc == {}


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_a_chosen_packet_goes_along(kind):
    content = uploads.encode(picture(), kind=kind, xmp=XMP)

    assert uploads.read_image(io.BytesIO(content)).xmp == XMP


@pytest.mark.parametrize("name", ["exiftool", "ianare"])
def test_the_newsrooms_photographs_pass_and_lose_their_positions(shared_data, name):
    paths = sorted((shared_data / "photos").glob(f"{name}-*.jpg"))
    assert paths

    for path in paths:
        with path.open("rb") as one:
            upload = uploads.read_image(one)
        assert not Image.open(io.BytesIO(uploads.encode(upload.image, kind="JPEG"))).getexif()


def test_at_least_one_photograph_tells_its_credit(shared_data):
    uploaded = [uploads.read_image(path.open("rb")) for path in (shared_data / "photos").glob("exiftool-*.jpg")]

    assert any(upload.iptc for upload in uploaded)
    assert any(upload.xmp for upload in uploaded)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LA", "RGBA", "I;16"])
def test_every_mode_becomes_one_that_can_be_shown(mode):
    kind = "TIFF" if mode in {"CMYK", "I;16"} else "PNG"
    image = Image.new("I;16", (40, 20), 0xFFFF) if mode == "I;16" else picture().convert(mode)

    upload = uploads.read_image(file(image, kind=kind))

    assert upload.image.mode in {"RGB", "L"}
    uploads.encode(upload.image, kind="JPEG")


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped():
    upload = uploads.read_image(file(Image.new("I;16", (40, 20), 0x8000), kind="PNG"))

    assert upload.image.getpixel((5, 5)) == 128


def test_what_was_transparent_is_white():
    clear = Image.new("RGBA", (40, 20), (255, 0, 0, 0))

    assert uploads.read_image(file(clear, kind="PNG")).image.getpixel((5, 5)) == (255, 255, 255)


def test_colours_come_out_in_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    upload = uploads.read_image(file(icc_profile=profile))

    assert "icc_profile" not in upload.image.info
    assert is_near(upload.image.getpixel((5, 10)), RED)


def code_of(content):
    with pytest.raises(ValidationError) as refused:
        uploads.read_image(io.BytesIO(content))
    assert refused.value.messages[0].endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 nothing",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"GIF89a" + b"\x00" * 100,
        b"\x00" * 1000,
        b"MZ\x90",
    ],
)
def test_what_is_no_photograph_is_refused_whatever_it_is_called(content):
    assert code_of(content) == "not_a_photograph"


def test_a_gif_is_no_photograph():
    assert code_of(file(kind="GIF").getvalue()) == "not_a_photograph"


def test_an_empty_file_is_refused():
    assert code_of(b"") == "empty"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_damaged_photograph_is_refused(kind):
    noise = Image.effect_noise((200, 200), 90)
    whole = file(noise, kind=kind).getvalue()

    assert code_of(whole[: len(whole) // 2]) in {"damaged", "not_a_photograph"}


def test_pixels_are_counted_before_anything_is_decoded():
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")

    assert code_of(bomb) == "too_many_pixels"


def test_a_picture_just_over_the_bound_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 799)

    assert code_of(file().getvalue()) == "too_many_pixels"


def test_a_file_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)

    assert code_of(file().getvalue()) == "too_many_bytes"


def test_an_animation_is_refused():
    frames = [picture(), picture().rotate(90), picture().rotate(180)]

    assert code_of(file(frames[0], kind="WEBP", save_all=True, append_images=frames[1:]).getvalue()) == "several"


def test_a_camera_file_with_a_preview_is_one_photograph():
    upload = uploads.read_image(file(picture((64, 32)), kind="MPO", save_all=True, append_images=[picture()]))

    assert (upload.format, upload.width) == ("JPEG", 64)


def test_what_is_offered_and_what_is_said_is_what_is_taken():
    said = [kind.upper() for kind in re.findall(r"\b(?!or\b)[A-Za-z]+", str(uploads.KINDS))]

    assert said == list(uploads.FORMATS)
    assert uploads.ACCEPT.split(",") == [Image.MIME[kind] for kind in uploads.FORMATS]
