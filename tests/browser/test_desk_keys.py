"""The keys of the desk: what was decided last is undone first, no key dies without a word, a note is written by keys."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import limits
from comments.models import Comment, Decision
from tests.browser.signing_in import sign_in
from tests.browser.waiting import follow
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_discussion, make_held_comment, make_rule

Status = Comment.Status
TOLD = "document.getElementById('told').textContent"


@pytest.fixture
def held(live_site):
    """Six comments that wait, the oldest on top, and rules 1 to 3."""
    for number in (1, 2, 3):
        make_rule(number)
    discussion, now = make_discussion(), timezone.now()
    return [make_held_comment(discussion=discussion, now=now - dt.timedelta(minutes=9 - n)) for n in range(6)]


@pytest.fixture
def desk(page, live_site, held):
    """The desk with the first case under the keys."""
    sign_in(page, live_site, make_moderator(), to="/moderation/")
    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")
    return page


def done(page, comment):
    page.wait_for_selector(f"#case-{comment.pk}.case-done", state="attached")


def again(page, comment):
    page.wait_for_selector(f"#case-{comment.pk} .decide")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def test_the_last_decision_is_undone_first_and_then_the_one_before(desk, held):
    press(desk, "a", "a", "a")
    for comment in held[:3]:
        done(desk, comment)

    # The key stands beside the one that it undoes.
    assert [desk.is_visible(f"#case-{comment.pk} .undo kbd") for comment in held[:3]] == [False, False, True]
    press(desk, "u")
    again(desk, held[2])
    # Undone by its button meanwhile: passed over.
    desk.click(f"#case-{held[1].pk} [data-key=u]")
    again(desk, held[1])
    press(desk, "u")
    again(desk, held[0])
    assert [status(comment) for comment in held[:3]] == [Status.HELD] * 3
    press(desk, "u")

    assert "nothing left that can be undone" in desk.evaluate(TOLD)
    assert desk.get_attribute("#told", "role") == "status"


def test_a_decision_on_its_way_is_undone_once_it_is_answered(desk, held):
    press(desk, "a", "u")
    desk.wait_for_selector(f"#case-{held[0].pk}:has-text('Undone.')")

    kinds = Decision.objects.filter(comment_id=held[0].pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["hold", "approve", "undo"]


def test_what_can_be_undone_no_more_is_passed_over(desk, held, monkeypatch):
    monkeypatch.setattr(limits, "UNDO_WINDOW", dt.timedelta(seconds=2))
    press(desk, "a")
    done(desk, held[0])
    desk.wait_for_selector(f"#case-{held[0].pk} [data-key=u]:disabled", state="attached")

    press(desk, "u")

    assert "nothing left that can be undone" in desk.evaluate(TOLD)
    assert status(held[0]) == Status.PUBLISHED


def test_a_number_that_is_no_rule_is_answered_and_every_other_key_goes_on(desk, held):
    press(desk, "r")
    assert desk.evaluate(TOLD) == "Type the number of the rule: 1, 2, 3."
    press(desk, "9")
    assert desk.evaluate(TOLD) == "No rule has the number 9. There are: 1, 2, 3."
    press(desk, "z")
    assert "No rule has the number z." in desk.evaluate(TOLD)
    # By itself Enter would press the form's first button, which approves.
    press(desk, "Enter")
    assert status(held[0]) == Status.HELD

    press(desk, "j")
    assert desk.evaluate("document.activeElement.id") == f"case-{held[1].pk}"
    press(desk, "r", "9", "2")
    done(desk, held[1])
    press(desk, "r", "7", "a")
    done(desk, held[2])

    assert [status(comment) for comment in held[:3]] == [Status.HELD, Status.REMOVED, Status.PUBLISHED]
    assert desk.evaluate(TOLD) == ""


def test_a_removal_with_a_note_by_keys_alone(desk, held):
    press(desk, "n", "2")
    assert desk.evaluate("document.activeElement.id") == f"note-{held[0].pk}"
    assert "Ctrl + Enter removes" in desk.evaluate(TOLD)
    desk.keyboard.type("Stay with the 2 ferries, a u r.")
    press(desk, "Control+Enter")
    done(desk, held[0])

    removal = Decision.objects.get(comment_id=held[0].pk, kind="remove")
    assert (removal.rule_number, removal.evidence.note) == (2, "Stay with the 2 ferries, a u r.")
    assert desk.evaluate("document.activeElement.id") == f"case-{held[1].pk}"
    press(desk, "?")
    legend = " ".join(desk.inner_text("#all-keys").split())
    assert "Esc leave a field" in legend
    assert "N the same with a note to the author, sent by Ctrl Enter" in legend


def test_a_page_of_decisions_folds_all_but_the_newest_and_moves_nothing(desk, held):
    desk.set_viewport_size({"width": 1000, "height": 300})
    place = f"Math.round(document.getElementById('case-{held[4].pk}').getBoundingClientRect().top)"
    press(desk, *"aaa")
    for comment in held[:3]:
        done(desk, comment)
    assert not desk.is_visible("#decided-before")

    press(desk, "a")
    before = desk.evaluate(place)
    done(desk, held[3])
    desk.wait_for_selector("#decided-before:text-is('1 decided before')")

    assert abs(desk.evaluate(place) - before) <= 1
    assert [comment.pk for comment in held[:4] if not desk.is_visible(f"#case-{comment.pk}")] == [held[0].pk]
    desk.click("#decided-before")
    desk.click(f"#case-{held[0].pk} [data-key=u]")
    again(desk, held[0])
    assert status(held[0]) == Status.HELD


def test_without_script_no_key_is_shown_and_every_decision_can_be_undone(browser, live_site, held):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, make_moderator(), to="/moderation/")
    for comment in held[:5]:
        follow(page, f"#case-{comment.pk} [value=approve]")

    assert not page.locator("kbd:visible, #keys:visible, .told:visible").count()
    assert page.locator(".just-decided .undo:visible").count() == limits.DECISIONS_SHOWN
    page.click("text=2 decided before")
    follow(page, ".decided-before .undo button >> nth=-1")

    assert status(held[0]) == Status.HELD
    assert "Undone." in page.inner_text("body")
    page.context.close()
