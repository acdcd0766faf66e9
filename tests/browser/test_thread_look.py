"""A thread keeps to its column, and the bar beside the comment that a permalink names crosses nothing."""

import pytest

from comments.moderation import decisions
from tests.factories.accounts import make_editor
from tests.factories.comments import make_chain, make_discussion

LEFT = "e => e.getBoundingClientRect().left"
RIGHT = "e => e.getBoundingClientRect().right"


@pytest.fixture
def chain(live_site):
    """A comment and answers down to the last indentation, each as wide as its line."""
    return make_chain(make_discussion(), deep=6)


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_bar_stands_beside_the_avatar_and_no_answer_leaves_the_column(browser, live_site, chain, width):
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(live_site.url + chain[0].get_absolute_url())
    marked = page.locator(f"#comment-{chain[0].pk} > .comment")

    bar = marked.evaluate(LEFT) + 3
    edge = page.locator(".conversation-head").evaluate(RIGHT)
    rights = page.locator(".comment").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")

    assert marked.evaluate("e => getComputedStyle(e).borderInlineStartWidth") == "3px"
    assert bar < marked.locator(".avatar").evaluate(LEFT)
    assert len(rights) == len(chain)
    assert max(rights) <= edge + 1
    page.context.close()


def test_all_five_orders_stand_on_one_line_of_a_telephone(browser, live_site, chain):
    decisions.feature(chain[0], by=make_editor())
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(live_site.url + chain[0].discussion.get_absolute_url())

    tops = page.locator(".sorts a").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")

    assert len(tops) == 5
    assert len(set(tops)) == 1
    page.context.close()
