"""Front, sections, storylines, tags, authors, latest: each story once, in order, at the second."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles import extensions, front, lists, naming, publishing
from articles.addresses import RESERVED_FIRST_SEGMENTS
from articles.models import Article, Section
from newsroom.web import pages, stamps
from tests.factories.articles import (
    make_article,
    make_articles,
    make_author,
    make_correction,
    make_draft,
    make_photo,
    make_section,
    make_topic,
    save_again,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content.decode())


def headlines(page):
    return [link.text for link in page.xpath('//*[contains(@class,"teaser-headline")]/a')]


def walk(client, address):
    """Follow "older" to the end; the headlines in the order they were met."""
    met = []
    for _page in range(50):
        page = read(client, address)
        met += headlines(page)
        older = page.xpath('//a[@rel="next"]/@href')
        if not older:
            return met
        address = older[0]
    raise AssertionError("the list has no end")


def test_a_list_walked_by_its_links_has_each_story_once_newest_first(client):
    section, topic, author = make_section(), make_topic(), make_author()
    # Three share each second, so that only the key tells them apart.
    now = timezone.now().replace(microsecond=0)
    stories = [
        make_article(section=section, topic=topic, authors=(author,), tags=("tide",), at=now - dt.timedelta(seconds=number // 3))
        for number in range(2 * lists.ON_A_PAGE + 3)
    ]
    expected = [story.headline for story in sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)]

    for address in ("/latest/", "/tag/tide/", *(one.get_absolute_url() for one in (section, topic, author))):
        assert walk(client, address) == expected, address


@pytest.mark.parametrize("marker", ["x", "%00", "WzFd", "9" * 300, "W251bGwsbnVsbF0"])
def test_a_marker_from_nowhere_is_the_first_page(client, marker):
    stories = make_articles(2)

    assert headlines(read(client, f"/latest/?after={marker}")) == [story.headline for story in stories]


def test_the_front_is_led_by_the_story_its_editor_chose(client):
    chosen = make_article(headline="The lead", prominence=2, at=timezone.now() - dt.timedelta(hours=2))
    high = make_article(headline="Beside it", prominence=1, at=timezone.now() - dt.timedelta(hours=1))
    make_articles(3)

    page = read(client, "/")

    assert page.xpath('//article[contains(@class,"teaser-lead")]//h2/a')[0].text == chosen.headline
    assert page.xpath('//div[@class="front-second"]//h2/a')[0].text == high.headline


def test_every_section_has_its_block_however_quiet_it_is(client):
    quiet = make_section("Weather")
    make_article(section=quiet, at=timezone.now() - dt.timedelta(days=900), headline="It rained")
    busy = make_section("Harbour")
    for _number in range(front.CANDIDATES + 1):
        make_article(section=busy)

    page = read(client, "/")

    assert [title.text for title in page.xpath('//section[@class="front-section"]/h2/a')] == ["Weather", "Harbour"]
    assert page.xpath('//section[@class="front-section"][1]//h3/a')[0].text == "It rained"


def test_no_story_stands_in_two_pictures_on_the_front(client):
    section = make_section()
    for _number in range(15):
        make_article(section=section, lead_photo=make_photo())

    met = headlines(read(client, "/"))

    assert len(met) == len(set(met))


def test_an_empty_paper_has_a_front(client):
    assert "Nothing has been published yet" in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/", "/latest/"])
def test_a_scheduled_story_appears_on_lists_kept_before_it_on_the_second(address):
    with time_machine.travel(NOON, tick=False) as clock:
        make_article(headline="Already here")
        publishing.schedule(make_draft(headline="On the second"), by=None, at=NOON + dt.timedelta(seconds=30))
        client = Client()
        before = client.get(address).content.decode()
        clock.shift(29)
        still = client.get(address).content.decode()
        clock.shift(1)
        after = client.get(address).content.decode()

    assert "On the second" not in before
    assert "On the second" not in still
    assert "On the second" in after


@pytest.mark.parametrize("stories", [5, 45])
def test_the_front_costs_the_same_at_any_number_of_stories(client, stories):
    sections = [make_section() for _ in range(3)]
    for number in range(stories):
        make_article(section=sections[number % 3], lead_photo=make_photo() if number < 3 else None, topic=make_topic())
    client.get("/")
    pages.forget()

    with CaptureQueriesContext(connection) as captured:
        client.get("/")

    assert len([query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 9


def test_numbers_of_a_higher_storey_stand_beside_headlines(client, monkeypatch):
    story = make_article()
    counts = extensions.Counts(
        "shells",
        of=lambda keys: dict.fromkeys(keys, 7),
        key=lambda key: f"tally:{key}",
        label=lambda n: f"{n} shells",
        fragment="shells",
    )
    monkeypatch.setattr(extensions, "COUNTS", [counts])

    page = read(client, "/latest/")

    (link,) = page.xpath('//a[@class="teaser-comments"]')
    assert (link.text, link.get("href")) == ("7 shells", f"{story.get_absolute_url()}#shells")


def test_a_renamed_section_is_renamed_on_every_page(client):
    section = make_section("Harbour")
    story = make_article(section=section)
    addresses = ["/", "/latest/", story.get_absolute_url(), section.get_absolute_url()]
    for address in addresses:
        client.get(address)

    section.name = "Waterfront"
    naming.save(section, by=None)

    for address in addresses:
        assert "Waterfront" in client.get(address).content.decode(), address


def test_a_storyline_taken_away_leaves_its_stories(client):
    topic = make_topic("The barrier")
    story = make_article(topic=topic)
    client.get(story.get_absolute_url())

    naming.remove(topic, by=None)

    assert "The barrier" not in client.get(story.get_absolute_url()).content.decode()


def test_a_tag_of_unpublished_stories_is_no_page(client):
    publishing.withdraw(make_article(tags=("secret",)), by=None)

    assert client.get("/tag/secret/").status_code == 404
    assert client.get("/feed/tag/secret/").status_code == 404


def test_corrections_of_withdrawn_stories_are_gone(client):
    story = make_article()
    make_correction(story, text="It was the other quay.")
    seen = "the other quay" in client.get("/corrections/").content.decode()

    publishing.withdraw(story, by=None)

    assert seen
    assert "the other quay" not in client.get("/corrections/").content.decode()


def test_an_author_without_stories_still_has_a_page(client):
    author = make_author(bio="Writes about tides.", portrait=make_photo(agency="", photographer="Ned Ash"))

    page = client.get(author.get_absolute_url()).content.decode()

    assert "Writes about tides." in page
    assert "© Ned Ash" in page


def test_no_section_takes_the_address_of_a_page(client):
    for slug in [*RESERVED_FIRST_SEGMENTS, "2026"]:
        with pytest.raises(Exception, match="used by the site"):
            Section(name="x", slug=slug).clean_fields()


def test_every_first_segment_of_the_site_is_reserved():
    from django.urls import get_resolver

    first = {str(pattern.pattern).split("/")[0] for pattern in every_pattern(get_resolver())}
    fixed = {segment for segment in first if segment and "<" not in segment and "(" not in segment}

    assert fixed <= RESERVED_FIRST_SEGMENTS


def every_pattern(resolver, before=""):
    for pattern in resolver.url_patterns:
        if str(pattern.pattern) == "" and hasattr(pattern, "url_patterns"):
            yield from every_pattern(pattern)
        else:
            yield pattern


def test_an_updated_headline_is_on_every_list_at_once(client):
    story = make_article(headline="Before", tags=("tide",), topic=make_topic())
    addresses = ["/", "/latest/", story.section.get_absolute_url(), story.topic.get_absolute_url(), "/tag/tide/", "/feed/"]
    for address in addresses:
        client.get(address)

    publishing.update(save_again(Article.objects.get(), headline="After"), by=None)

    for address in addresses:
        text = client.get(address).content.decode()
        assert "After" in text, address
        assert "Before" not in text, address


def test_a_list_names_every_photograph_it_shows():
    # One that changes while a story begins to show it does not know of that story's lists yet.
    photo = make_photo()
    make_article(lead_photo=photo)
    build = pages.Build(now=timezone.now())

    lists.listed(build, Article.objects.all(), after=None, address="/latest/")

    assert stamps.photo(photo.pk) in build.exact
