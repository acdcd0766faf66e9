"""The pages that ask before readers lose a story, or several."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests.articles.filling_in import change_address, sent
from tests.factories.accounts import sign_in
from tests.factories.articles import make_article, make_draft

pytestmark = pytest.mark.django_db

STORIES = "/admin/articles/article/"
FAR = "2126-01-02T03:04"


def address_of(story):
    return reverse("admin:articles_article_withdraw", args=[story.pk])


def scheduled():
    return publishing.schedule(make_draft(), by=None, at=timezone.now() + dt.timedelta(hours=1))


def test_a_public_story_is_withdrawn_once_that_was_confirmed(client, editor):
    story = make_article(headline="The tide comes in")
    sign_in(client, editor)

    asked = client.get(address_of(story)).content.decode()
    still_there = client.get(story.get_absolute_url()).status_code
    answer = client.post(address_of(story), {"when": "now"}, follow=True)

    assert "The tide comes in" in asked
    assert "no such page (404)" in asked
    assert "conversation goes with it" in asked
    assert still_there == 200
    assert "Withdrawn. Readers no longer find it." in answer.content.decode()
    assert client.get(story.get_absolute_url()).status_code == 404


def test_a_moment_without_saying_so_withdraws_now_and_saying_so_without_one_withdraws_nothing(client, editor):
    now, never = make_article(), make_article()
    sign_in(client, editor)

    client.post(address_of(now), {"when": "now", "at": FAR})
    answer = client.post(address_of(never), {"when": "then", "at": ""})

    now.refresh_from_db()
    never.refresh_from_db()
    assert now.status == "withdrawn"
    assert answer.status_code == 422
    assert "Choose a moment in the future" in answer.content.decode()
    assert (never.status, never.withdraw_at) == ("published", None)


def test_a_story_is_withdrawn_at_a_moment_and_until_then_it_stays(client, editor):
    story = make_article()

    answer = sign_in(client, editor).post(address_of(story), {"when": "then", "at": FAR}, follow=True)

    story.refresh_from_db()
    assert "It disappears by itself: 2 Jan 2126" in answer.content.decode()
    assert (story.status, story.withdraw_at.year) == ("published", 2126)


@pytest.mark.parametrize("at", ["2020-01-01T00:00", "0001-01-01T00:00", "not a moment"])
def test_a_moment_that_is_none_or_past_withdraws_nothing_and_stays_in_the_form(client, editor, at):
    story = make_article()

    answer = sign_in(client, editor).post(address_of(story), {"when": "then", "at": at})

    story.refresh_from_db()
    assert answer.status_code == 422
    assert at in answer.content.decode()
    assert (story.status, story.withdraw_at) == ("published", None)


def test_what_is_taken_off_the_schedule_is_a_draft_again_and_the_page_says_so(client, editor):
    story = scheduled()
    sign_in(client, editor)

    asked = client.get(address_of(story)).content.decode()
    client.post(address_of(story), {"when": "now"})

    story.refresh_from_db()
    assert "it is a draft again" in asked
    assert story.status == "draft"


def test_only_who_may_withdraw_a_story_is_offered_it(client, editor, reporter):
    public, coming, draft = make_article(), scheduled(), make_draft()

    def offered():
        return [address_of(story) in client.get(change_address(story)).content.decode() for story in (public, coming, draft)]

    sign_in(client, editor)
    for_editor = offered()
    sign_in(client, reporter)

    assert for_editor == [True, True, False]
    assert offered() == [False, False, False]
    assert client.post(address_of(public), {"when": "now"}).status_code == 403


def test_what_is_not_public_has_nothing_to_withdraw(client, editor):
    answer = sign_in(client, editor).get(address_of(make_draft()), follow=True)

    assert "nothing to withdraw" in answer.content.decode()


def test_the_form_itself_withdraws_nothing(client, editor):
    story = make_article()

    sent(sign_in(client, editor), change_address(story), do="withdraw")

    story.refresh_from_db()
    assert story.status == "published"


def test_several_stories_are_withdrawn_once_that_was_confirmed(client, editor):
    public, coming, draft = make_article(headline="Out"), scheduled(), make_draft(headline="Not yet out")
    chosen = {"action": "withdraw_chosen", "_selected_action": [story.pk for story in (public, coming, draft)]}
    sign_in(client, editor)

    asked = client.post(STORIES, chosen).content.decode()
    before = list(Article.objects.order_by("pk").values_list("status", flat=True))
    answer = client.post(STORIES, {**chosen, "withdraw": "yes"}, follow=True).content.decode()

    assert "these 2 stories" in asked
    assert "one is not public anyway" in asked
    assert "Not yet out" not in asked
    assert before == ["published", "published", "draft"]
    assert list(Article.objects.order_by("pk").values_list("status", flat=True)) == ["withdrawn", "draft", "draft"]
    assert "2 stories are withdrawn." in answer


def test_nothing_to_withdraw_among_several_leads_back(client, editor):
    draft = make_draft()

    answer = sign_in(client, editor).post(STORIES, {"action": "withdraw_chosen", "_selected_action": [draft.pk]})

    assert "Readers see none of these stories" in answer.content.decode()
