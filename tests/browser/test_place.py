"""One's own place in a conversation, in a browser: what is new, the next of it, threads folded away; nothing moves."""

import functools

import pytest

from comments.models import Visit
from tests.browser.waiting import wait_until
from tests.factories.comments import make_comment, make_discussion, make_thread, make_trusted_reader


@pytest.fixture
def discussion(live_site):
    return make_discussion()


@pytest.fixture
def browse(browse):
    """In a window that is less high than a conversation."""
    return functools.partial(browse, viewport={"width": 820, "height": 700})


def come_back(page, address):
    """Open a page anew on another visit: the tab has forgotten the last one, the browser has not."""
    page.goto("about:blank")
    page = page.context.new_page()
    page.goto(address)
    return page


def focused(page):
    return page.evaluate("document.activeElement.closest('li.branch')?.id")


def seen_through(page, discussion):
    """Have the conversation before one's eyes, until the browser has remembered how far its reader has come."""
    page.locator("#thread").scroll_into_view_if_needed()
    wait_until(page, f"(localStorage.getItem('places') || '').includes('\"{discussion.pk}\"')")


SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def watch_shifts(page):
    """Count, on every further page of this browser, how much moves."""
    # Without the paper's face: one that arrives after the first words were painted moves them by a hair.
    page.context.route("**/fonts/**", lambda route: route.abort())
    page.context.add_init_script(SHIFTS)


def test_a_stranger_finds_what_is_new_by_what_the_browser_remembers_and_nothing_moves(browse, discussion):
    make_comment(discussion=discussion)
    page = browse(discussion.get_absolute_url())
    assert page.locator(".next-new").count() == 0
    seen_through(page, discussion)
    new = make_comment(discussion=discussion)

    watch_shifts(page)
    page = come_back(page, discussion.get_absolute_url())
    page.wait_for_selector("text=1 new comment since your last visit")

    assert page.locator(f"#comment-{new.pk} .new-mark").count() == 1
    assert page.locator(".comment .new-mark").count() == 1
    assert page.evaluate("window.shifts") == 0


def test_what_is_being_read_stays_where_it_is_when_new_comments_are_announced_and_when_they_are_shown(browse, discussion):
    comments = [make_comment(discussion=discussion) for _ in range(12)]
    page = browse("about:blank")
    watch_shifts(page)
    page.clock.install()
    page.goto(discussion.get_absolute_url())
    # The first of them, on a page that was not scrolled: there a browser by itself keeps nothing in its place.
    read = page.locator(f"#comment-{comments[-1].pk}")
    before = read.bounding_box()["y"]
    new = [make_comment(discussion=discussion) for _ in range(3)]

    page.clock.fast_forward(20_000)
    page.wait_for_selector("text=Show new comments (3)", state="attached")
    page.wait_for_timeout(100)
    announced = page.evaluate("window.shifts")
    # By script, because pressing would first bring the link into view.
    page.evaluate("document.getElementById('show-new').click()")
    page.wait_for_selector(f".new-comments #comment-{new[-1].pk}", state="attached")
    page.wait_for_timeout(100)

    assert (announced, page.evaluate("window.shifts")) == (0, 0)
    # A browser scrolls by whole pixels.
    assert abs(read.bounding_box()["y"] - before) < 1


def test_what_was_new_stays_marked_for_as_long_as_the_visit_lasts(browse, discussion):
    make_comment(discussion=discussion)
    reader = make_trusted_reader()
    page = browse(discussion.get_absolute_url(), reader=reader)
    make_comment(discussion=discussion)
    page = come_back(page, discussion.article.get_absolute_url())
    page.wait_for_selector("text=1 new comment since your last visit")
    unread = Visit.objects.get(reader=reader).number

    with page.expect_response("**/seen/") as told:
        page.locator("#thread").scroll_into_view_if_needed()
    page.reload()

    page.wait_for_selector("text=1 new comment since your last visit")
    assert page.locator(".comment .new-mark").count() == 1
    assert (told.value.status, unread, Visit.objects.get(reader=reader).number) == (204, 1, 2)


def test_n_goes_from_one_new_comment_to_the_next_and_is_a_letter_where_one_writes(browse, discussion):
    make_comment(discussion=discussion)
    page = browse(discussion.get_absolute_url(), reader=make_trusted_reader())
    older, newer = make_comment(discussion=discussion), make_comment(discussion=discussion)
    page = come_back(page, discussion.get_absolute_url())
    walked = []

    for _ in range(3):
        page.keyboard.press("n")
        walked.append(focused(page))
    page.focus("#write-here textarea")
    page.keyboard.press("n")

    assert walked == [f"comment-{newer.pk}", f"comment-{older.pk}", f"comment-{newer.pk}"]
    assert page.input_value("#write-here textarea") == "n"


def test_the_key_is_named_beside_what_is_new_and_stays_switched_off(browse, discussion):
    make_comment(discussion=discussion)
    page = browse(discussion.get_absolute_url())
    seen_through(page, discussion)
    new = make_comment(discussion=discussion)
    watch_shifts(page)
    page = come_back(page, discussion.get_absolute_url())
    switch = page.locator(".place .next-key")
    page.wait_for_selector("text=Key N: on")

    switch.focus()
    page.keyboard.press("Enter")
    said, kept_focus = switch.text_content(), page.evaluate("document.activeElement.classList.contains('next-key')")
    page.keyboard.press("n")
    while_off = focused(page)
    page.reload()
    page.wait_for_selector("text=Key N: off")
    page.keyboard.press("n")
    after_reload = focused(page)
    shifts = page.evaluate("window.shifts")
    switch.click()
    page.keyboard.press("n")

    assert (said, kept_focus, while_off, after_reload, shifts) == ("Key N: off", True, None, None, 0)
    assert focused(page) == f"comment-{new.pk}"


def test_a_thread_is_folded_away_by_keys_stays_so_and_comes_back_with_the_focus_kept(browse, discussion):
    first, answer = make_thread(discussion, answers=1)
    page = browse(discussion.get_absolute_url())
    fold = page.locator(f"#comment-{first.pk} > .fold")

    fold.focus()
    page.keyboard.press("Enter")
    folded = fold.text_content(), fold.get_attribute("aria-expanded"), page.locator(f"#comment-{answer.pk}").is_visible()
    kept_focus = page.evaluate("document.activeElement.className")
    page.reload()
    after_reload = page.locator(f"#comment-{answer.pk}").is_visible()
    fold.focus()
    page.keyboard.press("Space")

    assert folded == (f"{first.author}, 1 answer hidden", "false", False)
    assert kept_focus == "fold"
    assert not after_reload
    assert page.locator(f"#comment-{answer.pk}").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_n_and_a_link_open_a_folded_thread(browse, discussion):
    first, answer = make_thread(discussion, answers=1)
    page = browse(discussion.get_absolute_url())
    seen_through(page, discussion)
    page.click(f"#comment-{first.pk} > .fold")
    new = make_comment(parent=first)

    linked = come_back(page, f"{discussion.get_absolute_url()}#comment-{answer.pk}")
    by_link = linked.locator(f"#comment-{answer.pk}").is_visible()
    linked.click(f"#comment-{first.pk} > .fold")
    linked.evaluate(f"location.hash = 'comment-{new.pk}'")
    linked.wait_for_selector(f"#comment-{new.pk}", state="visible")
    linked.click(f"#comment-{first.pk} > .fold")
    linked.keyboard.press("Escape")
    linked.evaluate("document.activeElement.blur()")
    linked.keyboard.press("n")

    assert by_link
    assert focused(linked) == f"comment-{new.pk}"
    assert linked.locator(f"#comment-{new.pk}").is_visible()


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "after a second"])
def test_showing_new_comments_moves_nothing_that_is_being_read(browse, discussion, slow):
    for _ in range(12):
        read = make_comment(discussion=discussion)
    page = browse("about:blank")
    watch_shifts(page)
    page.goto(discussion.get_absolute_url())
    if slow:
        page.route("**/part/new-comments/**", lambda route: (page.wait_for_timeout(1000), route.continue_()))
    fresh = [make_comment(discussion=discussion) for _ in range(5)]
    page.locator("#show-new").scroll_into_view_if_needed()
    before, shifted = page.locator(f"#comment-{read.pk}").bounding_box(), page.evaluate("window.shifts")

    page.click("#show-new")
    page.wait_for_selector(f".new-comments #comment-{fresh[0].pk}")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    assert page.locator(f"#comment-{read.pk}").bounding_box()["y"] == pytest.approx(before["y"], abs=1)
    assert page.evaluate("window.shifts") == shifted
    assert page.evaluate("document.activeElement !== document.body")
