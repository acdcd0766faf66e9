"""Sections, storylines, authors, tags and photographs in the admin: their forms call the verbs."""

import pytest
from taggit.models import Tag

from articles import naming
from articles.models import Author, Photo, Section
from newsroom.web.models import Stamp
from tests.factories.accounts import sign_in
from tests.factories.articles import make_article, make_author, make_photo, make_section, make_topic, picture_file

pytestmark = pytest.mark.django_db


def uploaded(**over):
    file = picture_file()
    file.name = "quay.jpg"
    settled = {"file": file, "focus_x": "0.5", "focus_y": "0.5", "rights_until": ""}
    return {**settled, "photographer": "Ned Ash", "alt": "Boats.", **over}


def test_an_editor_renames_a_section_on_every_page(client, editor):
    section = make_section("Harbour")
    make_article(section=section)
    client.get("/")

    sign_in(client, editor).post(
        f"/admin/articles/section/{section.pk}/change/", {"name": "Waterfront", "slug": section.slug, "position": 1}
    )
    client.logout()

    assert "Waterfront" in client.get("/").content.decode()


@pytest.mark.parametrize("slug", ["admin", "2026", "media"])
def test_a_section_cannot_take_a_reserved_address(client, editor, slug):
    response = sign_in(client, editor).post("/admin/articles/section/add/", {"name": "x", "slug": slug, "position": 1})

    assert "used by the site itself" in response.content.decode()
    assert not Section.objects.exists()


def test_a_section_with_stories_is_not_deleted(client, editor):
    section = make_article().section

    sign_in(client, editor).post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})

    assert Section.objects.filter(pk=section.pk).exists()


def test_a_deleted_tag_leaves_its_stories(client, editor):
    story = make_article(tags=("tide",))
    tag = Tag.objects.get()
    assert 'rel="tag"' in client.get(story.get_absolute_url()).content.decode()

    sign_in(client, editor).post(f"/admin/articles/storytag/{tag.pk}/delete/", {"post": "yes"})
    client.logout()

    assert 'rel="tag"' not in client.get(story.get_absolute_url()).content.decode()


@pytest.mark.parametrize("thing", ["section", "topic", "author"])
def test_reporters_look_at_names_and_change_none(client, reporter, thing):
    made = {"section": make_section, "topic": make_topic, "author": make_author}[thing]()

    response = sign_in(client, reporter).post(
        f"/admin/articles/{thing}/{made.pk}/change/", {"name": "Changed", "slug": made.slug}
    )

    made.refresh_from_db()
    assert response.status_code == 403
    assert made.name != "Changed"


def test_an_author_gets_a_portrait(client, editor):
    author, photo = make_author(), make_photo()

    sign_in(client, editor).post(
        f"/admin/articles/author/{author.pk}/change/", {"name": author.name, "slug": author.slug, "portrait": photo.pk}
    )

    assert Author.objects.get().portrait == photo


def test_a_photograph_is_taken_in_with_its_credit(client, reporter):
    sign_in(client, reporter).post("/admin/articles/photo/add/", uploaded())

    photo = Photo.objects.get()
    assert (photo.credit, photo.alt, photo.uploaded_by) == ("© Ned Ash", "Boats.", reporter)
    assert photo.renditions.exists()


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"photographer": ""}, "Say who took the photograph"),
        ({"alt": ""}, "Describe the picture"),
        ({"file": ""}, "Choose the file of the photograph"),
    ],
)
def test_no_photograph_is_saved_without_what_readers_need(client, reporter, over, sentence):
    response = sign_in(client, reporter).post("/admin/articles/photo/add/", uploaded(**over))

    assert sentence in response.content.decode()
    assert not Photo.objects.exists()


def test_a_credit_taken_away_is_refused_in_words(client, reporter):
    photo = make_photo()

    response = sign_in(client, reporter).post(
        f"/admin/articles/photo/{photo.pk}/change/", {**uploaded(photographer="", agency=""), "file": ""}
    )

    photo.refresh_from_db()
    assert "Say who took the photograph" in response.content.decode()
    assert photo.photographer == "Ned Ash"


def test_a_reporter_does_not_change_what_stands_beside_a_published_photograph(client, reporter):
    photo = make_photo()
    make_article(lead_photo=photo)
    address = f"/admin/articles/photo/{photo.pk}/change/"

    looked_at = sign_in(client, reporter).get(address)
    sent = client.post(address, {**uploaded(caption="Something else."), "file": ""})

    photo.refresh_from_db()
    assert (looked_at.status_code, sent.status_code) == (200, 403)
    assert photo.caption != "Something else."


@pytest.mark.parametrize("page", ["section", "topic", "author", "storytag", "photo", "article"])
def test_every_list_of_the_admin_opens(client, editor, page):
    make_article(lead_photo=make_photo(), topic=make_topic())

    assert sign_in(client, editor).get(f"/admin/articles/{page}/").status_code == 200


def test_an_account_given_to_an_author_reaches_the_pages_of_their_stories(editor):
    author = make_author()
    story, other = make_article(authors=(author,)), make_article()
    before = dict(Stamp.objects.values_list("key", "number"))

    author.account = editor
    naming.save(author, by=None)

    raised = {key for key, number in Stamp.objects.values_list("key", "number") if before.get(key) != number}
    assert f"article:{story.pk}" in raised
    assert f"article:{other.pk}" not in raised


def test_tags_stand_under_the_name_of_the_paper(client, editor):
    menu = sign_in(client, editor).get("/admin/").content.decode()

    assert "/admin/articles/storytag/" in menu
    assert "taggit" not in menu.lower()


def test_a_renamed_tag_is_found_at_both_addresses(client, editor):
    make_article(tags=("tide",))
    tag = Tag.objects.get()

    sign_in(client, editor).post(f"/admin/articles/storytag/{tag.pk}/change/", {"name": "Tides", "slug": "tides"})
    client.logout()

    assert client.get("/tag/tide/").headers["Location"] == "/tag/tides/"
    assert "Tides" in client.get("/tag/tides/").content.decode()
