"""The page of a story: every part, in the paper's order, safe, and in a fixed number of queries."""

import datetime as dt
import json
from html import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles import publishing, stories
from newsroom.web import pages, stamps
from tests.factories.articles import (
    BODY,
    make_article,
    make_articles,
    make_author,
    make_correction,
    make_draft,
    make_photo,
    make_topic,
    picture_file,
    save_again,
)

pytestmark = pytest.mark.django_db

# What is asked for the story itself: it, its authors, tags, related stories, corrections and pictures, and the navigation.
OUR_QUERIES = 7
# With the conversation and the stamps (issue 2, "What it must show").
ALL_QUERIES = 14

HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>\u2028"


def page_of(client, story):
    response = client.get(story.get_absolute_url())
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def make_full_article(**over):
    photo = make_photo(file=picture_file(size=(1200, 900)))
    body = (
        BODY
        + f'<h2>After</h2><figure data-photo="{photo.pk}"></figure>'
        + '<blockquote class="pullquote"><p>Nothing.</p><cite>The chair</cite></blockquote>'
        + "<table><caption>Boats</caption><thead><tr><th>Year</th></tr></thead><tbody><tr><td>9</td></tr></tbody></table>"
        + '<figure data-embed="https://video.example/watch?v=1&amp;t=2"></figure><aside data-related=""></aside>'
    )
    settled = {"topic": make_topic(), "lead_photo": photo, "tags": ("Harbour", "Tide"), "related": make_articles(2), "body": body}
    story = make_article(**{**settled, **over})
    make_correction(story)
    return story


def test_every_part_stands_in_the_papers_order(client):
    page = page_of(client, make_full_article())

    order = [
        "masthead-name", "masthead-date", "nav", "label", "headline", "meta", "share", "figure-lead", "credit", "standfirst",
        "story-body", "corrections", "related", "tags", "conversation",
    ]  # fmt: skip
    found = [page.xpath(f'(//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")])[1]') for name in order]
    assert [name for name, elements in zip(order, found, strict=True) if not elements] == []
    every = list(page.iter())
    places = [every.index(elements[0]) for elements in found]
    # The masthead arranges its own three.
    assert places[3:] == sorted(places[3:])
    assert max(places[:3]) < places[3]


def test_the_parts_of_the_text_are_expanded(client):
    page = page_of(client, make_full_article())

    body = page.xpath('//div[@class="story-body"]')[0]
    assert body.xpath('.//figure[@class="figure"]//span[@class="credit"]')[0].text == "© Tidewater / Ned Ash"
    assert body.xpath('.//aside[@class="pull-quote"]/blockquote/p')[0].text == "Nothing."
    assert body.xpath('.//div[@class="table-scroll"]/@aria-label') == ["Boats"]
    assert body.xpath('.//a[@class="embed-link"]/@href') == ["https://video.example/watch?v=1&t=2"]
    assert len(body.xpath('.//aside[@class="related-box"]//li')) == 2
    assert not page.xpath("//iframe")


def test_nothing_is_fetched_from_anyone_else(client):
    page = page_of(client, make_full_article())

    fetched = [*page.xpath("//img/@src"), *page.xpath("//script/@src"), *page.xpath('//link[@rel="stylesheet"]/@href')]
    assert fetched
    assert all(address.startswith("/") for address in fetched)


def test_every_picture_has_its_size_its_words_and_a_choice(client):
    page = page_of(client, make_full_article())

    for image in page.xpath('//main//img[ancestor::article[contains(@class,"story")]]'):
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
        assert image.get("alt") is not None
        assert image.get("srcset")
        assert image.get("sizes")
    assert len(page.xpath('//img[@fetchpriority="high"]')) == 1


@pytest.mark.parametrize("related", [0, 6])
def test_a_cold_page_costs_the_same_however_much_belongs_to_it(client, related):
    story = make_full_article(related=make_articles(related), authors=[make_author() for _ in range(3)])
    client.get(story.get_absolute_url())
    pages.forget()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(story.get_absolute_url())

    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # The conversation's own, written-out query asks who is an author, too: it quotes no name.
    ours = [sql for sql in asked if '"articles_' in sql.split("WHERE")[0] or '"taggit_' in sql.split("WHERE")[0]]
    assert len(asked) <= ALL_QUERIES
    assert len(ours) <= OUR_QUERIES


def test_json_ld_describes_the_story(client):
    story = make_full_article()
    save_again(story, headline="The tide comes in")
    publishing.update(story, by=None)

    (script,) = page_of(client, story).xpath('//script[@type="application/ld+json"]')
    said = json.loads(script.text)

    assert said["@type"] == "NewsArticle"
    assert said["headline"] == "The tide comes in"
    assert said["url"] == f"http://localhost:8000{story.get_absolute_url()}"
    assert dt.datetime.fromisoformat(said["datePublished"]) < dt.datetime.fromisoformat(said["dateModified"])
    assert said["author"][0]["@type"] == "Person"
    assert said["image"][0]["creditText"] == "© Tidewater / Ned Ash"
    assert said["image"][0]["url"].startswith("http://localhost:8000/media/photos/")
    assert said["keywords"] == ["Harbour", "Tide"]
    assert said["correction"][0]["@type"] == "CorrectionComment"


def test_open_graph_and_canonical_come_from_the_settings_never_from_the_request(client):
    story = make_full_article()

    page = html.fromstring(
        client.get(story.get_absolute_url(), headers={"host": "localhost"}, SERVER_PORT="8123").content.decode()
    )

    address = f"http://localhost:8000{story.get_absolute_url()}"
    assert page.xpath('//link[@rel="canonical"]/@href') == [address]
    assert page.xpath('//meta[@property="og:url"]/@content') == [address]
    assert page.xpath('//meta[@property="og:locale"]/@content') == ["en_GB"]


def test_hostile_words_are_shown_as_words(client):
    story = make_article(
        headline=HOSTILE,
        slug="hostile",
        standfirst=HOSTILE,
        tags=(HOSTILE[:60],),
        authors=(make_author(HOSTILE[:60], slug="x"),),
        topic=make_topic(HOSTILE[:60], slug="x"),
        lead_photo=make_photo(caption=HOSTILE, alt=HOSTILE, photographer=HOSTILE[:60]),
    )
    make_correction(story, text=HOSTILE)

    response = client.get(story.get_absolute_url())
    page = html.fromstring(response.content.decode())

    assert not page.xpath("//*[@onerror]")
    assert all(
        "alert" not in (script.text or "") or script.get("type") == "application/ld+json" for script in page.xpath("//script")
    )
    assert json.loads(page.xpath('//script[@type="application/ld+json"]')[0].text)["headline"].startswith("</script>")
    assert page.xpath("//h1")[0].text.startswith("</script><script>alert(1)")


@pytest.mark.parametrize(
    "address",
    [
        "/2026/13/01/x/", "/2026/02/30/x/", "/0000/01/01/x/", "/9999/12/31/x/", "/99999999999/01/01/x/", "/2026/1/1/x/",
        "/-2026/01/01/x/", "/2026/01/01/" + "x" * 200 + "/", "/2026/01/01/x%00y/", "/s/" + "9" * 300, "/s/%00", "/s/",
        "/tag/%00/", "/topic/-1/", "/by/%F0%9F%92%A9/", "/no-such-section/", "/%00/", "/%ff%fe/",
    ],
)  # fmt: skip
def test_addresses_from_nowhere_are_no_page(client, address):
    assert client.get(address).status_code == 404


def test_a_related_story_appears_when_its_time_comes(client):
    later = make_article(headline="Not before its time", at=timezone.now() + dt.timedelta(hours=1))
    story = make_article(related=(later,))

    before = client.get(story.get_absolute_url()).content.decode()
    publishing.withdraw(later, by=None)
    publishing.publish(later, by=None)
    after = client.get(story.get_absolute_url()).content.decode()

    assert "Not before its time" not in before
    assert "Not before its time" in after


@pytest.mark.parametrize(
    ("file", "language", "direction"),
    [
        ("eng", "en", "ltr"),
        ("deu", "de", "ltr"),
        ("rus", "ru", "ltr"),
        ("arb", "ar", "rtl"),
        ("heb", "he", "rtl"),
        ("zho-CN", "zh-hans", "ltr"),
    ],
)
def test_stories_in_six_languages_publish_read_and_are_found(client, shared_data, file, language, direction):
    for line in (shared_data / "articles" / f"{file}.jsonl").read_text().split("\n")[:5]:
        source = json.loads(line)
        body = "".join(f"<p>{escape(sentence)}</p>" for sentence in source["sentences"])
        story = make_article(headline=source["headline"], body=body, standfirst=source["sentences"][0], language=language)

        page = page_of(client, story)

        (article,) = page.xpath('//article[contains(concat(" ", @class, " "), " story ")]')
        assert (article.get("lang"), article.get("dir")) == (language, direction)
        assert page.xpath("//h1")[0].text == story.headline
        assert story.headline in html.fromstring(client.get("/latest/").content.decode()).text_content()
        found = client.get("/search/", {"q": f'"{source["headline"]}"'}).content.decode()
        assert story.get_absolute_url() in found


def test_a_page_names_every_story_it_points_to():
    # One that changes while another begins to point to it does not know of it yet, so raises only its own stamp.
    public, coming = make_article(), publishing.schedule(make_draft(), by=None, at=timezone.now() + dt.timedelta(hours=1))
    build = pages.Build(now=timezone.now())

    stories.live(build, make_article(related=(public, coming)))

    assert {stamps.article(public.pk), stamps.article(coming.pk)} <= build.exact
