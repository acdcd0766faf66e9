"""A moderator clears a queue: by keys alone, and by buttons with script off."""

import pytest

from comments.models import Comment, Decision
from comments.moderation import queue
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, make_moderator
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule

Status = Comment.Status


@pytest.fixture
def waiting(live_site):
    """Two held comments and a reported one, and somebody to decide on them."""
    make_rule(1)
    rule = make_rule(2)
    discussion = make_discussion()
    reported = make_comment(discussion=discussion, body="Nobody from the north side ever pays.")
    make_report(comment=reported, rule=rule, words="This is about people.")
    held = [make_held_comment(discussion=discussion, body=body) for body in ("First words here.", "And mine.")]
    return make_moderator(), reported, held


def sign_in(page, site, user):
    page.goto(f"{site.url}/account/login/?next=/moderation/")
    page.fill("input[name=login]", user.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_url("**/moderation/")


def test_a_moderator_clears_a_queue_by_keys_alone(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator)
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("r")
    page.keyboard.press("2")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[1].pk}.case-done")

    assert queue.counts()[queue.Queue.ALL] == 0
    reported.refresh_from_db()
    assert reported.status == Status.REMOVED
    assert Decision.objects.get(comment_id=reported.pk, kind="remove").rule_number == 2
    assert set(Comment.objects.filter(pk__in=[c.pk for c in held]).values_list("status", flat=True)) == {Status.PUBLISHED}


def test_with_more_than_nine_rules_the_digits_choose_and_enter_removes(page, live_site, waiting):
    moderator, reported, _held = waiting
    for number in range(3, 13):
        make_rule(number)
    sign_in(page, live_site, moderator)
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("r")
    page.keyboard.press("1")
    page.keyboard.press("2")
    chosen = page.evaluate("document.activeElement.selectedOptions[0].dataset.number")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")

    assert chosen == "12"
    assert Decision.objects.get(comment_id=reported.pk, kind="remove").rule_number == 12


def test_one_key_undoes_and_the_case_is_where_one_looks(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator)
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")
    page.keyboard.press("u")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true] .decide")

    assert page.evaluate("document.activeElement.id") == f"case-{reported.pk}"
    assert queue.counts()[queue.Queue.REPORTED] == 1


def test_keys_move_and_are_left_alone_in_a_field(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator)
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == f"case-{held[0].pk}"

    # The note opens with a rule chosen: it is read beside one.
    page.select_option(f"#rule-{held[0].pk}", index=1)
    page.focus(f"#note-{held[0].pk}")
    page.keyboard.type("jar and rule")
    assert page.input_value(f"#note-{held[0].pk}") == "jar and rule"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"case-{held[0].pk}"
    assert queue.counts()[queue.Queue.ALL] == 3


def test_a_key_held_down_decides_once(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator)
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    for _ in range(3):
        page.keyboard.down("a")
    page.keyboard.up("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")

    # Nothing else was pressed: pressing now decides on the next case, and only then two are done.
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    assert queue.counts()[queue.Queue.ALL] == 1


def test_a_moderator_clears_a_queue_with_script_off(browser, live_site, waiting):
    moderator, reported, held = waiting
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, moderator)

    page.select_option(f"#rule-{reported.pk}", label="2. Stay with the subject")
    page.fill(f"#note-{reported.pk}", "Write about the fare.")
    page.click(f"#case-{reported.pk} button[value=remove]")
    assert "Removed under rule 2" in page.inner_text(".undo")
    page.click(".undo button")
    assert "Undone" in page.inner_text("main, .messages")
    for comment in [reported, *held]:
        page.click(f"#case-{comment.pk} button[value=approve]")

    assert "Nothing waits" in page.inner_text("main")
    assert User.objects.get(pk=moderator.pk).is_moderator
    page.context.close()
