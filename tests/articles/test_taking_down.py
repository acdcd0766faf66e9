"""A photograph is taken away for good, with its files; stories go on without it."""

import datetime as dt
import os

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from articles import drafting, photos, publishing
from articles.models import Article, Photo
from articles.photos import clearing
from tests.factories.accounts import sign_in
from tests.factories.articles import make_article, make_author, make_draft, make_photo, picture_file, save_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What waits for the end of the transaction happens at the end of this block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files_that_exist(names):
    return {name for name in names if default_storage.exists(name)}


def test_a_photograph_goes_with_all_its_files(committing):
    photo = make_photo()
    names = clearing.files_of(photo)
    assert files_that_exist(names) == names

    with committing():
        photos.take_down(photo, by=None)

    assert not Photo.objects.exists()
    assert files_that_exist(names) == set()


def test_files_that_another_photograph_needs_stay(committing):
    photo, same = make_photo(), make_photo()
    names = clearing.files_of(same)

    with committing():
        photos.take_down(photo, by=None)

    assert files_that_exist(names) == names


def test_what_readers_see_is_not_taken_down_by_accident():
    photo = make_photo()
    make_article(lead_photo=photo)

    with pytest.raises(photos.StillShown, match="in one place"):
        photos.take_down(photo, by=None)

    assert Photo.objects.get() == photo


def test_a_portrait_and_a_scheduled_story_count_as_shown():
    photo = make_photo()
    author = make_author(portrait=photo)
    publishing.schedule(make_draft(lead_photo=photo), by=None, at=timezone.now() + dt.timedelta(hours=1))

    with pytest.raises(photos.StillShown, match="in 2 places"):
        photos.take_down(photo, by=None)

    photos.take_down(photo, by=None, even_if_shown=True)
    author.refresh_from_db()
    assert author.portrait is None


@pytest.mark.parametrize("replaced", [True, False])
def test_a_live_story_changes_in_its_picture_and_in_nothing_else(client, replaced):
    photo, other = make_photo(), make_photo(file=picture_file(colour="navy"), alt="Nets.")
    figure = f'<p>Before.</p><figure data-photo="{photo.pk}"></figure><p>After.</p>'
    story = make_article(lead_photo=photo, lead_caption="That day.", body=figure, headline="Said")
    save_again(story, headline="Not said yet")
    client.get(story.get_absolute_url())

    photos.take_down(photo, by=None, instead=other if replaced else None, even_if_shown=not replaced)

    page = client.get(story.get_absolute_url()).content.decode()
    story.refresh_from_db()
    newest = drafting.latest(story)
    assert "Boats along a quay." not in page
    assert ("Nets." in page) is replaced
    assert "Not said yet" not in page
    assert all(words in page for words in ("Said", "Before.", "After."))
    assert (newest.headline, newest.lead_photo, newest.lead_caption) == ("Not said yet", other.pk if replaced else None, "")
    assert f'data-photo="{photo.pk}"' not in newest.body


def test_a_story_without_changes_has_none_afterwards():
    photo = make_photo()
    story = make_article(lead_photo=photo)

    photos.take_down(photo, by=None, even_if_shown=True)

    assert not drafting.has_unpublished_changes(Article.objects.get(pk=story.pk))


def test_a_withdrawn_story_and_a_draft_hold_nothing_back():
    photo = make_photo()
    withdrawn, draft = make_article(lead_photo=photo), make_draft(lead_photo=photo)
    publishing.withdraw(withdrawn, by=None)

    photos.take_down(photo, by=None)

    assert Article.objects.get(pk=withdrawn.pk).lead_photo is None
    with pytest.raises(publishing.NotReady, match="no longer exists"):
        publishing.publish(draft, by=None)


def test_an_editor_is_asked_what_shall_stand_there(client, editor):
    photo = make_photo()
    story = make_article(lead_photo=photo, headline="The quay")
    address = reverse("admin:articles_photo_take_down", args=[photo.pk])
    sign_in(client, editor)

    linked = address in client.get(f"/admin/articles/photo/{photo.pk}/change/").content.decode()
    refused = client.post(address)
    done = client.post(address, {"even_if_shown": "on"})

    assert linked
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "The quay" in refused.content.decode()
    assert "Say what should stand there" in refused.content.decode()
    assert Article.objects.get(pk=story.pk).lead_photo is None


def test_a_reporter_takes_nothing_down(client, reporter):
    photo = make_photo()

    response = sign_in(client, reporter).post(reverse("admin:articles_photo_take_down", args=[photo.pk]))

    assert response.status_code == 403
    assert Photo.objects.get() == photo


def test_files_without_a_row_are_deleted_by_night_once_they_are_old():
    photo = make_photo()
    names = clearing.files_of(photo)
    old, new = f"photos/ab/{'ab' * 16}.jpg", f"photos/ab/{'cd' * 16}.jpg"
    foreign = "photos/ab/readme.txt"
    for name in (old, new, foreign):
        default_storage.save(name, picture_file())
    long_ago = (timezone.now() - 2 * clearing.YOUNGEST).timestamp()
    for name in {old, foreign, *names}:
        os.utime(default_storage.path(name), (long_ago, long_ago))

    clearing.clear_away(timestamp=0)

    assert files_that_exist({old, new, foreign, *names}) == {new, foreign, *names}
