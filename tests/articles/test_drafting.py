"""Saving, comparing, restoring: the story as a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import drafting
from articles.drafting import Document
from articles.models import Article, Revision
from tests.factories.articles import make_article, make_draft

pytestmark = pytest.mark.django_db


def test_each_save_is_a_revision(reporter):
    story = make_draft(headline="First")

    drafting.save(story, Document(headline="Second"), by=reporter, note="Shorter.", based_on=1)

    newest = Revision.objects.first()
    assert (newest.number, newest.by, newest.note) == (2, reporter, "Shorter.")
    assert drafting.latest(story).headline == "Second"


def test_an_unchanged_document_makes_no_revision():
    story = make_draft()

    drafting.save(story, drafting.latest(story), by=None, based_on=1)

    assert story.revisions.count() == 1


def test_the_second_of_two_writers_is_refused_and_both_versions_are_kept():
    story = make_draft(headline="First")
    drafting.save(story, Document(headline="Theirs"), by=None, based_on=1)

    with pytest.raises(drafting.Conflict) as caught:
        drafting.save(story, Document(headline="Mine"), by=None, based_on=1)

    assert drafting.latest(Article.objects.get()).headline == "Theirs"
    assert (caught.value.theirs.number, caught.value.yours.number) == (2, 3)
    assert Revision.objects.get(number=3).document["headline"] == "Mine"
    assert Revision.objects.get(number=3).set_aside


def test_a_version_set_aside_can_be_made_the_newest():
    story = make_draft(headline="First")
    drafting.save(story, Document(headline="Theirs"), by=None, based_on=1)
    with pytest.raises(drafting.Conflict) as caught:
        drafting.save(story, Document(headline="Mine"), by=None, based_on=1)

    drafting.restore(story, caught.value.yours, by=None)

    assert drafting.latest(story).headline == "Mine"
    assert story.latest_revision.number == 4


def test_saving_a_public_story_changes_no_column_that_readers_see():
    story = make_article(headline="What readers see")
    before = Article.objects.values().get(pk=story.pk)

    drafting.save(story, Document(headline="Half done"), by=None, based_on=1)

    after = Article.objects.values().get(pk=story.pk)
    assert {name for name in after if after[name] != before[name]} == {"latest_revision_id"}


def test_what_is_saved_is_sanitised():
    story = make_draft(body='<p onclick="x()">Hello</p><script>alert(1)</script><a href="javascript:x()">there</a>')

    assert drafting.latest(story).body == '<p>Hello</p><a rel="noopener">there</a>'


def test_an_address_is_made_of_the_headline_in_its_own_script():
    story = make_draft(headline="  Порт  закрыт! ", slug="")

    assert drafting.latest(story).slug == "порт-закрыт"


def test_entries_count_once_where_they_stood_first():
    story = make_draft(tags=("Tide", "harbour", "tide", ""), authors=(1, 2, 1))

    document = drafting.latest(story)
    assert document.tags == ("Tide", "harbour")
    assert document.authors == (1, 2)


def test_a_story_is_not_related_to_itself():
    story = make_draft()
    other = make_draft()

    drafting.save(story, Document(headline="x", related=(story.pk, other.pk)), by=None, based_on=None)

    assert drafting.latest(story).related == (other.pk,)


def test_what_a_box_in_the_text_shows_is_among_the_related_stories():
    other = make_draft()

    story = make_draft(body=f'<p>Text.</p><aside data-related="{other.pk}"></aside>')

    assert drafting.latest(story).related == (other.pk,)


def test_a_document_of_another_version_is_read_as_far_as_it_is_known():
    stored = {"headline": "Old", "no_longer_known": 1}

    document = Document.from_json(stored)

    assert (document.headline, document.tags) == ("Old", ())


@given(st.builds(Document, headline=st.text(), body=st.text(), tags=st.lists(st.text()).map(tuple)))
def test_a_document_survives_being_stored(document):
    assert Document.from_json(document.to_json()) == document


@given(st.text(), st.text())
def test_a_comparison_holds_both_texts_whole(before, after):
    runs = [run for found in drafting.compare(Document(body=before), Document(body=after)) for run in found.runs]

    def words(kinds):
        return "".join(text for kind, text in runs if kind in kinds).split()

    if before != after:
        assert words({"same", "gone"}) == before.split()
        assert words({"same", "new"}) == after.split()


def test_a_nul_byte_does_not_stop_a_save():
    story = make_draft(headline="Tide\x00in", body="<p>a\x00b</p>")

    assert "\x00" not in str(drafting.latest(story).to_json())
