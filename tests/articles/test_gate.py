"""What a story needs before it is public: each requirement, and that no path goes around them."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from articles import drafting, gate, publishing
from articles.bodies import Outline
from articles.drafting import Document
from articles.gate.facts import Facts, PhotoFacts
from articles.models import Article
from tests.factories.articles import make_article, make_document, make_draft, make_photo, save_again

NOW = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
READY = Document(
    headline="The tide comes in",
    slug="the-tide-comes-in",
    standfirst="Again.",
    body='<p>It <a href="/x/">came</a>.</p><figure data-photo="5"></figure>',
    language="en-gb",
    section=1,
    lead_photo=4,
    authors=(2,),
    related=(3,),
    tags=("tide",),
)
PHOTO = PhotoFacts(has_credit=True, has_words=True, rights_until=None)


def facts(document=READY, **over):
    known = {
        "outline": Outline.of(document.body),
        "at": NOW,
        "address_is_taken": False,
        "section_exists": True,
        "topic_exists": True,
        "known_languages": frozenset({"en-gb"}),
        "known_authors": frozenset({2}),
        "known_stories": frozenset({3}),
        "photos": {4: PHOTO, 5: PHOTO},
    }
    return Facts(document=document, **{**known, **over})


def changed(**over):
    return dataclasses.replace(READY, **over)


def test_a_complete_story_is_ready():
    assert gate.look_at(facts()) == []


@pytest.mark.parametrize(
    ("given", "requirement"),
    [
        (facts(changed(headline="")), "headline"),
        (facts(changed(headline="x" * 201)), "headline"),
        (facts(changed(slug="")), "address"),
        (facts(changed(slug="a b")), "address"),
        (facts(changed(slug="x" * 81)), "address"),
        (facts(address_is_taken=True), "address"),
        (facts(changed(standfirst="")), "standfirst"),
        (facts(changed(body='<figure data-photo="5"></figure>')), "text"),
        (facts(photos={4: PHOTO}), "figures"),
        (facts(photos={4: PHOTO, 5: dataclasses.replace(PHOTO, has_credit=False)}), "figures"),
        (facts(photos={4: PHOTO, 5: dataclasses.replace(PHOTO, has_words=False)}), "figures"),
        (facts(photos={4: PHOTO, 5: dataclasses.replace(PHOTO, rights_until=NOW)}), "figures"),
        (facts(changed(body="<p><a>nowhere</a></p>")), "links"),
        (facts(changed(body='<p>x <a href="#">top</a></p>')), "links"),
        (facts(changed(body='<p>x <a href="/y/"></a></p>')), "links"),
        (facts(changed(language="xx")), "language"),
        (facts(section_exists=False), "section"),
        (facts(topic_exists=False), "storyline"),
        (facts(changed(authors=())), "byline"),
        (facts(known_authors=frozenset()), "byline"),
        (facts(photos={5: PHOTO}), "lead_photo"),
        (facts(photos={5: PHOTO, 4: dataclasses.replace(PHOTO, has_credit=False)}), "lead_photo"),
        (facts(photos={5: PHOTO, 4: dataclasses.replace(PHOTO, has_words=False)}), "lead_photo"),
        (facts(photos={5: PHOTO, 4: dataclasses.replace(PHOTO, rights_until=NOW)}), "lead_photo"),
        (facts(changed(tags=tuple(f"tag {n}" for n in range(13)))), "tags"),
        (facts(changed(tags=("x" * 101,))), "tags"),
        (facts(changed(tags=("!!!",))), "tags"),
        (facts(known_stories=frozenset()), "related"),
    ],
)
def test_what_is_missing_is_named(given, requirement):
    assert [finding.requirement for finding in gate.look_at(given)] == [requirement]


def test_everything_that_is_missing_is_said_at_once_in_the_order_of_the_form():
    found = gate.look_at(facts(Document(language="en-gb"), section_exists=False))

    assert [finding.requirement for finding in found] == ["headline", "address", "standfirst", "text", "section", "byline"]


def test_every_requirement_stands_in_the_list():
    files = {path.stem for path in Path(gate.__path__[0]).glob("*.py")}

    assert {one.__module__.rpartition(".")[2] for one in gate.REQUIREMENTS} == files - {"__init__", "facts", "finding"}


@pytest.mark.django_db
class TestNoPathGoesAround:
    def test_publishing(self):
        with pytest.raises(publishing.NotReady) as caught:
            publishing.publish(make_draft(standfirst=""), by=None)

        assert [finding.requirement for finding in caught.value.findings] == ["standfirst"]
        assert Article.objects.get().status == "draft"

    def test_scheduling(self):
        with pytest.raises(publishing.NotReady):
            publishing.schedule(make_draft(standfirst=""), by=None, at=timezone.now() + dt.timedelta(hours=1))

    def test_updating(self):
        story = save_again(make_article(), standfirst="")

        with pytest.raises(publishing.NotReady):
            publishing.update(story, by=None)

        story.refresh_from_db()
        assert story.standfirst

    def test_a_photograph_whose_rights_end_before_the_story_appears(self):
        soon, later = timezone.now() + dt.timedelta(hours=1), timezone.now() + dt.timedelta(hours=2)
        story = make_draft(lead_photo=make_photo(rights_until=soon))

        with pytest.raises(publishing.NotReady):
            publishing.schedule(story, by=None, at=later)

    def test_an_address_that_another_story_of_the_day_has(self):
        taken = make_article(slug="the-tide")

        with pytest.raises(publishing.NotReady) as caught:
            publishing.publish(make_draft(slug="the-tide"), by=None)

        assert taken.slug == "the-tide"
        assert [finding.requirement for finding in caught.value.findings] == ["address"]

    def test_an_address_that_another_story_had(self):
        publishing.update(save_again(make_article(slug="first"), slug="second"), by=None)

        with pytest.raises(publishing.NotReady):
            publishing.publish(make_draft(slug="first"), by=None)

    def test_the_document_looked_at_is_the_newest(self):
        story = make_draft(standfirst="")
        drafting.save(story, make_document(), by=None, based_on=1)

        assert publishing.publish(story, by=None).status == "published"
