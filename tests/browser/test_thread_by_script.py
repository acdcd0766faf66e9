"""What script adds to a thread: forms that open in it and are put away, what is new, a badge that comes at once."""

import pytest

from comments import limits
from comments.models import Comment, Ranking
from tests.factories.accounts import make_editor, make_reader
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader


@pytest.fixture
def said(live_site):
    """A comment that one can answer."""
    return make_comment(discussion=make_discussion(), body="The barrier costs too much.")


def report_here(page, comment):
    """Press a comment's Report and wait for the form in place."""
    page.click(f"#actions-{comment.pk} >> text=Report")
    page.wait_for_selector(f"#reply-{comment.pk} form.report")


def test_a_report_is_cancelled_by_its_link_or_escape_and_the_focus_goes_back(browse, said):
    make_rule()
    page = browse(said.get_absolute_url(), reader=make_reader())
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
    page = browse(said.get_absolute_url(), reader=make_trusted_reader())
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


def test_new_comments_are_announced_and_shown_where_nothing_moves_before_it_is_asked(browse, said):
    page = browse("about:blank")
    page.clock.install()
    page.goto(said.discussion.get_absolute_url())
    before = page.locator(f"#comment-{said.pk}").bounding_box()
    new = make_comment(discussion=said.discussion, body="Just in.")

    page.clock.fast_forward(20_000)
    page.wait_for_selector("text=Show new comments (1)")

    assert page.locator(f"#comment-{said.pk}").bounding_box() == before
    page.click("text=Show new comments (1)")
    page.wait_for_selector(f".new-comments #comment-{new.pk}")
    assert page.locator("#show-new").text_content() == "Look for new comments"


def test_ones_own_comment_posted_by_script_is_neither_announced_nor_shown_twice(browse, said):
    page = browse("about:blank", reader=make_trusted_reader())
    page.clock.install()
    page.goto(said.discussion.get_absolute_url())
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


def test_the_badge_of_a_pick_comes_and_goes_with_the_press_that_makes_it(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_editor())
    badge = page.locator(f"#comment-{said.pk} .comment-head >> text=Editors’ pick")
    before = badge.count()

    page.click(f"#actions-{said.pk} button >> text=Pick")
    page.wait_for_selector(f"#actions-{said.pk} button[aria-pressed=true]")
    picked, focused = badge.is_visible(), page.evaluate("document.activeElement.ariaPressed")
    page.click(f"#actions-{said.pk} button >> text=Pick")
    page.wait_for_selector(f"#actions-{said.pk} button[formaction$='/feature/']")

    assert (before, picked, focused, badge.count()) == (0, True, "true", 0)


def test_show_more_says_so_once_the_order_has_moved_on_and_shows_nothing_twice(browse, said, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 1)
    make_comment(discussion=said.discussion)
    begins = f"{said.discussion.get_absolute_url()}?order=best"
    page = browse(begins)
    before = page.locator(".thread > li[id]").count()
    Ranking.objects.all().delete()

    page.click("text=Show more threads")
    page.wait_for_selector("text=The order has changed meanwhile.")
    after, announced = page.locator(".thread > li[id]").count(), page.text_content("p[role=status].visually-hidden")
    focused = page.evaluate("document.activeElement.textContent")
    with page.expect_navigation():
        page.click("text=Start again from the top")

    assert (before, after, announced) == (1, 1, "")
    assert "The order has changed meanwhile." in focused
    assert page.url.endswith(begins)
