"""What script adds for whoever writes: words that are kept as one types, a preview that follows, names after an @."""

import pytest
from playwright.sync_api import expect

from comments.models import Draft
from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


@pytest.fixture
def said(live_site):
    """A comment by Kira Evans that one can answer."""
    kira = make_trusted_reader(display_name="Kira Evans")
    return make_comment(discussion=make_discussion(), author=kira, body="The barrier costs too much.")


def open_answer(page, comment):
    """Press Reply and wait for the form."""
    page.click(f"#actions-{comment.pk} >> text=Reply")
    page.wait_for_selector(f"#answer-{comment.pk}-body")


def write(page, box, words):
    """Write words in one go: letter by letter, a busy machine may pause for so long that the first of them are kept alone."""
    page.focus(box)
    page.keyboard.insert_text(words)


def test_what_is_typed_is_kept_on_the_server_and_found_on_another_device(browse, said):
    reader = make_trusted_reader()
    page = browse(said.discussion.get_absolute_url(), reader=reader)
    open_answer(page, said)
    write(page, f"#answer-{said.pk}-body", "Half a thought")
    expect(page.locator(".reply-here .write-kept")).to_have_text("Kept")

    other = browse(said.discussion.get_absolute_url(), script=False, reader=reader)
    open_answer(other, said)

    assert other.input_value(f"#answer-{said.pk}-body") == "Half a thought"
    other.click("text=Let it go")
    assert other.input_value(f"#answer-{said.pk}-body") == ""
    assert not Draft.objects.exists()


def test_what_was_typed_before_the_script_had_come_is_kept_too(browse, said):
    page = browse("/")

    def write_first(route):
        write(page, "#write-body", "Quicker than the line")
        route.continue_()

    page.route("**/js/writing*.js", write_first)
    page.goto(f"{said.discussion.get_absolute_url()}write/")
    page.focus("#write-body")

    expect(page.locator(".write-kept")).to_have_text("Kept in this browser")


def test_a_strangers_words_are_kept_by_their_browser_and_forgotten_once_posted(browse, said):
    reader = make_trusted_reader()
    address = f"{said.discussion.get_absolute_url()}write/"
    page = browse(address)
    write(page, "#write-body", "Before I sign in")
    expect(page.locator(".write-kept")).to_have_text("Kept in this browser")

    page.goto(address)
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

    write(page, f"#answer-{said.pk}-body", "Signed out meanwhile")

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


def test_a_change_half_typed_is_kept_by_the_browser_until_it_is_published_or_let_go(browse, said):
    address, box = said.discussion.get_absolute_url(), f"#edit-{said.pk}-body"
    page = browse(address, reader=said.author)

    def open_it_anew():
        page.goto(address)
        page.click(f"#actions-{said.pk} >> text=Change")
        page.wait_for_selector(f"{box}-form[data-is-ready]")

    open_it_anew()
    write(page, box, " Half a thought")
    expect(page.locator(".reply-here .write-kept")).to_have_text("Kept in this browser")
    open_it_anew()
    assert page.input_value(box) == "The barrier costs too much. Half a thought"

    page.click("text=Let it go")
    assert page.input_value(box) == "The barrier costs too much."
    page.fill(box, "The barrier costs a lot.")
    page.click("text=Publish the change")
    page.wait_for_selector("text=Your change is published.")
    open_it_anew()

    assert page.input_value(box) == "The barrier costs a lot."
    assert page.locator(".begun").count() == 0
    assert page.evaluate("localStorage.getItem('drafts')") == "{}"


def test_after_a_change_only_the_last_of_two_sentences_stands(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    page.fill("#write-here textarea", "Half a thought.")
    page.click("#write-here >> text=Publish")
    page.wait_for_selector("text=Your comment is published.")

    page.click("#write-here >> text=Change")
    page.fill("#write-here .reply-here textarea", "A whole one.")
    page.click("text=Publish the change")
    page.wait_for_selector("text=Your change is published.")

    assert page.locator("#write-here .notice").all_text_contents() == ["Your change is published."]
