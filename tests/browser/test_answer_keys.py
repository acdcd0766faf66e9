"""An objection and a notice answered by keys alone: chosen, written, sent, taken back; and no letter of a word is a key."""

import pytest

from comments.models import Comment, Notice, Objection
from tests.browser.keys import press, reach
from tests.browser.waiting import wait_until
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_rule
from tests.factories.contesting import ANSWER, make_notice, make_objection

FOCUSED = "selector => document.activeElement.matches(selector)"
TYPED = "(key, code) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }))"


@pytest.fixture
def objection(live_site):
    return make_objection()


@pytest.fixture
def page(browse, objection):
    return browse(f"/moderation/objections/{objection.pk}/", reader=make_moderator())


def outcome(thing):
    return type(thing).objects.get(pk=thing.pk).outcome


def test_an_objection_is_upheld_by_keys_and_taken_back_by_one(page, objection):
    press(page, "a", then="#answer-words")
    assert page.is_checked("#answer input[value=upheld]")
    # Every key of the page is among these, and here they are letters.
    page.keyboard.type(f"jakur? {ANSWER}")
    assert page.input_value("#answer-words") == f"jakur? {ANSWER}"
    assert page.is_checked("#answer input[value=upheld]")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".undo [data-key=u]")
    assert outcome(objection) == Objection.Outcome.UPHELD
    assert Comment.objects.get(pk=objection.comment_id).status == "published"

    page.keyboard.press("u")
    page.wait_for_selector("#answer")
    assert page.input_value("#answer-words") == f"jakur? {ANSWER}"
    assert outcome(objection) == Objection.Outcome.OPEN


def test_a_field_is_left_by_escape_the_other_choice_is_another_key_and_all_are_named_by_one(page, objection):
    press(page, "a", then="#answer-words")
    page.keyboard.press("Escape")
    press(page, "r", then="#answer-words")
    assert page.is_checked("#answer input[value=rejected]")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    wait_until(page, FOCUSED, "#keys")
    # On the place of A of a Latin keyboard.
    page.evaluate(f"({TYPED})('ф', 'KeyA')")
    wait_until(page, FOCUSED, "#answer-words")
    assert page.is_checked("#answer input[value=upheld]")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer-words[aria-invalid=true]")
    assert outcome(objection) == Objection.Outcome.OPEN


def test_a_comment_is_removed_after_a_notice_by_keys_under_a_rule(browse, live_site):
    rule, notice = make_rule(), make_notice()
    page = browse(f"/moderation/notices/{notice.pk}/", reader=make_moderator())

    press(page, "r", then="#answer-rule")
    page.keyboard.press("ArrowDown")
    assert page.input_value("#answer-rule") == str(rule.pk)
    reach(page, "#answer-words", by="Shift+Tab")
    page.keyboard.type(ANSWER)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".undo [data-key=u]")

    assert outcome(notice) == Notice.Outcome.REMOVED
    assert Comment.objects.get(pk=notice.comment_id).status == "removed"


def test_one_key_leads_back_to_the_list_as_it_was_narrowed_down(browse, objection):
    page = browse(f"/moderation/objections/{objection.pk}/?queue=objections&order=newest", reader=make_moderator())

    page.keyboard.press("k")

    page.wait_for_url("**/moderation/?queue=objections&order=newest")
