"""What readers look for."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from articles import extensions, naming, publishing, search
from tests.factories.articles import make_article, make_articles, make_author, make_draft

pytestmark = pytest.mark.django_db


def found(client, words, **more):
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200
    page = html.fromstring(response.content.decode())
    return [link.text for link in page.xpath('//*[contains(@class,"teaser-headline")]/a')]


def test_a_story_is_found_by_its_words_in_any_form(client):
    make_article(headline="Ferries collide", body="<p>Two boats were slightly damaged.</p>")
    make_article(headline="Bakers strike")

    assert found(client, "ferry") == ["Ferries collide"]
    assert found(client, "damage boat") == ["Ferries collide"]


def test_headlines_count_more_than_texts(client):
    make_article(headline="Something else", body="<p>The barrier is mentioned here.</p>")
    make_article(headline="The barrier opens")

    assert found(client, "barrier") == ["The barrier opens", "Something else"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [("de", "Die Häfen wurden geschlossen", "hafen"), ("fr", "Les élèves manifestent", "eleve"), ("ru", "Порты закрыты", "порт")],
)
def test_a_story_is_found_in_its_own_language(client, settings, language, text, words):
    settings.LANGUAGE_CODE = language if language != "ru" else "en-gb"
    make_article(headline="x", slug="x", body=f"<p>{text}</p>", language=language)

    assert found(client, words) == ["x"]


def test_a_story_is_found_by_its_author_and_its_tags(client):
    author = make_author("Kira Evans")
    make_article(headline="x", slug="x", authors=(author,), tags=("waterfront",))

    assert found(client, "evans") == ["x"]
    assert found(client, "waterfront") == ["x"]


def test_a_renamed_author_is_found_by_the_new_name(client, django_capture_on_commit_callbacks):
    from articles import indexing

    author = make_author("Kira Evans")
    story = make_article(headline="x", slug="x", authors=(author,))
    author.name = "Kira Holm"
    naming.save(author, by=None)

    indexing.index_again(article_ids=[story.pk])

    assert found(client, "holm") == ["x"]


def test_quotation_marks_and_minus_work(client):
    make_article(headline="Tide in harbour")
    make_article(headline="Harbour without tide")

    assert found(client, '"tide in harbour"') == ["Tide in harbour"]
    assert found(client, "tide -without") == ["Tide in harbour"]


def test_a_misspelt_word_still_finds_its_headline(client):
    make_article(headline="The harbour barrier opens")

    page = client.get("/search/", {"q": "barier"}).content.decode()

    assert "nearly spelt" in page
    assert "The harbour barrier opens" in page


def test_what_is_not_public_is_not_found(client):
    make_draft(headline="Secret draft")
    make_article(headline="Secret schedule", at=timezone.now() + dt.timedelta(hours=1))
    publishing.withdraw(make_article(headline="Secret withdrawn"), by=None)

    assert found(client, "secret") == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\x00",
        "a\x00b",
        "'",
        '"',
        "&|!()",
        ":*",
        "%",
        "\\",
        "x" * 10_000,
        "\ud83d\ude00",
        "<b>",
        "-",
        "' OR 1=1 --",
        "\ue000\ue001",
    ],
)
def test_odd_questions_have_an_answer(client, words):
    make_article()

    response = client.get("/search/", {"q": words.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200
    assert not response.cookies


def test_what_was_found_is_marked_and_nothing_in_it_is_markup(client):
    make_article(headline="x", slug="x", body="<p>Look: &lt;img src=x onerror=alert(1)&gt; at the barrier.</p>")

    page = html.fromstring(client.get("/search/", {"q": "barrier"}).content.decode())

    assert page.xpath("//mark")[0].text == "barrier"
    assert not page.xpath("//*[@onerror]")


def test_an_excerpt_keeps_the_blocks_of_a_story_apart(client):
    make_article(
        headline="x", slug="x",
        body="<p>It was said.</p><h2>Wendline Ferries</h2><p>Is that a “scandal?”</p>"
        "<table><tr><td>Fares</td><td>4.70</td></tr></table>",
    )  # fmt: skip

    page = html.fromstring(client.get("/search/", {"q": "ferries"}).content.decode())

    [excerpt] = page.xpath('//article/p[@class="excerpt"]')
    assert excerpt.text_content() == "said. Wendline Ferries · Is that a “scandal?” Fares"


def test_the_newest_first_reach_every_hit_by_links(client):
    stories = make_articles(35, body="<p>The barrier.</p>")

    met, address = [], "/search/?q=barrier&order=newest"
    while address:
        page = html.fromstring(client.get(address).content.decode())
        met += [link.text for link in page.xpath('//*[contains(@class,"teaser-headline")]/a')]
        older = page.xpath('//a[@rel="next"]/@href')
        address = f"/search/{older[0]}" if older else None

    assert met == [story.headline for story in stories]


def test_searches_are_never_kept(client):
    response = client.get("/search/", {"q": "tide"})

    assert "no-store" in response.headers["Cache-Control"]


def test_a_higher_storey_adds_what_it_finds(client, monkeypatch):
    hit = extensions.Hit("Ada Lind", "/comments/1/", "said <mark>tide</mark>", timezone.now())
    monkeypatch.setattr(
        extensions, "SEARCH_SOURCES", [extensions.SearchSource("comments", "Comments", lambda words, most: [hit])]
    )

    page = client.get("/search/", {"q": "tide"}).content.decode()

    assert "Ada Lind" in page


def test_nobody_searches_without_end(client, monkeypatch):
    monkeypatch.setattr(search, "MOST_A_MINUTE", 2)

    answers = [client.get("/search/", {"q": "tide"}).status_code for _search in range(3)]

    assert answers == [200, 200, 429]
    assert client.get("/search/").status_code == 200
