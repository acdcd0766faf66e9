"""What machines read of a story: nothing in it can end a script, and nothing empty is claimed."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import metadata, stories
from newsroom.web import pages
from tests.factories.articles import make_article, make_correction, make_photo

SITE = pages.Site(name="The Courier", url="https://courier.example", zone="UTC", imprint="")


def described(article):
    article.refresh_from_db()
    return metadata.news_article(stories.live(pages.Build(now=timezone.now()), article), site=SITE)


@given(st.text())
def test_no_text_ends_the_script_element_and_each_comes_back_as_it_was(text):
    script = metadata.as_script({"headline": text})

    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script) == {"headline": text}


def test_an_address_that_is_whole_already_stays():
    assert metadata.absolute("/media/quay.jpg", site=SITE) == "https://courier.example/media/quay.jpg"
    assert metadata.absolute("https://media.example/quay.jpg", site=SITE) == "https://media.example/quay.jpg"


@pytest.mark.django_db
class TestAStory:
    def test_without_picture_storyline_or_correction_claims_none(self):
        assert not {"image", "about", "correction", "keywords"} & described(make_article(standfirst="Said plainly.")).keys()

    def test_names_its_picture_with_the_credit_that_readers_see(self):
        (image,) = described(make_article(lead_photo=make_photo(photographer="Ned Ash", agency="Tidewater")))["image"]

        assert image["creditText"] == "© Tidewater / Ned Ash"
        assert image["url"].startswith(SITE.url)

    def test_states_when_it_was_published_with_its_offset(self):
        said = described(make_article())

        assert dt.datetime.fromisoformat(said["datePublished"]).tzinfo is not None

    def test_admits_its_corrections(self):
        article = make_article()
        make_correction(article, text="The quay is on the east side.")

        assert [correction["text"] for correction in described(article)["correction"]] == ["The quay is on the east side."]

    def test_cuts_a_headline_where_search_engines_would(self):
        assert len(described(make_article(headline="tide " * 30))["headline"]) == metadata.HEADLINE_LENGTH
