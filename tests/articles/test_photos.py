"""Photographs: credit in, renditions out, nothing private kept or served."""

import datetime as dt
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from articles import photos
from articles.models import Photo, Rendition
from articles.photos.credits import read
from articles.photos.rendering import cut
from articles.photos.sizes import Ratio, Shape
from articles.photos.storing import keep
from newsroom.web.models import Stamp
from tests.factories.articles import make_article, make_photo, picture_file

pytestmark = pytest.mark.django_db


def every_file():
    """The bytes of everything in storage."""

    def below(folder):
        folders, files = default_storage.listdir(folder)
        for name in files:
            with default_storage.open(f"{folder}/{name}") as file:
                yield file.read()
        for name in folders:
            yield from below(f"{folder}/{name}")

    return list(below("photos"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # Exif counts before the others; where it is silent, XMP counts, for the file's digest fits.
        ("exiftool-MWG.jpg", ("RIGHT1of2-EXIF-Creator, RIGHT2of2-EXIF-Creator", "RIGHT-XMP-Copyright", "RIGHT-EXIF-Description")),
        ("exiftool-IPTC.jpg", ("Phil Harvey", "Copyright 2004 Phil Harvey", "A witty caption")),
        ("exiftool-XMP.jpg", ("Phil Harvey", "Copyright 2004 Phil Harvey", "A witty caption")),
        ("exiftool-ExifTool.jpg", ("Phil Harvey", "Copyright 2004 Phil Harvey", "A witty caption")),
    ],
)
def test_contradicting_credits_are_reconciled(shared_data, name, said):
    described = read(Image.open(shared_data / "photos" / name))

    assert (described.photographer, described.copyright_notice, described.caption) == said


def test_the_credit_of_the_file_fills_what_is_left_empty():
    packet = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" photoshop:Credit="Tidewater">
        <dc:creator><rdf:Seq><rdf:li>Ned Ash</rdf:li></rdf:Seq></dc:creator>
        <Iptc4xmpCore:AltTextAccessibility>
        <rdf:Alt><rdf:li xml:lang="x-default">A quay.</rdf:li></rdf:Alt>
        </Iptc4xmpCore:AltTextAccessibility>
        </rdf:Description></rdf:RDF></x:xmpmeta>"""

    photo = photos.take_in(picture_file(xmp=packet), caption="Said by hand.", by=None)

    assert (photo.credit, photo.alt, photo.caption) == ("© Tidewater / Ned Ash", "A quay.", "Said by hand.")


@pytest.mark.parametrize("packet", [b"<", b"<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>", b"\xff\xfe", b"<x/>"])
def test_broken_metadata_is_no_metadata(packet):
    photo = make_photo(file=picture_file(xmp=packet), caption="")

    assert photo.caption == ""


@pytest.mark.parametrize(
    ("over", "field"), [({"photographer": "", "agency": ""}, "photographer"), ({"alt": ""}, "alt"), ({"alt": "  "}, "alt")]
)
def test_no_photograph_without_credit_and_words(over, field):
    with pytest.raises(ValidationError) as caught:
        make_photo(**over)

    assert list(caught.value.message_dict) == [field]
    assert not Photo.objects.exists()


def test_a_decorative_photograph_needs_no_words():
    assert make_photo(alt="", decorative=True).alt == ""


@pytest.mark.parametrize("over", [{"photographer": "", "agency": ""}, {"alt": "", "decorative": False}, {"focus_x": 2}])
def test_the_database_refuses_what_the_verb_would(over):
    photo = make_photo()

    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**over)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_photograph_is_refused_beside_its_field(data):
    with pytest.raises(ValidationError) as caught:
        make_photo(file=io.BytesIO(data))

    assert list(caught.value.message_dict) == ["original"]


@pytest.mark.parametrize("name", ["ianare-DSCN0010.jpg", "ianare-DSCN0012.jpg"])
def test_no_file_gives_away_where_it_was_taken(shared_data, name):
    source = shared_data / "photos" / name
    assert Image.open(source).getexif().get_ifd(0x8825), "the picture itself must know"

    photo = make_photo(file=io.BytesIO(source.read_bytes()))
    photos.make_the_rest(photo_id=photo.pk)

    kept = every_file()
    assert len(kept) > 10
    for data in kept:
        image = Image.open(io.BytesIO(data))
        assert not dict(image.getexif())
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
            "xmp",
            "loop",
            "background",
            "timestamp",
            "duration",
        }
        assert b"GPS" not in data
        assert b"Exif\x00\x00" not in data
        assert b"NIKON" not in data


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_a_picture_stands_upright_however_the_camera_was_held(shared_data, shape, turn):
    reference = Image.open(shared_data / "photos" / f"ianare-{shape}_1.jpg").convert("L").resize((8, 8))

    prepared = photos.prepare((shared_data / "photos" / f"ianare-{shape}_{turn}.jpg").read_bytes())

    upright = Image.open(io.BytesIO(prepared.data)).convert("L").resize((8, 8))
    assert (prepared.width > prepared.height) is (shape == "landscape")
    difference = sum(abs(a - b) for a, b in zip(reference.tobytes(), upright.tobytes(), strict=True)) / 64
    assert difference < 12


def test_the_credit_travels_inside_each_file():
    make_photo(photographer="Ned <Ash>", agency="")

    (rendition, *_others) = Rendition.objects.all()
    with rendition.file.open() as file:
        described = read(Image.open(file))
    assert "© Ned <Ash>" in described.copyright_notice


@pytest.mark.parametrize(
    ("focus", "box"),
    [((0.5, 0.5), (25, 0, 75, 50)), ((0, 0), (0, 0, 50, 50)), ((1, 1), (50, 0, 100, 50)), ((0.6, 0.1), (35, 0, 85, 50))],
)
def test_cuts_stay_inside_and_near_the_focus(focus, box):
    assert cut((100, 50), Ratio.SQUARE, focus) == pytest.approx(box)


def test_nothing_is_enlarged_and_nothing_comes_twice():
    prepared = photos.prepare(picture_file(size=(700, 500)).getvalue())

    files = photos.render(prepared.data)

    shapes = [(file.ratio, file.format, file.width) for file in files]
    assert max(file.width for file in files) == 700
    assert len(shapes) == len(set(shapes))
    assert {file.format for file in files} == {"jpeg", "webp", "avif"}


@pytest.mark.parametrize(("ratio", "wanted"), [(Ratio.WIDE, 16 / 9), (Ratio.CLASSIC, 3 / 2), (Ratio.SQUARE, 1)])
def test_cuts_have_their_ratio(ratio, wanted):
    prepared = photos.prepare(picture_file(size=(1000, 1000)).getvalue())

    (file,) = photos.render(prepared.data, shapes=[Shape(ratio, 480)])

    assert file.width / file.height == pytest.approx(wanted, rel=0.01)


def test_pages_have_their_jpegs_at_once_and_the_worker_makes_the_rest():
    photo = make_photo(file=picture_file(size=(2000, 1500)))
    at_once = set(photo.renditions.values_list("format", flat=True))

    photos.make_the_rest(photo_id=photo.pk)
    photos.make_the_rest(photo_id=photo.pk)

    assert at_once == {"jpeg"}
    assert set(photo.renditions.values_list("format", flat=True)) == {"jpeg", "webp", "avif"}
    assert photo.renditions.count() == len(photos.ALL)


def test_moving_the_focus_makes_other_cuts():
    gradient = Image.linear_gradient("L").resize((600, 1200))
    file = io.BytesIO()
    gradient.save(file, "JPEG")
    photo = make_photo(file=file)
    before = set(photo.renditions.values_list("file", flat=True))

    photos.change(photo, by=None, focus_y=0.0)

    after = set(photo.renditions.values_list("file", flat=True))
    assert before != after


def test_a_change_of_credit_reaches_the_story_and_its_lists():
    photo = make_photo()
    story = make_article(lead_photo=photo)
    before = dict(Stamp.objects.values_list("key", "number"))

    photos.change(photo, by=None, agency="Elsewhere")

    raised = {key for key, number in Stamp.objects.values_list("key", "number") if before.get(key) != number}
    assert raised >= {f"photo:{photo.pk}", f"article:{story.pk}", f"section:{story.section_id}", "front"}


def test_a_photograph_is_shown_only_while_we_may(client):
    photo = make_photo(caption="Only for a while.", rights_until=timezone.now() + dt.timedelta(hours=1))
    story = make_article(lead_photo=photo, body=f'<p>x</p><figure data-photo="{photo.pk}"></figure>')
    shown = client.get(story.get_absolute_url()).content.decode().count("Only for a while.</span>")

    photos.change(photo, by=None, rights_until=timezone.now() - dt.timedelta(seconds=1))

    assert shown == 2
    assert "Only for a while.</span>" not in client.get(story.get_absolute_url()).content.decode()


class TestServing:
    def test_a_file_is_served_with_a_type_of_ours_and_for_ever(self, client):
        rendition = make_photo().renditions.first()

        response = client.get(rendition.file.url)

        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert not response.cookies

    def test_whoever_has_it_gets_no_bytes(self, client):
        rendition = make_photo().renditions.first()
        etag = client.get(rendition.file.url).headers["ETag"]

        assert client.get(rendition.file.url, headers={"If-None-Match": etag}).status_code == 304

    def test_originals_are_never_served(self, client):
        photo = make_photo()

        assert client.get(photo.original.url).status_code == 404

    @pytest.mark.parametrize(
        "address",
        [
            "/media/photos/../settings.py",
            "/media/photos/aa/..",
            "/media/photos/aa/x.svg",
            "/media/photos/aa/" + "a" * 32 + ".jpg",
            "/media/",
        ],
    )
    def test_nothing_else_is_served(self, client, address):
        assert client.get(address).status_code == 404

    def test_names_are_digests(self):
        for name in make_photo().renditions.values_list("file", flat=True):
            assert re.fullmatch(r"photos/[0-9a-f]{2}/[0-9a-f]{32}\.jpg", name)


def test_a_file_that_was_cut_short_on_the_disk_is_written_again():
    name = "photos/ab/" + "ab" * 16 + ".jpg"
    default_storage.save(name, io.BytesIO(b"half"))

    kept = keep(name, b"half and the rest")

    assert kept == name
    assert default_storage.open(name).read() == b"half and the rest"
