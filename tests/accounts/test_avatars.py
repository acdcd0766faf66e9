"""The picture beside a name: what is taken, what is kept of it, and how it goes."""

import io
import json
import struct
import zlib

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from newsroom.accounts import avatars, holdings, pictures
from newsroom.accounts.holdings import Holding
from newsroom.accounts.models import User
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(size=(400, 300), kind="JPEG", colour=(200, 30, 30), **options):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, format=kind, **options)
    target.seek(0)
    return target


def with_picture(**over):
    reader = make_reader(**over)
    avatars.take_in(reader, picture())
    return reader


def files(media):
    return sorted(path.name for path in media.rglob("*.webp"))


def send(client, content, name="me.jpg"):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(reverse("account_picture"), {"picture": file}, follow=True).content.decode()


def bomb(width=30_000, height=30_000):
    """A PNG of a few bytes that says it has 900 million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def blank(mode, colour):
    target = io.BytesIO()
    Image.new(mode, (300, 300), colour).save(target, format="PNG")
    return target.getvalue()


def test_a_picture_is_cut_square_in_two_sizes_and_carries_nothing(media):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif.get_ifd(0x8825)[1] = "N"
    reader = make_reader()

    avatars.take_in(reader, picture(exif=exif, comment=b"secret"))

    sizes = {Image.open(media / pictures.path(reader.avatar, size)).size for size in pictures.SIZES}
    kept = b"".join(path.read_bytes() for path in media.rglob("*.webp"))
    assert sizes == {(64, 64), (192, 192)}
    assert not dict(Image.open(media / pictures.path(reader.avatar, pictures.LARGE)).getexif())
    assert b"home" not in kept
    assert b"secret" not in kept


def test_a_picture_is_chosen_shown_and_removed_on_the_account_page(client, media):
    reader = make_reader()
    sign_in(client, reader)

    chosen = send(client, picture().read())
    address = pictures.url(User.objects.get(pk=reader.pk).avatar, pictures.LARGE)
    removed = client.post(reverse("account_picture"), {"remove": "1"}, follow=True).content.decode()

    assert f'src="{address}"' in chosen
    assert "others see this picture" in chosen.lower()
    assert "<img" not in removed
    assert User.objects.get(pk=reader.pk).avatar == ""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a photograph"),
        (b"<html><script>alert(1)</script>", "not a photograph"),
        (b"GIF89a" + b"\0" * 100, "not a photograph"),
        (bomb(), "megapixels"),
        (bomb(8_000, 7_000), "megapixels"),
        (picture().read()[:400], "damaged"),
        (picture((40, 40)).read(), "too small"),
        (blank("RGBA", (200, 30, 30, 0)), "transparent or white all over"),
        (blank("RGBA", (255, 255, 255, 128)), "transparent or white all over"),
        (blank("L", 254), "transparent or white all over"),
        (b"\xff\xd8" + b"x" * (avatars.MOST_BYTES + 1), "larger than 10 MB"),
    ],
    ids=["empty", "svg", "html", "gif", "bomb", "too many pixels", "cut off", "tiny", "transparent", "veil", "white", "huge"],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_is_kept(client, media, content, sentence):
    reader = make_reader()
    sign_in(client, reader)

    page = send(client, content)

    assert sentence in page
    assert "<script>alert" not in page
    assert User.objects.get(pk=reader.pk).avatar == ""
    assert files(media) == []


def test_a_refused_picture_is_told_by_the_status_as_well(client, media):
    sign_in(client, make_reader())

    answer = client.post(reverse("account_picture"), {"picture": SimpleUploadedFile("me.jpg", b"no picture")})

    assert answer.status_code == 422
    assert "Please use JPEG, PNG, WebP, AVIF or TIFF." in answer.content.decode()


@pytest.mark.parametrize("colour", [(0, 0, 0, 40), (255, 255, 0, 255)], ids=["faint", "yellow"])
def test_what_can_be_seen_on_white_is_taken(client, media, colour):
    reader = make_reader()
    sign_in(client, reader)

    send(client, blank("RGBA", colour))

    assert User.objects.get(pk=reader.pk).avatar


def test_a_picture_that_is_also_a_script_comes_out_as_a_picture_alone(client, media):
    reader = make_reader()
    sign_in(client, reader)

    send(client, picture().read() + b"<script>alert(1)</script>", name="me.html")

    kept = b"".join(path.read_bytes() for path in media.rglob("*.webp"))
    assert len(files(media)) == 2
    assert b"script" not in kept


def test_choosing_pictures_all_day_is_held_up_in_words(client):
    sign_in(client, make_reader())

    answers = [send(client, b"x") for _ in range(13)]

    assert "a little fast" in answers[-1]
    assert "a little fast" not in answers[-2]


def test_a_file_is_answered_for_ever_and_once(client):
    address = pictures.url(with_picture().avatar, pictures.SMALL)

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "image/webp")
    assert "immutable" in first["Cache-Control"]
    assert first["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in first.get("Vary", "")
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["x.webp", "..%2Fphotos", "0" * 32 + "-64.webp", "0" * 32 + "-65.webp", "0" * 32 + "-64.svg"])
def test_what_is_no_file_of_ours_is_not_there(client, name):
    assert client.get(f"/media/avatars/{name}").status_code == 404


def test_the_same_picture_of_two_readers_is_two_files():
    assert with_picture().avatar != with_picture().avatar


def test_another_picture_takes_the_files_of_the_one_before(media):
    reader = with_picture()
    before = reader.avatar

    avatars.take_in(reader, picture(colour=(30, 30, 200)))
    pictures.clear.func(name=before)

    assert files(media) == sorted(f"{reader.avatar}-{size}.webp" for size in pictures.SIZES)


def test_files_of_a_picture_that_is_shown_again_stay(media):
    reader = with_picture()
    avatars.remove(reader)
    avatars.take_in(reader, picture())

    pictures.clear.func(name=reader.avatar)

    assert len(files(media)) == 2


def test_whoever_shows_pictures_is_told_of_a_change(monkeypatch):
    reader, told = make_reader(), []
    shows = Holding("test", export=lambda user: {}, erase=holdings.nothing, renamed=lambda user: told.append(user.avatar))
    monkeypatch.setattr(holdings, "HOLDINGS", [*holdings.HOLDINGS, shows])

    avatars.take_in(reader, picture())
    avatars.take_in(reader, picture())
    avatars.remove(reader)

    assert len(told) == 2
    assert told[1] == ""


def test_a_picture_is_handed_over_and_leaves_with_its_owner(client, media, django_capture_on_commit_callbacks):
    reader = with_picture()
    sign_in(client, reader)
    name = reader.avatar

    held = json.loads(client.get(reverse("account_data")).content)["account"]["picture"]
    holdings.erase(reader)
    pictures.clear.func(name=name)

    assert held.startswith("data:image/webp;base64,")
    assert User.objects.get(pk=reader.pk).avatar == ""
    assert files(media) == []


def test_a_moderator_takes_a_picture_down_and_its_owner_is_told_why(client):
    reader = with_picture(email="kira@example.org")
    sign_in(client, make_moderator())
    page = reverse("admin:accounts_user_change", args=[reader.pk])
    shown = client.get(page).content.decode()

    client.post(page, {"display_name": reader.display_name, "take_down": "It shows somebody else."})

    assert pictures.url(reader.avatar, pictures.LARGE) in shown
    assert User.objects.get(pk=reader.pk).avatar == ""
    assert mail.outbox[0].to == ["kira@example.org"]
    assert "It shows somebody else." in mail.outbox[0].body
    assert "It shows somebody else." in client.get(reverse("admin:accounts_user_history", args=[reader.pk])).content.decode()


def test_an_editor_takes_no_picture_down(client):
    reader = with_picture()
    sign_in(client, make_editor())

    client.post(reverse("admin:accounts_user_change", args=[reader.pk]), {"expertise": "", "take_down": "No."})

    assert User.objects.get(pk=reader.pk).avatar == reader.avatar
    assert not mail.outbox
