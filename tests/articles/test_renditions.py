"""What making a photograph's files costs, and which are worth it."""

import pytest
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import photos
from articles.models import Photo
from articles.photos.sizes import Ratio, Shape
from newsroom.web import uploads
from tests.factories.articles import make_photo, picture_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("avif", "formats"), [(90, {"webp", "avif"}), (110, {"webp"})])
def test_avif_is_offered_only_where_it_is_smaller(avif, formats, monkeypatch):
    prepared = photos.prepare(picture_file(size=(1000, 600)).getvalue())
    sizes = {"WEBP": 100, "AVIF": avif}
    monkeypatch.setattr(uploads, "encode", lambda image, *, kind, xmp=None: bytes(sizes[kind]))
    shapes = [Shape(Ratio.WIDE, width, form) for width in (480, 960) for form in ("webp", "avif")]

    files = photos.render(prepared.data, shapes=shapes)

    assert {file.format for file in files} == formats


def test_pictures_are_made_one_after_the_other_so_that_letters_leave_between_them():
    make_photo(file=picture_file(size=(2000, 1500)))

    queued = ProcrastinateJob.objects.get(task_name__endswith="make_the_rest")

    assert queued.lock == "renditions"
    assert queued.priority < 0


def test_of_pictures_that_come_together_the_worker_takes_first_what_is_seen_first():
    prepared = photos.prepare(picture_file().getvalue())
    older, newer = (photos.described(Photo(), photographer="A. Ness", alt=alt) for alt in ("A quay", "A boat"))
    photos.record(older, prepared, [], by=None, after=1)
    photos.record(newer, prepared, [], by=None)

    [first, _second] = ProcrastinateJob.objects.filter(task_name__endswith="make_the_rest").order_by("-priority")

    assert first.args == {"photo_id": newer.pk}


@pytest.mark.parametrize(
    ("original", "decoded"), [((2400, 1600), (1200, 800)), ((1600, 2400), (1600, 2400)), ((960, 640), (960, 640))]
)
def test_no_more_of_an_original_is_decoded_than_its_cuts_need_and_never_less(original, decoded, monkeypatch):
    resized = []
    resize = Image.Image.resize

    def watch(image, size, resample, box, reducing_gap):
        resized.append((image.size, size, box))
        return resize(image, size, resample, box, reducing_gap)

    prepared = photos.prepare(picture_file(size=original).getvalue())
    monkeypatch.setattr(Image.Image, "resize", watch)

    photos.render(prepared.data, shapes=photos.FIRST)

    assert {image for image, _size, _box in resized} == {decoded}
    for _image, (width, height), (left, top, right, bottom) in resized:
        # A pixel's rounding aside, every cut is made smaller and never larger.
        assert right - left > width - 1
        assert bottom - top > height - 1
