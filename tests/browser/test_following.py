"""Following in a browser: pressed, told, counted in the header, opened and read, with script and without."""

import pytest

from comments import telling
from comments.models import Following, Notification
from tests.browser.signing_in import sign_in
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


@pytest.fixture
def begun(live_site):
    """What Mara began a thread with."""
    return make_comment(discussion=make_discussion(), author=make_trusted_reader(display_name="Mara Quist"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_thread_is_followed_told_of_and_read(live_site, browser, begun, script):
    page = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, live_site, make_reader(), to="/account/")
    page.goto(live_site.url + begun.discussion.article.get_absolute_url())
    follow = page.get_by_role("button", name="Follow the thread that Mara Quist began")

    follow.press("Enter")
    following = page.get_by_role("button", name="Following the thread that Mara Quist began", pressed=True)
    following.wait_for()
    if script:
        # Shortened: the page is still the story's, and the focus stays on the button.
        assert page.url.endswith(begun.discussion.article.get_absolute_url())
        assert following.evaluate("button => button === document.activeElement")
    assert Following.objects.get().thread == begun

    answer = make_comment(parent=begun, body="An answer that is told.")
    telling.spread(answer.pk)
    page.goto(f"{live_site.url}/latest/")
    page.get_by_role("link", name="News (1) unread").click()
    page.get_by_role("heading", name="News for you").wait_for()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(f"**{answer.get_absolute_url()}")

    assert page.get_by_text("An answer that is told.").is_visible()
    assert not page.get_by_role("link", name="News (").count()
    assert not Notification.objects.unread().filter(kind=Notification.Kind.FOLLOWED).exists()
