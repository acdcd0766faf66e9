"""A reader reads a conversation to its end: every order, page, branch and thread, one comment; and what is new."""

import pytest

from comments import counting, exposures, limits, recommending
from comments.moderation import decisions
from tests.comments.growing import copied
from tests.factories.accounts import make_editor, make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


class Busy:
    """A conversation of five threads on two pages; the first was answered at length, the second deeply."""

    def __init__(self):
        self.discussion = make_discussion()
        author = make_trusted_reader(display_name="Ada Lind")
        self.threads = [copied(self.discussion, parent=None, author=author) for _ in range(5)]
        self.answers = [copied(self.discussion, parent=self.threads[0], author=author) for _ in range(30)]
        self.chain = [self.threads[1]]
        for _ in range(8):
            self.chain.append(copied(self.discussion, parent=self.chain[-1], author=author))
        counting.recount(self.discussion)


@pytest.fixture
def busy(live_site, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 3)
    monkeypatch.setattr(limits, "COMMENTS_ON_A_PAGE", 25)
    return Busy()


def test_a_reader_goes_through_the_orders(visit, busy):
    liked, picked = busy.threads[3], busy.chain[4]
    exposures.add({liked.pk: 100})
    for _ in range(5):
        recommending.recommend(liked, by=make_reader())
    decisions.feature(picked, by=make_editor())
    page = visit(busy.discussion.article.get_absolute_url())
    begins_with = {
        "Best": liked,
        "Oldest": busy.threads[0],
        "Most answered": busy.threads[0],
        "Newest": busy.threads[4],
        "Editors’ picks": picked,
    }

    for order, first in begins_with.items():
        page.click(f".sorts a >> text={order}")
        page.wait_for_selector(f".sorts [aria-current] >> text={order}")
        assert page.locator("#thread > .branch").first.get_attribute("id") == f"comment-{first.pk}", order


def test_a_reader_reaches_the_end_of_everything(visit, busy, script):
    whole = busy.discussion.get_absolute_url()
    page = visit(whole)

    page.click("text=Show more threads")
    page.wait_for_selector(f"#comment-{busy.threads[0].pk}")
    assert page.locator(f"#comment-{busy.threads[4].pk}").count() == int(script)
    assert page.evaluate("document.activeElement !== document.body") or not script

    page.click("text=/Show \\d+ more answers/")
    page.wait_for_selector(f"#comment-{busy.answers[-1].pk}")
    assert page.evaluate("document.activeElement !== document.body") or not script
    if not script:
        page.go_back()

    page.click("text=Continue this thread")
    page.wait_for_url(f"**{busy.chain[6].get_absolute_url()}")
    page.click(f"#comment-{busy.chain[8].pk} .comment-time")
    page.wait_for_url(f"**{busy.chain[8].get_absolute_url()}")
    assert page.locator(f".ancestors #comment-{busy.chain[0].pk}").count() == 1
    assert page.locator(f".comment-marked#comment-{busy.chain[8].pk}").count() == 1

    page.click("text=See it in the whole conversation")
    page.wait_for_url(f"**{whole}**")
    assert page.locator(f"#comment-{busy.chain[0].pk} > .comment").is_visible()
    assert page.locator(f"#comment-{busy.threads[0].pk} > .comment").is_visible()


def test_somebody_signed_in_finds_what_is_new_and_the_next_of_it(visit, live_site, script):
    discussion = make_discussion()
    make_comment(discussion=discussion)
    page = visit(discussion.get_absolute_url(), reader=make_trusted_reader())
    older, newer = make_comment(discussion=discussion), make_comment(discussion=discussion)

    # Another tab is another visit: it has forgotten the last one, the site has not.
    page = page.context.new_page()
    page.goto(discussion.get_absolute_url())
    page.wait_for_selector("text=2 new comments since your last visit")
    assert page.locator(".comment .new-mark").count() == 2
    page.click(f"#comment-{newer.pk} .new-mark")

    if script:
        assert page.evaluate("document.activeElement.closest('li.branch').id") == f"comment-{older.pk}"
    else:
        assert page.url.endswith(f"#comment-{older.pk}")


def test_the_line_leads_to_what_is_new_where_the_page_does_not_show_it(visit, busy):
    page = visit(busy.discussion.get_absolute_url(), reader=make_trusted_reader())
    last = make_comment(parent=busy.threads[0])

    page = page.context.new_page()
    page.goto(busy.discussion.get_absolute_url())
    page.click("text=1 new comment since your last visit")

    page.wait_for_selector(f"#comment-{last.pk}")
    assert "/new/?since=" in page.url


def test_a_thread_is_folded_away_only_where_script_can_open_it_again(visit, busy, script):
    page = visit(busy.chain[0].discussion.get_absolute_url() + "?order=oldest")
    folds, answer = page.locator("li > .fold"), page.locator(f"#comment-{busy.chain[1].pk}")

    assert folds.count() == (3 if script else 0)
    assert answer.is_visible()
    if script:
        page.click(f"#comment-{busy.chain[0].pk} > .fold")
        assert not answer.is_visible()
