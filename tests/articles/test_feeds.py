"""Feeds, site maps, robots."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from lxml import etree

from articles import publishing
from tests.factories.articles import make_article, make_author, make_draft, make_section, make_topic, save_again

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return etree.fromstring(response.content)


def titles(feed):
    return [title.text for title in feed.findall("channel/item/title")]


def test_each_list_has_its_feed(client):
    section, topic, author = make_section("Harbour"), make_topic("Barrier"), make_author("Kira Evans")
    make_article(headline="Elsewhere")
    story = make_article(headline="Here", section=section, topic=topic, authors=(author,), tags=("tide",))

    for address in (section.get_absolute_url(), topic.get_absolute_url(), author.get_absolute_url(), "/tag/tide/"):
        assert titles(parsed(client, f"/feed{address}")) == ["Here"], address
    assert titles(parsed(client, "/feed/")) == ["Here", "Elsewhere"]
    assert parsed(client, "/feed/").findtext("channel/item/link") == f"http://localhost:8000{story.get_absolute_url()}"


def test_a_feed_names_a_story_the_same_after_its_address_changed(client):
    story = make_article(slug="first")
    before = parsed(client, "/feed/").findtext("channel/item/guid")

    publishing.update(save_again(story, slug="second"), by=None)

    assert parsed(client, "/feed/").findtext("channel/item/guid") == before


def test_hostile_words_leave_a_feed_well_formed(client):
    make_article(headline="]]></title><x>\x0b&", slug="x", standfirst="<![CDATA[ \ufffe")

    assert titles(parsed(client, "/feed/"))[0].startswith("]]></title><x>")


@pytest.mark.parametrize("address", ["/feed/no-such/", "/feed/topic/no-such/", "/feed/tag/no-such/", "/feed/by/no-such/"])
def test_what_does_not_exist_has_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_the_site_map_reaches_every_public_story_and_no_other(client):
    old = make_article(at=dt.datetime(1999, 1, 1, 12, tzinfo=dt.UTC))
    new = make_article(topic=make_topic())
    make_draft()
    make_article(at=timezone.now() + dt.timedelta(hours=1))
    publishing.withdraw(make_article(), by=None)

    parts = [loc.text for loc in parsed(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    listed = {
        loc.text for part in parts for loc in parsed(client, part.removeprefix("http://localhost:8000")).iter(f"{SITEMAP}loc")
    }

    stories = {address for address in listed if address.removeprefix("http://localhost:8000/")[:1].isdigit()}
    assert stories == {f"http://localhost:8000{story.get_absolute_url()}" for story in (old, new)}
    assert f"http://localhost:8000{new.topic.get_absolute_url()}" in listed


@pytest.mark.parametrize("part", ["199902", "7", "000013", "999912", "999913"])
def test_a_month_without_stories_has_no_part(client, part):
    make_article()

    assert client.get(f"/sitemap.xml?part={part}").status_code in {404} if part != "999913" else {200}


def test_news_search_gets_two_days(client):
    make_article(at=timezone.now() - dt.timedelta(days=3))
    fresh = make_article(language="de")

    text = client.get("/news-sitemap.xml").content.decode()

    assert text.count("<url>") == 1
    assert fresh.get_absolute_url() in text
    assert "<news:language>de</news:language>" in text
    ElementTree.fromstring(text)


def test_robots_are_told_where_the_site_map_is(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://localhost:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text
