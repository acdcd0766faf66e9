"""What is renamed is still found at the address that readers know."""

import pytest
from taggit.models import Tag

from articles import naming, publishing
from articles.models import FormerSlug
from tests.factories.articles import make_article, make_author, make_section, make_topic

pytestmark = pytest.mark.django_db

KINDS = {"": "section", "topic/": "topic", "by/": "author", "tag/": "tag"}


def make_everything():
    """A public story, and what has a page of its own because of it, by the folder of its address."""
    section, topic, author = make_section(), make_topic(), make_author()
    make_article(section=section, topic=topic, authors=(author,), tags=("tide",))
    return {"": section, "topic/": topic, "by/": author, "tag/": Tag.objects.get()}


def renamed(thing, slug):
    thing.slug = slug
    naming.save(thing, by=None)


@pytest.mark.parametrize("folder", KINDS)
def test_a_former_address_leads_to_the_present_one(client, folder):
    thing = make_everything()[folder]
    first = thing.slug
    renamed(thing, "second")
    renamed(thing, "third")

    page, feed = client.get(f"/{folder}{first}/"), client.get(f"/feed/{folder}{first}/")

    assert (page.status_code, page.headers["Location"]) == (301, f"/{folder}third/")
    assert (feed.status_code, feed.headers["Location"]) == (301, f"/feed/{folder}third/")
    assert client.get(f"/{folder}third/").status_code == 200


@pytest.mark.parametrize("folder", KINDS)
def test_what_never_had_an_address_is_no_page(client, folder):
    make_everything()

    assert client.get(f"/{folder}never/").status_code == 404
    assert client.get(f"/feed/{folder}never/").status_code == 404


def test_whoever_takes_a_former_address_has_it(client):
    first, second = make_topic("Barrier"), make_topic("Ferry")
    renamed(first, "the-barrier")
    renamed(second, "barrier")

    assert "Ferry" in client.get("/topic/barrier/").content.decode()
    renamed(second, "ferry")
    assert client.get("/topic/barrier/").headers["Location"] == "/topic/ferry/"


def test_a_name_taken_back_is_no_former_address(client):
    topic = make_topic("Barrier")
    renamed(topic, "the-barrier")

    renamed(topic, "barrier")

    assert client.get("/topic/barrier/").status_code == 200
    assert client.get("/topic/the-barrier/").headers["Location"] == "/topic/barrier/"


def test_what_was_taken_away_leaves_no_former_address():
    topic = make_topic()
    renamed(topic, "the-barrier")

    naming.remove(topic, by=None)

    assert not FormerSlug.objects.exists()


def test_the_new_name_of_a_tag_is_not_told_before_its_story(client):
    story = make_article(tags=("tide",))
    publishing.withdraw(story, by=None)

    renamed(Tag.objects.get(), "the-mayor-resigns")

    assert client.get("/tag/tide/").status_code == 404
