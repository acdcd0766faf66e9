"""A form that came back keeps the photograph that was sent with it: for that editor alone, for a while, and nowhere public."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import drafting, photos
from articles.models import Article, Photo
from articles.photos import clearing, setting_aside
from newsroom.web.whole_files import UNFINISHED
from tests.articles.filling_in import change_address, form_of, sent, sent_again, words_of
from tests.factories.accounts import make_editor, sign_in
from tests.factories.articles import make_draft, picture_file

pytestmark = pytest.mark.django_db

ADD_PHOTO = "/admin/articles/photo/add/"


def quay(**options):
    """A photograph as a browser sends it."""
    file = picture_file(**options)
    file.name = "quay.jpg"
    return file


def with_position():
    """The bytes of a photograph whose camera knew where it was."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    return quay(exif=exif)


def came_back(client, story, **over):
    """The answer to a photograph without a credit."""
    return sent(client, change_address(story), **{"photo-file": quay(), **over})


def test_the_file_need_not_be_chosen_again(client, editor):
    story = make_draft()
    response = came_back(sign_in(client, editor), story)

    completed = sent_again(
        client, change_address(story), response, **{"photo-photographer": "Ned Ash", "photo-alt": "Boats.", "photo-file": ""}
    )

    assert response.status_code == 422
    assert "“quay.jpg” is kept." in words_of(response)
    assert completed.status_code == 200
    assert drafting.latest(Article.objects.get(pk=story.pk)).lead_photo == Photo.objects.get().pk
    assert Photo.objects.get().photographer == "Ned Ash"


def test_it_is_kept_too_where_something_else_was_wrong(client, editor):
    story = make_draft()
    complete = {"photo-photographer": "Ned Ash", "photo-alt": "Boats."}

    response = came_back(sign_in(client, editor), story, related=["no such story"], **complete)
    sent_again(client, change_address(story), response, **complete, related=[""])

    assert response.status_code == 422
    assert Photo.objects.count() == 1


def test_it_is_shown_in_the_page_itself_since_it_has_no_address(client, editor):
    response = came_back(sign_in(client, editor), make_draft())

    [picture] = form_of(response).xpath('.//div[@class="kept-photo"]/img/@src')
    assert picture.startswith("data:image/jpeg;base64,")


def test_what_is_kept_tells_nobody_where_it_was_taken(client, editor):
    came_back(sign_in(client, editor), make_draft(), **{"photo-file": with_position()})

    [folder] = default_storage.listdir("photos/originals")[0]
    [name] = default_storage.listdir(f"photos/originals/{folder}")[1]
    with default_storage.open(f"photos/originals/{folder}/{name}") as file:
        kept = Image.open(io.BytesIO(file.read()))
    assert not kept.getexif()
    assert client.get(f"/media/photos/originals/{folder}/{name}").status_code == 404
    assert client.get(f"/media/photos/{folder}/{name}").status_code == 404


def test_another_editor_cannot_use_the_ticket(client, editor):
    story = make_draft()
    response = came_back(sign_in(client, editor), story)

    stolen = sent_again(
        sign_in(client, make_editor()), change_address(story), response, **{"photo-photographer": "Me", "photo-alt": "Boats."}
    )

    assert stolen.status_code == 422
    assert "choose its file again" in words_of(stolen)
    assert not Photo.objects.exists()


@pytest.mark.parametrize("ticket", ["", "nonsense", "\x00", "a:b:c"])
def test_a_forged_ticket_brings_nothing_back(editor, ticket):
    with pytest.raises(photos.Gone):
        photos.bring_back(ticket, by=editor)


def test_a_ticket_ends_before_the_file_is_cleared_away(editor):
    prepared = photos.prepare(picture_file().read())
    aside = photos.set_aside(prepared, name="quay.jpg", by=editor)

    with time_machine.travel(timezone.now() + setting_aside.KEPT_FOR + dt.timedelta(minutes=1)), pytest.raises(photos.Gone):
        photos.bring_back(aside.ticket, by=editor)

    assert setting_aside.KEPT_FOR < clearing.YOUNGEST


def test_what_nobody_came_back_for_is_cleared_away_by_night(editor, monkeypatch):
    aside = photos.set_aside(photos.prepare(picture_file().read()), name="quay.jpg", by=editor)
    monkeypatch.setattr(clearing, "YOUNGEST", dt.timedelta(days=-1))

    clearing.clear_away(timestamp=0)

    with pytest.raises(photos.Gone):
        photos.bring_back(aside.ticket, by=editor)


def test_what_a_killed_process_left_half_written_is_cleared_away_by_night(settings):
    half = settings.MEDIA_ROOT / UNFINISHED / "0123456789abcdef"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    clearing.clear_away(timestamp=0)
    kept_while_young = half.exists()

    with time_machine.travel(timezone.now() + clearing.YOUNGEST + dt.timedelta(minutes=1)):
        clearing.clear_away(timestamp=0)

    assert (kept_while_young, half.exists()) == (True, False)


def test_nobody_fills_the_disk_with_forms_that_fail(editor, monkeypatch):
    monkeypatch.setattr(setting_aside, "MOST_AN_HOUR", 1)
    prepared = photos.prepare(picture_file().read())

    kept = [photos.set_aside(prepared, name="quay.jpg", by=editor) is not None for _time in range(3)]

    assert kept == [True, False, False]


def test_a_kept_photograph_can_be_left_out(client, editor):
    story = make_draft()
    response = came_back(sign_in(client, editor), story)

    sent_again(client, change_address(story), response, headline="Without it", **{"photo-leave": "1"})

    assert drafting.latest(Article.objects.get(pk=story.pk)).headline == "Without it"
    assert not Photo.objects.exists()


def test_the_form_of_a_photograph_keeps_its_file_too(client, editor):
    sign_in(client, editor)
    said = {"focus_x": "0.5", "focus_y": "0.5", "alt": "Boats."}

    response = client.post(ADD_PHOTO, {**said, "file": quay()})
    kept = form_of(response, "photo_form").xpath('.//input[@name="kept"]/@value')
    client.post(ADD_PHOTO, {**said, "photographer": "Ned Ash", "kept": kept})

    assert "“quay.jpg” is kept." in words_of(response)
    assert Photo.objects.get().photographer == "Ned Ash"


def test_the_form_of_a_photograph_asks_for_a_file(client, editor):
    response = sign_in(client, editor).post(ADD_PHOTO, {"focus_x": "0.5", "focus_y": "0.5", "alt": "x", "agency": "y"})

    assert "Choose the file of the photograph." in words_of(response)
