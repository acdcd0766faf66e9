"""Throwing away a story that no reader ever saw."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafting, publishing
from articles.models import Article, Photo, Revision
from tests.factories.accounts import make_reporter, sign_in
from tests.factories.articles import make_article, make_draft, make_photo

pytestmark = pytest.mark.django_db


def address_of(story):
    return reverse("admin:articles_article_discard", args=[story.pk])


def test_a_discarded_draft_is_gone_with_its_revisions_and_its_photographs_stay():
    photo = make_photo()
    story = make_draft(lead_photo=photo, tags=("tide",))

    drafting.discard(story, by=None)

    assert not Article.objects.exists()
    assert not Revision.objects.exists()
    assert Photo.objects.get() == photo
    assert photo.original.storage.exists(photo.original.name)


def test_what_was_scheduled_and_taken_off_again_can_be_discarded():
    story = publishing.schedule(make_draft(), by=None, at=timezone.now() + dt.timedelta(hours=1))
    publishing.withdraw(story, by=None)

    drafting.discard(story, by=None)

    assert not Article.objects.exists()


@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_readers_saw_stays(withdrawn):
    story = make_article()
    if withdrawn:
        publishing.withdraw(story, by=None)

    with pytest.raises(drafting.StillNeeded, match="Readers have seen"):
        drafting.discard(story, by=None)


def test_what_is_about_to_appear_is_not_discarded():
    story = publishing.schedule(make_draft(), by=None, at=timezone.now() + dt.timedelta(hours=1))

    with pytest.raises(drafting.StillNeeded, match="off the schedule"):
        drafting.discard(story, by=None)


def test_an_editor_discards_a_draft_once_it_was_confirmed(client, editor):
    story = make_draft(headline="Half a thought", by=make_reporter())
    sign_in(client, editor)

    asked = client.get(address_of(story)).content.decode()
    still_there = Article.objects.exists()
    client.post(address_of(story))

    assert "Half a thought" in asked
    assert still_there
    assert not Article.objects.exists()


def test_a_reporter_discards_what_they_began_and_nothing_else(client, reporter):
    own, another = make_draft(by=reporter), make_draft(by=make_reporter())
    sign_in(client, reporter)

    answers = [client.post(address_of(story)).status_code for story in (own, another)]

    assert answers == [302, 403]
    assert Article.objects.get() == another


def test_only_who_may_discard_a_story_is_offered_it(client, reporter):
    own, public = make_draft(by=reporter), make_article(by=reporter)
    sign_in(client, reporter)

    offered = [
        address_of(story) in client.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
        for story in (own, public)
    ]

    assert offered == [True, False]
