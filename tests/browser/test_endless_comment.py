"""A text so long that it is not read: the sentence says so, and the words are where it says they are."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_discussion, make_trusted_reader

# Beyond what the site reads of a form, here; beyond what it really reads, a browser would draw the box for half a minute.
LENGTH = 60_000


@pytest.fixture
def paste_and_publish(browser, live_site, settings):
    """Put an endless text into the box and press Publish: the page after it."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LENGTH // 2
    contexts = []

    def act(*, script):
        context = browser.new_context(java_script_enabled=script)
        contexts.append(context)
        page, reader = context.new_page(), make_trusted_reader()
        page.goto(f"{live_site.url}/account/login/?next={make_discussion().get_absolute_url()}write/")
        page.fill("input[name=login]", reader.email)
        page.fill("input[type=password]", PASSWORD)
        page.press("input[type=password]", "Enter")
        page.wait_for_selector("#write-body")
        page.fill("#write-body", "a" * LENGTH)
        page.click("#write-body-form .button >> text=/^Publish$/")
        return page

    yield act
    for context in contexts:
        context.close()


def test_with_script_the_true_sentence_shows_and_the_words_stay_in_the_box(paste_and_publish):
    page = paste_and_publish(script=True)

    told = page.locator("#swap-failed")
    expect(told).to_contain_text("That is far too long to be read here. A comment has")
    expect(told).to_contain_text("Your text is still where you wrote it.")
    assert len(page.input_value("#write-body")) == LENGTH
    assert page.is_enabled("#write-body-form .button >> text=/^Publish$/")
    assert not Comment.objects.exists()


def test_without_script_a_page_says_so_and_this_browser_gives_the_words_back(paste_and_publish):
    page = paste_and_publish(script=False)

    expect(page.locator("h1")).to_have_text("That is far too long to be read here")
    expect(page.locator(".wrong-page")).to_contain_text("go back to see")
    page.go_back()
    assert len(page.input_value("#write-body")) == LENGTH
    assert not Comment.objects.exists()
