"""Muting in a browser: asked, done, opened again and taken back, by keys alone, with script and without."""

import pytest

from comments.models import Comment, Mute
from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


@pytest.fixture
def said(live_site):
    """What Mara said, and an answer to it."""
    comment = make_comment(discussion=make_discussion(), author=make_trusted_reader(display_name="Mara Quist"))
    make_comment(parent=comment, body="An answer that stays.")
    return comment


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request, browser, live_site):
    """A page of somebody signed in."""
    context = browser.new_context(java_script_enabled=request.param, base_url=live_site.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", make_trusted_reader().email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_selector(".account-menu")
    yield page
    context.close()


def press(page, words):
    """Press what says so, by the key."""
    page.locator("main").get_by_text(words, exact=True).locator("visible=true").first.press("Enter")


def test_muting_folds_a_comment_and_keys_open_it_and_take_it_back(page, said):
    page.goto(said.get_absolute_url())
    press(page, "Mute Mara Quist")
    press(page, "Mute")
    page.wait_for_url(f"**{said.get_absolute_url()}")
    page.goto(said.discussion.article.get_absolute_url())
    words = page.locator(f"#comment-{said.pk} > .comment .comment-body")

    assert not words.is_visible()
    assert page.locator("text=An answer that stays.").is_visible()

    press(page, "A comment by somebody you muted")
    assert words.is_visible()

    press(page, "Unmute Mara Quist")
    press(page, "Unmute")
    page.wait_for_url(f"**{said.get_absolute_url()}")
    assert words.is_visible()
    assert not page.locator("details.muted").count()
    assert not Mute.objects.exists()


def test_a_muted_comment_that_was_opened_can_be_answered_in_its_place(page, said):
    page.goto(said.get_absolute_url())
    press(page, "Mute Mara Quist")
    press(page, "Mute")
    page.wait_for_url(f"**{said.get_absolute_url()}")
    press(page, "A comment by somebody you muted")

    page.locator(f"#actions-{said.pk} a").first.press("Enter")
    page.fill("textarea[name=body]:visible", "Even so, a fair point.")
    page.locator("form:has(textarea:visible) button.button").first.click()

    page.wait_for_selector("text=Even so, a fair point.")
    assert Comment.objects.seen().filter(parent=said, body="Even so, a fair point.").exists()
