"""A reader signs up, opens the letter, answers a comment: the same with script on and with script off."""

import re

import pytest
from django.core import mail

from comments.models import Comment, Draft
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, make_reader
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader

WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


@pytest.fixture
def said(live_site):
    """A comment that one can answer."""
    return make_comment(discussion=make_discussion(), body="The barrier costs too much.")


@pytest.fixture
def browse(browser, live_site):
    """Open a page of the site in a browser with script or without."""
    contexts = []

    def open_page(*, script, address):
        context = browser.new_context(java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_site.url}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page, reader):
    page.fill("input[name=login]", reader.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")


@WITH_AND_WITHOUT
def test_a_reader_joins_confirms_and_answers(browse, live_site, said, script):
    page = browse(script=script, address=said.discussion.article.get_absolute_url())

    page.click(f"#comment-{said.pk} >> text=Reply")
    page.fill("textarea[name=body]", "It costs less than the next flood.")
    page.click("text=Publish (sign in next)")
    page.wait_for_url("**/account/login/**")
    page.click("main .form-intro a >> text=Join")
    page.fill("input[name=email]", "kira@example.org")
    page.fill("input[name=display_name]", "Kira Evans")
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_selector("textarea[name=body]")
    kept = page.input_value("textarea[name=body]")
    letter = next(letter for letter in mail.outbox if letter.to == ["kira@example.org"])
    page.goto(re.search(r"http://\S+/confirm-email/\S+", letter.body).group(0))
    # The letter leads back to where the words stand.
    page.click(".write >> text=Publish")
    page.wait_for_selector("text=A person will look at your comment")

    answer = Comment.objects.get(body="It costs less than the next flood.")
    assert kept == answer.body
    assert (answer.parent_id, answer.author) == (said.pk, User.objects.get(email="kira@example.org"))
    assert answer.status == Comment.Status.HELD
    assert not Draft.objects.exists()


@WITH_AND_WITHOUT
def test_a_reader_answers_in_the_thread(browse, said, script):
    reader = make_trusted_reader()
    page = browse(script=script, address=f"/account/login/?next={said.discussion.article.get_absolute_url()}")
    sign_in(page, reader)
    page.wait_for_selector(f"#comment-{said.pk}")

    page.click(f"#comment-{said.pk} >> text=Reply")
    page.wait_for_selector("text=Your answer to")
    page.fill(f"#answer-{said.pk}-body", "Not if you count the harbour dues.")
    page.click(f"form:has(#answer-{said.pk}-body) >> text=Publish")
    page.wait_for_selector("text=Your comment is published.")

    answer = Comment.objects.get(parent=said)
    assert page.locator(f"#comment-{answer.pk}").count() == 1
    if script:
        assert page.url.endswith(said.discussion.article.get_absolute_url())
        assert page.evaluate("document.activeElement.textContent").startswith("Your comment is published.")


@WITH_AND_WITHOUT
def test_a_reader_recommends_and_thinks_better_of_it(browse, said, script):
    reader = make_reader()
    page = browse(script=script, address=f"/account/login/?next={said.get_absolute_url()}")
    sign_in(page, reader)
    button = page.locator(f"#comment-{said.pk} button", has_text="Recommend")

    button.click()
    page.wait_for_selector(f"#comment-{said.pk} button[aria-pressed=true]")
    assert said.recommendations.count() == 1
    button.click()
    page.wait_for_selector(f"#comment-{said.pk} button[aria-pressed=false] >> text=Recommend")

    assert said.recommendations.count() == 0
    if script:
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false"


def report_here(page, comment):
    """Press a comment's Report and wait for the form in place."""
    page.click(f"#actions-{comment.pk} >> text=Report")
    page.wait_for_selector(f"#reply-{comment.pk} form.report")


@WITH_AND_WITHOUT
def test_a_reader_reports_and_is_thanked_where_they_were(browse, said, script):
    rule = make_rule()
    story = said.discussion.article.get_absolute_url()
    page = browse(script=script, address=f"/account/login/?next={story}")
    sign_in(page, make_reader())
    page.wait_for_selector(f"#comment-{said.pk}")

    page.click(f"#actions-{said.pk} >> text=Report")
    page.wait_for_selector("text=Which rule does it break?")
    focused_in_form = page.evaluate("Boolean(document.activeElement.closest('form.report'))") if script else None
    page.check(f"input[name=rule][value='{rule.pk}']")
    page.fill("textarea[name=words]", "He shouts.")
    page.click("main form:has(textarea[name=words]) button >> text=Report")
    page.wait_for_selector("text=Thank you. A moderator will look at it")

    assert said.reports.get().words == "He shouts."
    if script:
        assert focused_in_form
        assert page.url.endswith(story)
        assert page.locator(f"#reply-{said.pk} .notice-good").count() == 1
        assert page.evaluate("document.activeElement.textContent").startswith("Thank you.")
    else:
        assert page.url.endswith(said.get_absolute_url())


@WITH_AND_WITHOUT
def test_a_strangers_report_leads_through_sign_in_back_to_the_comment(browse, live_site, said, script):
    rule, reader = make_rule(), make_reader()
    page = browse(script=script, address=said.discussion.article.get_absolute_url())

    page.click(f"#actions-{said.pk} >> text=Report")
    page.wait_for_selector(f"text=/Sign in or join to report this comment by .*{said.author}.*; you will come back to it./")
    sign_in(page, reader)
    page.wait_for_selector(f".quoted >> text={said.body}")
    page.check(f"input[name=rule][value='{rule.pk}']")
    page.click("main form button >> text=Report")
    page.wait_for_selector("text=Thank you. A moderator will look at it")

    assert page.url.endswith(said.get_absolute_url())
    assert said.reports.get().reader == reader


def test_a_report_is_cancelled_by_its_link_or_escape_and_the_focus_goes_back(browse, said):
    make_rule()
    page = browse(script=True, address=f"/account/login/?next={said.get_absolute_url()}")
    sign_in(page, make_reader())
    back = f"document.activeElement === document.querySelector('#actions-{said.pk} a[href$=\"/report/\"]')"

    report_here(page, said)
    page.keyboard.press("Escape")
    after_escape = page.evaluate(back), page.locator("form.report").count()
    report_here(page, said)
    page.click("form.report >> text=Cancel")
    after_cancel = page.evaluate(back), page.locator("form.report").count()

    assert after_escape == after_cancel == (True, 0)


def test_no_key_and_no_second_press_takes_what_was_typed_in_the_thread(browse, said):
    make_rule()
    page = browse(script=True, address=f"/account/login/?next={said.get_absolute_url()}")
    sign_in(page, make_trusted_reader())
    page.click(f"#actions-{said.pk} >> text=Reply")
    page.fill(f"#answer-{said.pk}-body", "An hour's work.")

    page.keyboard.press("Escape")
    report_here(page, said)
    page.fill("form.report textarea", "He shouts.")
    page.click(f"#actions-{said.pk} >> text=Reply")
    page.click(f"#actions-{said.pk} >> text=Report")

    assert page.input_value(f"#answer-{said.pk}-body") == "An hour's work."
    assert page.input_value("form.report textarea") == "He shouts."
    assert page.evaluate("document.activeElement.name") == "words"


@WITH_AND_WITHOUT
def test_show_more_leads_to_the_rest_of_a_thread(browse, said, script):
    answers = [make_comment(parent=said) for _ in range(90)]
    page = browse(script=script, address=said.discussion.get_absolute_url())
    assert page.locator(f"#comment-{answers[-1].pk}").count() == 0

    page.click("text=/Show \\d+ more answers/")

    page.wait_for_selector(f"#comment-{answers[-1].pk}")
    if script:
        assert page.evaluate("document.activeElement !== document.body")


def test_new_comments_are_announced_and_shown_where_nothing_moves_before_it_is_asked(browse, said):
    page = browse(script=True, address=said.discussion.get_absolute_url())
    before = page.locator(f"#comment-{said.pk}").bounding_box()
    new = make_comment(discussion=said.discussion, body="Just in.")

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("fetch(document.getElementById('show-new').dataset.poll)")
    page.wait_for_selector("text=Show new comments (1)", timeout=25_000)

    assert page.locator(f"#comment-{said.pk}").bounding_box() == before
    page.click("text=Show new comments (1)")
    page.wait_for_selector(f".new-comments #comment-{new.pk}")
    assert page.locator("#show-new").text_content() == "Look for new comments"


def test_ones_own_comment_posted_by_script_is_neither_announced_nor_shown_twice(page, live_site, said):
    page.clock.install()
    page.goto(f"{live_site.url}/account/login/?next={said.discussion.get_absolute_url()}")
    sign_in(page, make_trusted_reader())
    page.fill("#write-here textarea", "My own words.")
    page.click("#write-here >> text=Publish")
    page.wait_for_selector("[data-own]")
    mine = Comment.objects.get(body="My own words.")
    other = make_comment(discussion=said.discussion, body="Just in.")

    page.clock.fast_forward(20_000)
    page.wait_for_selector("text=Show new comments (1)")
    page.click("#show-new")
    page.wait_for_selector(f".new-comments #comment-{other.pk}")

    assert page.locator(f"#comment-{mine.pk}").count() == 1
