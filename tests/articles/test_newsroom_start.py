"""The newsroom's first page: what is to be done, for each role what is theirs to see."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.articles.filling_in import change_address, page_of, words_of
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reporter, sign_in
from tests.factories.articles import make_article, make_draft, save_again

pytestmark = pytest.mark.django_db

START = "/admin/"
HEADLINES = {"mine": "My own draft", "theirs": "Their draft", "coming": "Tomorrow's story", "published": "Today's story"}


def list_of(response, name):
    """The links of one list of the page; None where it is not there."""
    found = page_of(response).xpath(f'//section[@aria-labelledby="start-{name}"]')
    return {link.text: link.get("href") for link in found[0].xpath(".//li/a")} if found else None


def newspaper(user):
    """One story of each kind, as this person meets them."""
    now = timezone.now()
    return {
        "mine": make_draft(headline=HEADLINES["mine"], by=user),
        "theirs": make_draft(headline=HEADLINES["theirs"], by=make_reporter()),
        "coming": make_article(headline=HEADLINES["coming"], at=now + dt.timedelta(days=1)),
        "published": make_article(headline=HEADLINES["published"]),
    }


@pytest.mark.parametrize("make_somebody", [make_editor, make_administrator])
def test_who_publishes_sees_everything_and_is_led_to_its_form(client, make_somebody):
    user = make_somebody()
    stories = newspaper(user)

    response = sign_in(client, user).get(START)

    shown = {name: list_of(response, name) for name in stories}
    assert shown == {name: {HEADLINES[name]: change_address(story)} for name, story in stories.items()}


def test_a_reporter_sees_their_own_drafts_and_not_their_colleagues(client, reporter):
    newspaper(reporter)

    response = sign_in(client, reporter).get(START)

    assert list(list_of(response, "mine")) == [HEADLINES["mine"]]
    assert list_of(response, "theirs") is None
    assert list_of(response, "unpublished") is None
    assert HEADLINES["theirs"] not in words_of(response)


def test_a_moderator_sees_the_desk_and_what_every_reader_sees(client):
    moderator = make_moderator()
    stories = newspaper(moderator)

    response = sign_in(client, moderator).get(START)

    text = words_of(response)
    assert list_of(response, "published") == {HEADLINES["published"]: stories["published"].get_absolute_url()}
    assert page_of(response).xpath('//span[@class="start-desk"]//a[@href="/moderation/"]')
    assert "Write a story" not in text
    assert not [name for name in ("mine", "theirs", "coming") if HEADLINES[name] in text]


@pytest.mark.parametrize("make_somebody", [make_reporter, make_editor, make_administrator])
def test_writers_begin_with_one_press(client, make_somebody):
    response = sign_in(client, make_somebody()).get(START)

    assert page_of(response).xpath('//a[normalize-space()="Write a story"]/@href') == ["/admin/articles/article/add/"]


def test_only_moderators_see_what_waits_at_their_desk(client, reporter):
    response = sign_in(client, reporter).get(START)

    assert not page_of(response).xpath('//a[@href="/moderation/"]')


def test_a_draft_that_somebody_else_mended_stays_among_mine(client, reporter):
    story = make_draft(headline="Begun by me", by=reporter)
    save_again(story, by=make_editor(), standfirst="Mended.")

    assert list(list_of(sign_in(client, reporter).get(START), "mine")) == ["Begun by me"]


def test_changes_that_readers_do_not_see_wait_for_an_editor(client, editor):
    save_again(make_article(headline="Public"), headline="Changed")

    assert list(list_of(sign_in(client, editor).get(START), "unpublished")) == ["Public"]


def test_what_disappears_by_itself_is_announced_with_its_moment(client, editor):
    story = make_article(headline="Leaving")
    story.withdraw_at = timezone.now() + dt.timedelta(days=400)
    story.save(update_fields=["withdraw_at"])

    response = sign_in(client, editor).get(START)

    assert list(list_of(response, "coming")) == ["Leaving"]
    assert "Public until" in words_of(response)


def test_a_story_of_yesterday_was_not_published_today(client, editor):
    make_article(headline="Old", at=timezone.now() - dt.timedelta(days=1))

    assert list_of(sign_in(client, editor).get(START), "published") == {}


def test_a_draft_without_a_headline_can_still_be_opened(client, editor):
    make_draft(headline="", by=editor)

    assert list(list_of(sign_in(client, editor).get(START), "mine")) == ["(no headline yet)"]


@pytest.mark.parametrize("stories", [1, 6])
def test_the_first_page_costs_the_same_for_any_number_of_stories(client, editor, stories, django_assert_max_num_queries):
    for _number in range(stories):
        make_draft(by=editor)
        make_draft(by=make_reporter())
        make_article(at=timezone.now() + dt.timedelta(days=1))
        save_again(make_article(), standfirst="Another.")
    sign_in(client, editor)

    with django_assert_max_num_queries(16):
        client.get(START)
