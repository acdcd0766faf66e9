"""The life of a story as readers see it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import drafting, extensions, publishing
from articles.models import Article, Correction
from newsroom.web.models import Stamp
from tests.factories.articles import (
    make_article,
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


def raised_by(verb, *arguments, **keywords):
    """The stamps that a verb gave new numbers."""
    before = dict(Stamp.objects.values_list("key", "number"))
    verb(*arguments, **keywords)
    return {key for key, number in Stamp.objects.values_list("key", "number") if before.get(key) != number}


def test_publishing_copies_the_document_into_the_live_tables():
    first, second = make_author(), make_author()
    other, photo = make_article(), make_photo()

    story = make_article(
        headline="The tide",
        authors=(second, first),
        related=(other,),
        tags=("Tide", "Harbour"),
        lead_photo=photo,
        body=f'<p>Two words.</p><figure data-photo="{photo.pk}"></figure>',
    )

    assert (story.headline, story.lead_photo, story.word_count) == ("The tide", photo, 2)
    assert [byline.author for byline in story.bylines.all()] == [second, first]
    assert [pointer.story for pointer in story.related_stories.all()] == [other]
    assert set(story.tags.names()) == {"Tide", "Harbour"}
    assert list(story.photos.all()) == [photo]


def test_publishing_again_changes_only_the_lists_that_differ():
    kept, gone, photo = make_author(), make_author(), make_photo()
    story = make_article(authors=(gone, kept), tags=("Tide", "Harbour"), related=(make_article(),))
    harbour = story.tags.get(name="Harbour")
    pointer = story.related_stories.get()

    publishing.publish(save_again(story, authors=(kept.pk,), tags=("harbour", "Quay"), lead_photo=photo.pk), by=None)

    assert [byline.author for byline in story.bylines.all()] == [kept]
    assert set(story.tags.names()) == {"Harbour", "Quay"}
    assert story.tags.get(name="Harbour") == harbour
    assert story.related_stories.get() == pointer


def test_publishing_a_story_costs_a_fixed_number_of_queries(django_assert_num_queries):
    photo, other = make_photo(), make_article(tags=("Tide", "Harbour", "Quay", "Weather"))
    story = make_draft(
        authors=(make_author(), make_author()),
        tags=("Tide", "Harbour", "Quay", "Weather"),
        related=(other,),
        topic=make_topic(),
        lead_photo=photo,
        body=f'<p>Two words.</p><figure data-photo="{photo.pk}"></figure>',
    )

    # However long its lists are: four to ask what they are, one to write each; 64 when each tag was asked for on its own.
    with django_assert_num_queries(24):
        publishing.publish(story, by=None)


def test_a_tag_that_exists_in_another_case_is_that_tag():
    first = make_article(tags=("Harbour",))

    second = make_article(tags=("harbour",))

    assert first.tags.get() == second.tags.get()


def test_a_scheduled_story_appears_on_the_second():
    with time_machine.travel(NOON, tick=False):
        story = publishing.schedule(make_draft(), by=None, at=NOON + dt.timedelta(hours=1))
    address = story.get_absolute_url()

    with time_machine.travel(NOON + dt.timedelta(minutes=59, seconds=59), tick=False):
        before = Client().get(address).status_code
    with time_machine.travel(NOON + dt.timedelta(hours=1), tick=False):
        after = Client().get(address).status_code

    assert (before, after) == (404, 200)


def test_scheduling_into_the_past_is_refused_in_words():
    with pytest.raises(publishing.Refused, match="in the future"):
        publishing.schedule(make_draft(), by=None, at=timezone.now() - dt.timedelta(minutes=1))


def test_a_story_that_readers_see_is_not_hidden_by_scheduling_it():
    story = make_article()

    with pytest.raises(publishing.Refused, match="Withdraw it"):
        publishing.schedule(story, by=None, at=timezone.now() + dt.timedelta(hours=1))


def test_an_update_shows_the_newest_document_and_says_when():
    story = save_again(make_article(headline="Before"), headline="After")

    publishing.update(story, by=None)

    assert story.headline == "After"
    assert story.updated_at > story.published_at


def test_nobody_publishes_what_somebody_else_has_saved_meanwhile():
    as_the_editor_saw_it = make_draft(headline="Checked")
    save_again(Article.objects.get(), headline="Half a thought")

    with pytest.raises(publishing.Refused, match="newer version"):
        publishing.publish(as_the_editor_saw_it, by=None)

    assert Article.objects.get().status == "draft"


def test_updating_a_scheduled_story_leaves_it_its_time():
    at = timezone.now() + dt.timedelta(hours=1)
    story = save_again(publishing.schedule(make_draft(headline="Before"), by=None, at=at), headline="After")

    publishing.update(story, by=None)

    assert (story.headline, story.published_at, story.is_public(now=timezone.now())) == ("After", at, False)


def test_publishing_again_without_a_change_is_no_update():
    story = make_article()

    publishing.publish(story, by=None)

    assert story.updated_at is None


def test_a_draft_cannot_be_updated_corrected_or_withdrawn():
    story = make_draft()

    for verb in (
        lambda: publishing.update(story, by=None),
        lambda: publishing.correct(story, kind=Correction.Kind.UPDATE, text="x", by=None),
        lambda: publishing.withdraw(story, by=None),
    ):
        with pytest.raises(publishing.Refused):
            verb()


def test_a_correction_stands_under_the_story_and_on_the_page_of_corrections(client, editor):
    story = make_article()

    make_correction(story, text="The quay is on the <east> side.", by=editor)

    for address in (story.get_absolute_url(), "/corrections/"):
        assert "The quay is on the &lt;east&gt; side." in client.get(address).content.decode()


def test_an_empty_correction_is_refused_in_words():
    with pytest.raises(publishing.Refused, match="what was wrong"):
        publishing.correct(make_article(), kind=Correction.Kind.CORRECTION, text=" \n", by=None)


def test_former_addresses_lead_to_the_present_one(client):
    story = make_article(slug="first")
    first = story.get_absolute_url()
    publishing.update(save_again(story, slug="second"), by=None)
    publishing.update(save_again(story, slug="third"), by=None)

    moved = client.get(first)

    assert (moved.status_code, moved.headers["Location"]) == (301, story.get_absolute_url())


def test_a_story_may_return_to_an_address_it_had(client):
    story = make_article(slug="first")
    first = story.get_absolute_url()
    publishing.update(save_again(story, slug="second"), by=None)

    publishing.update(save_again(story, slug="first"), by=None)

    assert client.get(first).status_code == 200


def test_moving_a_story_raises_the_stamps_of_both_places():
    before, after = make_section(), make_section()
    old, new = make_topic(), make_topic()
    leaving, joining = make_author(), make_author()
    story = make_article(section=before, topic=old, tags=("tide",), authors=(leaving,))
    pointing = make_article(related=(story,))
    tide = story.tags.get()
    save_again(story, section=after.pk, topic=new.pk, tags=(), authors=(joining.pk,))

    raised = raised_by(publishing.update, story, by=None)

    assert raised >= {
        "front", f"article:{story.pk}", f"article:{pointing.pk}", f"tag:{tide.pk}",
        f"section:{before.pk}", f"section:{after.pk}", f"topic:{old.pk}", f"topic:{new.pk}",
        f"author:{leaving.pk}", f"author:{joining.pk}",
    }  # fmt: skip


@pytest.mark.parametrize("verb", ["publish", "correct", "withdraw", "schedule"])
def test_whoever_changes_what_readers_see_raises_its_stamps(verb):
    story = make_article() if verb in {"correct", "withdraw"} else make_draft()
    how = {"schedule": {"at": timezone.now() + dt.timedelta(hours=1)}, "correct": {"kind": "update", "text": "x"}}

    raised = raised_by(getattr(publishing, verb), story, by=None, **how.get(verb, {}))

    story.refresh_from_db()
    assert raised >= {"front", f"article:{story.pk}", f"section:{drafting.latest(story).section}"}


def test_saving_a_draft_raises_no_stamp():
    story = make_article()

    assert raised_by(save_again, story, headline="Not yet") == set()


def test_what_follows_is_called_inside_the_transaction(monkeypatch):
    story = make_draft()

    def fail(article):
        raise RuntimeError(article.status)

    monkeypatch.setattr(extensions, "AFTER_PUBLISHING", [fail])
    with pytest.raises(RuntimeError, match="published"):
        publishing.publish(story, by=None)

    assert Article.objects.get().status == "draft"


def test_an_import_keeps_the_time_it_brings():
    long_ago = dt.datetime(1999, 12, 31, 23, 59, tzinfo=dt.UTC)

    story = make_article(at=long_ago)

    assert story.published_at == long_ago
    assert story.get_absolute_url().startswith("/1999/12/31/")
