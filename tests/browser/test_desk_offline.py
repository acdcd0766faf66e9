"""No connection at the desk: what did not get through says so, keeps what was chosen, and is pressed again."""

import datetime as dt

import pytest
from django.utils import timezone

from comments.models import Comment, Decision
from newsroom.accounts import roles
from newsroom.accounts.models import Role, User
from tests.browser.waiting import wait_until
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_discussion, make_held_comment, make_rule
from tests.factories.contesting import make_notice

Status = Comment.Status
SAID = "words => document.getElementById('told').textContent === words"
FOCUSED = "selector => document.activeElement.matches(selector)"


@pytest.fixture
def held(live_site):
    """Three comments that wait, the oldest on top."""
    make_rule(1)
    discussion, now = make_discussion(), timezone.now()
    names = ("$& Ines", "Abel", "Ruth")
    return [
        make_held_comment(discussion=discussion, author=make_reader(display_name=name), now=now - dt.timedelta(minutes=9 - n))
        for n, name in enumerate(names)
    ]


@pytest.fixture
def desk(browse, held):
    page = browse("/moderation/", reader=make_moderator(), viewport={"width": 1000, "height": 600})
    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")
    return page


def case(comment):
    return f"#case-{comment.pk}"


def not_decided(name):
    return f"The comment by \u2068{name}\u2069 was not decided: no connection. What you chose is still there; try again."


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def test_a_decision_that_did_not_get_through_says_so_and_is_pressed_again(desk, held):
    first, second, _third = held
    desk.context.set_offline(True)
    desk.keyboard.press("r")
    desk.keyboard.press("1")

    wait_until(desk, SAID, not_decided("$& Ines"))
    assert desk.inner_text(f"{case(first)} [data-not-through]") == not_decided("$& Ines")
    wait_until(desk, FOCUSED, f"{case(first)}[aria-current=true]")
    assert desk.eval_on_selector(f"{case(first)} select", "list => list.selectedOptions[0].dataset.number") == "1"
    assert desk.is_hidden("#swap-failed")
    assert status(first) == Status.HELD

    # Again, still without a connection: the words go and come back.
    desk.keyboard.press("r")
    assert desk.evaluate("document.getElementById('told').textContent").startswith("Type the number")
    desk.keyboard.press("1")
    wait_until(desk, SAID, not_decided("$& Ines"))
    assert desk.locator("[data-not-through]").count() == 1

    desk.context.set_offline(False)
    desk.keyboard.press("r")
    desk.keyboard.press("1")
    desk.wait_for_selector(f"{case(first)}.case-done")
    wait_until(desk, FOCUSED, case(second))
    assert desk.locator("[data-not-through]").count() == 0
    assert status(first) == Status.REMOVED


def test_of_several_failures_the_first_is_gone_on_from_and_nobody_is_taken_out_of_a_sentence(desk, held):
    first, second, third = held
    desk.evaluate("() => { window.real = fetch; window.fetch = () => new Promise((_, fail) => later.push(fail)); }")
    desk.evaluate("() => { window.later = []; }")
    for key in ("a", "a", "n", "1"):
        desk.keyboard.press(key)
    wait_until(desk, FOCUSED, f"#note-{third.pk}")

    desk.evaluate("() => later.forEach((fail) => fail(new TypeError('gone')))")
    wait_until(desk, SAID, "2 things did not get through: no connection. Each says so; try them again.")
    assert desk.evaluate("document.activeElement.id") == f"note-{third.pk}"
    desk.keyboard.type("Stay with the ferries.")
    desk.evaluate("() => { window.fetch = real; }")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(f"{case(third)}.case-done")

    wait_until(desk, FOCUSED, case(first))
    desk.keyboard.press("a")
    desk.keyboard.press("a")
    desk.wait_for_selector(f"{case(second)}.case-done")
    desk.wait_for_selector(f"{case(first)}.case-done")
    assert [status(comment) for comment in held] == [Status.PUBLISHED, Status.PUBLISHED, Status.REMOVED]


def test_a_decision_that_is_refused_to_whoever_is_no_longer_a_moderator_asks_for_no_second_try(desk, held):
    roles.dismiss(User.objects.get(groups__name=Role.MODERATOR), Role.MODERATOR, by=None)
    desk.keyboard.press("a")

    why = "This is not open to you. You are no longer a moderator, so nothing was done. Ask an administrator if that is wrong."
    wait_until(desk, SAID, f"The comment by \u2068$& Ines\u2069 was not decided: {why}")
    assert status(held[0]) == Status.HELD


def test_an_undoing_that_did_not_get_through_is_still_the_last_that_can_be_undone(desk, held):
    first, second, _third = held
    for comment in (first, second):
        desk.keyboard.press("a")
        desk.wait_for_selector(f"{case(comment)}.case-done")
    desk.context.set_offline(True)
    desk.keyboard.press("u")
    wait_until(desk, SAID, "Nothing was done about the comment by \u2068Abel\u2069: no connection. Try again.")

    desk.context.set_offline(False)
    desk.keyboard.press("u")
    desk.wait_for_selector(f"{case(second)} .decide")

    assert [status(comment) for comment in held[:2]] == [Status.PUBLISHED, Status.HELD]
    assert not Decision.objects.filter(comment_id=first.pk, kind="undo").exists()


def test_what_is_answered_in_writing_says_so_to_every_key_and_is_opened_by_one(browse, live_site):
    make_rule(1)
    notice = make_notice()
    desk = browse("/moderation/", reader=make_moderator(), viewport={"width": 1000, "height": 600})
    desk.wait_for_selector(".case[aria-current=true] a[data-answer]")

    for key in "arnefwx":
        desk.keyboard.press(key)
        assert desk.inner_text("#told") == "This is answered in writing: Enter opens it."
        # Another key in between takes the words away again.
        desk.keyboard.press("k")
        assert desk.inner_text("#told") == ""
    desk.keyboard.press("Enter")

    desk.wait_for_url(f"**/moderation/notices/{notice.pk}/")
