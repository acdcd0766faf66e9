"""A reader previews, quotes, names, is nudged, changes what they said and finds it kept: with script on and with script off."""

import re

import pytest
from playwright.sync_api import expect

from comments.models import Comment, Draft, Mention
from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
LINKS = "https://a.example https://b.example https://c.example"


@pytest.fixture
def said(live_site):
    """A comment by Kira Evans that one can answer."""
    kira = make_trusted_reader(display_name="Kira Evans")
    return make_comment(discussion=make_discussion(), author=kira, body="The barrier costs too much.")


@pytest.fixture
def browse(browser, live_site):
    """Open a page of the site in a browser with script or without, signed in or not."""
    contexts = []

    def open_page(address, *, script=True, reader=None):
        context = browser.new_context(java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_site.url}{address if reader is None else f'/account/login/?next={address}'}")
        if reader is not None:
            page.fill("input[name=login]", reader.email)
            page.fill("input[type=password]", PASSWORD)
            page.press("input[type=password]", "Enter")
            page.wait_for_url(lambda url: "login" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def open_answer(page, comment):
    """Press Reply and wait for the form."""
    page.click(f"#actions-{comment.pk} >> text=Reply")
    page.wait_for_selector(f"#answer-{comment.pk}-body")


@WITH_AND_WITHOUT
def test_a_reader_quotes_previews_and_publishes(browse, said, script):
    page = browse(said.discussion.get_absolute_url(), script=script, reader=make_trusted_reader(display_name="Ned Ash"))
    open_answer(page, said)
    box = f"#answer-{said.pk}-body"

    page.fill(box, "Less than a flood, @Kira Evans.")
    page.click(f"{box}-form >> text=Quote")
    if script:
        expect(page.locator(box)).to_have_value(re.compile(f"^> #{said.pk}"))
    quoted = page.input_value(box)
    page.click(f"{box}-form >> text=Preview")
    page.wait_for_selector(".preview")
    shown = page.inner_text(".preview .comment-body")
    kept = page.input_value(box)
    if script:
        assert focused(page) == "This is how it will look"
    page.click(f"{box}-form >> text=Publish")
    page.wait_for_selector("text=Your comment is published.")

    answer = Comment.objects.get(parent=said)
    assert quoted == kept == f"> #{said.pk}, Kira Evans:\n> The barrier costs too much.\n\nLess than a flood, @Kira Evans."
    assert "Kira Evans wrote:" in shown
    assert "@Kira Evans" in shown
    assert Mention.objects.get(comment=answer).reader == said.author
    assert "Kira Evans wrote:" in page.inner_text(f"#comment-{answer.pk} .comment-body")
    assert not Draft.objects.exists()


@WITH_AND_WITHOUT
def test_a_nudge_can_be_heeded_or_not(browse, said, script):
    page = browse(said.discussion.get_absolute_url(), script=script, reader=make_trusted_reader())
    page.fill("#write-body", f"Look: {LINKS}")
    page.click("#write-body-form >> text=Publish")
    page.wait_for_selector("text=It has more than 2 links")
    if script:
        assert "Nothing is posted yet" in focused(page)

    page.click("[role=alert] a")
    assert page.evaluate("document.activeElement.id") == "write-body" or not script
    page.fill("#write-body", f"Look again: {LINKS}")
    page.click("[role=alert] button")
    page.wait_for_selector("text=It has more than 2 links")
    assert not Comment.objects.filter(body__startswith="Look").exists()
    page.click("[role=alert] button")
    page.wait_for_selector("text=A person will look at your comment")

    assert Comment.objects.get(body__startswith="Look").status == Comment.Status.HELD


@WITH_AND_WITHOUT
def test_a_reader_changes_what_they_said(browse, said, script):
    page = browse(said.discussion.get_absolute_url(), script=script, reader=said.author)

    page.click(f"#actions-{said.pk} >> text=Change")
    page.wait_for_selector(f"#edit-{said.pk}-body")
    assert page.input_value(f"#edit-{said.pk}-body") == "The barrier costs too much."
    assert page.evaluate("document.activeElement.name") == "body"
    page.fill(f"#edit-{said.pk}-body", "The barrier costs a lot.")
    page.click("text=Publish the change")
    page.wait_for_selector("text=Your change is published.")

    assert "The barrier costs a lot." in page.inner_text(f"#comment-{said.pk} .comment-body")
    assert re.search(r"edited \d\d:\d\d", page.inner_text(f"#comment-{said.pk} .comment-head"))
    if script:
        assert page.url.endswith(said.discussion.get_absolute_url())
        assert focused(page).startswith("Your change is published.")
        assert page.locator(f"#comment-{said.pk}").count() == 1


@WITH_AND_WITHOUT
def test_a_change_that_a_person_looks_at_says_so_where_the_comment_stood(browse, said, script):
    page = browse(said.discussion.get_absolute_url(), script=script, reader=said.author)
    page.click(f"#actions-{said.pk} >> text=Change")
    page.fill(f"#edit-{said.pk}-body", f"Look: {LINKS}")
    page.click("text=Publish the change")
    page.click("[role=alert] button")
    page.wait_for_selector("text=A person will look at your comment before it appears")

    assert "more than 2 links" in page.inner_text(f"#comment-{said.pk}")
    if script:
        assert "Your change is kept" in focused(page)


def test_what_is_typed_is_kept_on_the_server_and_found_on_another_device(browse, said):
    reader = make_trusted_reader()
    page = browse(said.discussion.get_absolute_url(), reader=reader)
    open_answer(page, said)
    page.type(f"#answer-{said.pk}-body", "Half a thought")
    expect(page.locator(".reply-here .write-kept")).to_have_text("Kept")

    other = browse(said.discussion.get_absolute_url(), script=False, reader=reader)
    open_answer(other, said)

    assert other.input_value(f"#answer-{said.pk}-body") == "Half a thought"
    other.click("text=Let it go")
    assert other.input_value(f"#answer-{said.pk}-body") == ""
    assert not Draft.objects.exists()


def test_a_strangers_words_are_kept_by_their_browser_and_forgotten_once_posted(browse, live_site, said):
    reader = make_trusted_reader()
    address = f"{said.discussion.get_absolute_url()}write/"
    page = browse(address)
    page.type("#write-body", "Before I sign in")
    expect(page.locator(".write-kept")).to_have_text("Kept in this browser")

    page.goto(f"{live_site.url}{address}")
    page.wait_for_selector("text=this browser has kept it")
    assert page.input_value("#write-body") == "Before I sign in"
    page.click("text=Publish (sign in next)")
    page.wait_for_url("**/account/login/**")
    page.fill("input[name=login]", reader.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_selector("#write-body")
    page.click("#write-body-form >> text=Publish")
    page.wait_for_selector("text=Your comment is published.")

    assert page.evaluate("localStorage.getItem('drafts')") == "{}"
    assert not Draft.objects.exists()


def test_words_typed_while_the_session_ended_stay_in_the_browser(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    open_answer(page, said)
    page.context.clear_cookies()

    page.type(f"#answer-{said.pk}-body", "Signed out meanwhile")

    expect(page.locator(".reply-here .write-kept")).to_have_text("Kept in this browser")
    assert "Signed out meanwhile" in page.evaluate("localStorage.getItem('drafts')")


def test_an_open_preview_follows_the_words(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    page.fill("#write-body", "One")
    page.click("#write-body-form >> text=Preview")
    page.wait_for_selector(".preview")

    page.fill("#write-body", "One *and* two")

    page.wait_for_selector(".preview em >> text=and")


def test_a_name_is_chosen_by_keys_alone(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    page.click("#write-body")
    page.wait_for_selector("#write-body-form[data-is-ready]")
    page.keyboard.type("As @ki")
    page.wait_for_selector("[role=option] >> text=Kira Evans")
    active = page.get_attribute("#write-body", "aria-activedescendant")
    page.keyboard.press("Enter")

    assert page.input_value("#write-body") == "As @Kira Evans "
    assert page.locator("[role=listbox]").count() == 0
    assert active
    page.keyboard.type("and @ki")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Escape")
    assert page.locator("[role=listbox]").count() == 0
    assert page.input_value("#write-body") == "As @Kira Evans and @ki"
