"""Taking stories away from readers, now or later, and bringing them back."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests.factories.articles import make_article, make_draft, save_again

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def test_an_update_does_not_bring_back_a_story_whose_time_is_over():
    story = make_article()
    Article.objects.filter(pk=story.pk).update(withdraw_at=timezone.now() - dt.timedelta(minutes=1))

    with pytest.raises(publishing.Refused, match="not public"):
        publishing.update(story, by=None)


def test_a_withdrawn_story_answers_exactly_like_one_that_never_was(client):
    story = make_article(slug="the-tide")
    address = story.get_absolute_url()
    seen = client.get(address).status_code

    publishing.withdraw(story, by=None)

    gone, never = client.get(address), client.get(address.replace("the-tide", "no-such"))
    assert (seen, gone.status_code, never.status_code) == (200, 404, 404)
    assert gone.content == never.content
    assert client.get(f"/s/{story.short_code}").content == client.get("/s/nosuch").content


def test_a_story_disappears_at_the_moment_set():
    with time_machine.travel(NOON, tick=False):
        story = make_article()
        publishing.withdraw(story, by=None, at=NOON + dt.timedelta(hours=1))
        before = Client().get(story.get_absolute_url()).status_code
    with time_machine.travel(NOON + dt.timedelta(hours=1), tick=False):
        after = Client().get(story.get_absolute_url()).status_code

    assert (before, after) == (200, 404)


def test_a_withdrawn_story_comes_back_at_its_address_with_its_first_time():
    story = make_article()
    address, published = story.get_absolute_url(), story.published_at
    publishing.withdraw(story, by=None)

    publishing.publish(story, by=None)

    assert (story.get_absolute_url(), story.published_at) == (address, published)


@pytest.mark.parametrize("then", [publishing.publish, publishing.withdraw])
def test_a_withdrawn_story_keeps_its_address_and_first_time_whatever_is_planned(then):
    with time_machine.travel(NOON, tick=False):
        story = make_article()
        address = story.get_absolute_url()
        publishing.withdraw(story, by=None)
    with time_machine.travel(NOON + dt.timedelta(days=2), tick=False):
        publishing.schedule(story, by=None, at=NOON + dt.timedelta(days=3))
        waiting = (story.published_at, story.get_absolute_url())

        then(story, by=None)

    assert waiting == (NOON + dt.timedelta(days=3), address)
    assert (story.get_absolute_url(), story.first_published_at, story.published_at) == (address, NOON, NOON)
    assert story.status == ("published" if then is publishing.publish else "withdrawn")


def test_a_story_that_comes_back_says_when_it_was_first_published():
    with time_machine.travel(NOON, tick=False):
        story = make_article()
        publishing.withdraw(story, by=None)
        publishing.schedule(story, by=None, at=NOON + dt.timedelta(days=3))
    with time_machine.travel(NOON + dt.timedelta(days=3), tick=False):
        page = Client().get(story.get_absolute_url()).content.decode()

    assert "1 June 2026" in page
    assert "4 June 2026, " not in page.split('class="story-body"')[0]


def test_a_former_address_of_a_story_that_waits_to_come_back_is_kept():
    story = make_article(slug="first")
    first = story.get_absolute_url()
    publishing.withdraw(story, by=None)
    publishing.schedule(story, by=None, at=timezone.now() + dt.timedelta(hours=1))
    save_again(story, slug="second")
    publishing.update(story, by=None)

    publishing.publish(story, by=None)

    assert Client().get(first).headers["Location"] == story.get_absolute_url()


def test_a_story_is_not_planned_to_disappear_before_it_appears():
    later = timezone.now() + dt.timedelta(hours=2)
    story = publishing.schedule(make_draft(), by=None, at=later)

    with pytest.raises(publishing.Refused, match="before it appears"):
        publishing.withdraw(story, by=None, at=later - dt.timedelta(hours=1))


def test_a_withdrawn_schedule_is_a_draft_again():
    story = publishing.schedule(make_draft(), by=None, at=timezone.now() + dt.timedelta(hours=1))

    publishing.withdraw(story, by=None)

    assert (story.status, story.published_at, story.address_date) == ("draft", None, None)


def test_the_former_address_of_a_withdrawn_story_leads_nowhere(client):
    story = make_article(slug="first")
    first = story.get_absolute_url()
    publishing.update(save_again(story, slug="second"), by=None)

    publishing.withdraw(story, by=None)

    assert client.get(first).status_code == 404


def test_a_planned_withdrawal_is_called_off():
    with time_machine.travel(NOON, tick=False):
        story = make_article()
        publishing.withdraw(story, by=None, at=NOON + dt.timedelta(hours=1))
        Client().get(story.get_absolute_url())

        publishing.keep(story, by=None)

        kept = Client().get(story.get_absolute_url()).status_code
    with time_machine.travel(NOON + dt.timedelta(hours=2), tick=False):
        later = Client().get(story.get_absolute_url()).status_code
    assert (kept, later) == (200, 200)


@pytest.mark.parametrize("make", [make_draft, make_article])
def test_what_was_never_planned_is_not_called_off(make):
    with pytest.raises(publishing.Refused, match="Nothing is planned"):
        publishing.keep(make(), by=None)
