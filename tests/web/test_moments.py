"""Moments that people type: refused in a sentence where no page could show them; shown wherever one is stored."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles import publishing
from articles.models import Photo
from comments.models import Discussion, Rule
from newsroom.web import moments
from tests.articles.filling_in import change_address, sent
from tests.factories.accounts import make_administrator, make_editor, make_moderator, sign_in
from tests.factories.articles import make_draft, make_photo
from tests.factories.comments import make_discussion, make_rule

pytestmark = pytest.mark.django_db

FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)
BEYOND = ["0001-01-01T00:00", "1899-12-30T12:00", "2200-01-02T12:00", "9999-12-31T23:59"]
SENTENCE = str(moments.OUT_OF_RANGE)
ZONES = ["Europe/London", "America/New_York", "Pacific/Kiritimati"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("typed", BEYOND)
def test_a_moment_out_of_range_is_refused_in_every_zone(settings, zone, typed):
    settings.TIME_ZONE = zone

    with pytest.raises(ValidationError):
        moments.MomentField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-02T00:00", "2126-01-02T03:04", "2199-12-31T00:00"])
def test_a_moment_within_range_is_taken(typed):
    assert moments.MomentField().clean(typed).year == int(typed[:4])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("stored", [FIRST, LAST])
def test_a_stored_moment_out_of_range_shows_as_the_nearest(settings, zone, stored):
    settings.TIME_ZONE = zone

    shown = moments.MomentField().prepare_value(stored)

    assert shown.year in {1899, 1900, 2199, 2200}


@pytest.mark.parametrize("typed", BEYOND)
def test_a_conversation_closes_at_no_moment_out_of_range_and_its_page_goes_on(client, typed):
    discussion = make_discussion()
    before = discussion.closes_at
    sign_in(client, make_moderator())
    page = reverse("moderation:discussion", args=[discussion.pk])
    settings = {"mode": discussion.mode, "closing": "at", "days": "14", "closes_at": typed, "pause_seconds": "0"}

    answer = client.post(page, settings)

    assert SENTENCE in answer.content.decode()
    discussion.refresh_from_db()
    assert discussion.closes_at == before
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("stored", [FIRST, LAST])
def test_pages_of_a_conversation_bear_a_stored_moment_out_of_range(client, settings, stored):
    settings.TIME_ZONE = "America/New_York" if stored == FIRST else "Pacific/Kiritimati"
    discussion = make_discussion()
    Discussion.objects.filter(pk=discussion.pk).update(closes_at=stored)
    sign_in(client, make_administrator())

    pages = [reverse("moderation:discussion", args=[discussion.pk]), change_address(discussion.article)]

    assert [client.get(page).status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("typed", BEYOND)
def test_a_story_with_a_moment_out_of_range_comes_back_and_nothing_is_saved(client, typed):
    story = make_draft()
    sign_in(client, make_editor())

    answer = sent(client, change_address(story), do="schedule", headline="Another headline", **{"moment-at": typed})

    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    before = story.latest_revision_id
    story.refresh_from_db()
    assert (story.status, story.latest_revision_id) == ("draft", before)


@pytest.mark.parametrize("verb", [publishing.publish, publishing.schedule, publishing.withdraw])
@pytest.mark.parametrize("at", [LAST, moments.LATEST + dt.timedelta(minutes=1)])
def test_verbs_refuse_a_moment_out_of_range_in_the_same_words(verb, at):
    with pytest.raises(publishing.Refused, match=SENTENCE):
        verb(make_draft(), by=None, at=at)


def test_a_photograph_is_shown_until_no_moment_out_of_range_and_a_stored_one_is_borne(client):
    photo = make_photo()
    sign_in(client, make_administrator())
    page = reverse("admin:articles_photo_change", args=[photo.pk])

    answer = client.post(page, {"photographer": "Kira", "alt": "A ferry", "rights_until": "0001-01-01T00:00"})
    Photo.objects.filter(pk=photo.pk).update(rights_until=FIRST)

    assert SENTENCE in answer.content.decode()
    assert client.get(page).status_code == 200
    assert client.get(reverse("admin:articles_photo_changelist")).status_code == 200


def test_a_rule_that_was_retired_at_a_moment_out_of_range_is_borne(client):
    rule = make_rule()
    sign_in(client, make_administrator())

    Rule.objects.filter(pk=rule.pk).update(retired_at=FIRST)

    assert client.get(reverse("admin:comments_rule_write", args=[rule.number])).status_code == 200
    assert client.get(reverse("admin:comments_rule_changelist")).status_code == 200
