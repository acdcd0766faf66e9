"""The desk and its corner of the admin, with and without standards: for axe on a telephone in the dark, and by keys."""

import pytest
from django.urls import reverse

from comments.moderation import standards
from tests.browser.axe import objections
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader
from tests.factories.contesting import make_notice

ADMIN = ["/admin/comments/rule/", "/admin/comments/rule/add/", "/admin/comments/listedword/", "/admin/comments/listedword/add/"]


@pytest.fixture
def desk(browse):
    """A moderator's browser on a telephone, signed in."""
    return browse("/moderation/", reader=make_moderator(), color_scheme="dark", viewport={"width": 390, "height": 844})


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_a_moderator_of_a_new_site_finds_the_suggested_standards_and_adopts_them(desk, live_site):
    make_held_comment()
    desk.reload()
    found = objections(desk)

    desk.click(".notice a")
    desk.wait_for_selector("text=Adopt these standards")
    found += objections(desk)
    desk.click("text=Adopt these standards")
    desk.wait_for_selector(".messagelist")

    assert standards.rules_in_force().count() == 8
    assert not found + objections(desk)


def test_the_moderators_corner_of_the_admin_is_no_wider_than_a_telephone(desk, live_site):
    standards.adopt_suggested()

    for address in ADMIN:
        desk.goto(live_site.url + address)
        assert sideways(desk) <= 0, address


def test_the_end_of_the_queue_pleases_axe_and_the_log_fits_a_telephone(desk, live_site):
    make_held_comment()
    desk.reload()
    desk.keyboard.press("a")
    desk.wait_for_selector(".ending-title:focus")
    found = objections(desk)
    desk.goto(f"{live_site.url}/moderation/log/")

    assert not found + objections(desk)
    assert sideways(desk) <= 0


@pytest.mark.parametrize("name", ["numbers", "policy"])
def test_a_page_of_wide_tables_is_no_wider_than_a_telephone(desk, live_site, name):
    make_held_comment()
    desk.goto(live_site.url + reverse(f"moderation:{name}"))

    assert sideways(desk) <= 0
    assert set(desk.eval_on_selector_all(".table-scroll", "all => all.map(one => getComputedStyle(one).overflowX)")) == {"auto"}


def test_on_the_page_of_one_comment_the_focus_stays_with_what_was_done(desk, live_site):
    comment = make_held_comment()
    desk.goto(live_site.url + reverse("moderation:case", args=[comment.pk]))

    desk.keyboard.press("a")
    desk.wait_for_selector(f"#case-{comment.pk}.case-done:focus")
    desk.keyboard.press("u")

    desk.wait_for_selector(f"#case-{comment.pk}:focus .decide")


@pytest.mark.parametrize("width", [390, 1440])
def test_words_from_right_to_left_have_their_line_on_the_right_and_a_name_stays_in_its_list(browse, live_site, width):
    make_rule()
    author = make_trusted_reader(display_name="ليلى الحداد")
    answered = make_comment(author=author, body="هذا ليس عدلاً.")
    answer = make_held_comment(parent=answered, body="It is.")
    notice = make_notice(comment=answered)
    page = browse(f"/moderation/case/{answer.pk}/", reader=make_moderator(), viewport={"width": width, "height": 900})

    line = page.locator(f"#case-{answer.pk} .case-parent > div > p")
    assert line.evaluate("words => [words.clientLeft, words.offsetWidth - words.clientWidth]") == [0, 1]
    page.goto(f"/moderation/notices/{notice.pk}/")
    left = "part => Math.round(part.getBoundingClientRect().left)"
    name = page.locator("p:has(> a[href^='/moderation/readers/']) > a", has_text="ليلى").first
    assert name.evaluate(left) == name.locator("..").evaluate(left)
