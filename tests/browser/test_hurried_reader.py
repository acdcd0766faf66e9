"""A reader who wrote first and publishes the moment their words come back: nobody takes them for a program."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Standing
from newsroom.web import robots
from tests.factories.accounts import PASSWORD, make_reader
from tests.factories.comments import make_comment, make_discussion

WORDS = "The barrier held."


@pytest.fixture(autouse=True)
def a_person_types_as_fast_as_a_test():
    """Here, unlike in the rest of this room, the fastest person is the real one."""
    assert robots.FASTEST_PERSON > 1


@pytest.fixture
def known(live_site):
    """A reader whose first comments were looked at, and who is timed like anybody."""
    reader = make_reader()
    for number in range(3):
        said = make_comment(body=f"Thought {number} of many.")
        Comment.objects.filter(pk=said.pk).update(author=reader, created_at=timezone.now() - timedelta(hours=1))
    Standing.objects.update_or_create(account=reader, defaults={"level": Standing.Level.KNOWN})
    return reader


@pytest.fixture
def page(browser):
    """A browser that has never been here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page, reader):
    page.fill("input[name=login]", reader.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")


def test_words_written_before_sign_in_are_published_the_moment_they_come_back(live_site, page, known):
    page.goto(f"{live_site.url}{make_discussion().get_absolute_url()}write/")
    page.fill("#write-body", WORDS)
    page.click("text=Publish (sign in next)")
    page.wait_for_url("**/account/login/**")
    sign_in(page, known)

    page.click("#write-body-form .button >> text=/^Publish$/")

    expect(page.get_by_text("Your comment is published.")).to_be_visible()
    assert Comment.objects.get(body=WORDS).status == Comment.Status.PUBLISHED


def test_words_that_the_browser_kept_are_published_the_moment_they_come_back(live_site, page, known):
    discussion = make_discussion()
    page.goto(f"{live_site.url}/account/login/?next={discussion.get_absolute_url()}write/")
    sign_in(page, known)
    page.wait_for_selector("#write-body-form[data-is-ready]")
    # As when the server could not be reached while they were typed.
    page.evaluate(
        "([place, body]) => localStorage.setItem('drafts', JSON.stringify({ [place]: { body, at: Date.now() } }))",
        [page.get_attribute("#write-body-form", "data-place"), WORDS],
    )
    page.reload()
    expect(page.locator("#write-body")).to_have_value(re.compile(WORDS))

    page.click("#write-body-form .button >> text=/^Publish$/")

    expect(page.get_by_text("Your comment is published.")).to_be_visible()
    assert Comment.objects.get(body=WORDS).status == Comment.Status.PUBLISHED
