"""What making a photograph's files costs, and which are worth it."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import photos
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
