"""Whoever decides on what has changed meanwhile reads what changed; nothing is written, and it is no error."""

import pytest

from comments import editing
from comments.models import Decision
from comments.moderation import decisions
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule
from tests.moderation.desk import BY_SCRIPT, decide, form

pytestmark = pytest.mark.django_db


def answer_to(desk, comment, sent):
    answer = desk.post(f"/moderation/case/{comment.pk}/decide/", sent, headers=BY_SCRIPT)
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_decision_is_said_with_who_took_it(desk):
    comment = make_held_comment()
    wanted = form(comment, kind="remove", rule=make_rule().pk)
    decisions.approve(comment, by=make_moderator(display_name="Jonas Reed"))

    answer = answer_to(desk, comment, wanted)

    assert "Jonas Reed has just decided otherwise: approved." in answer
    assert Decision.objects.filter(comment_id=comment.pk).count() == 2


def test_the_same_decision_is_said_as_done(desk):
    comment = make_held_comment()
    wanted = form(comment)
    decisions.approve(comment, by=make_moderator(display_name="Jonas Reed"))

    assert "Jonas Reed has just done this" in answer_to(desk, comment, wanted)


@pytest.mark.parametrize("over", [{}, {"kind": "remove"}], ids=["approved", "removed"])
def test_ones_own_decision_sent_twice_is_said_as_done_and_can_be_undone(desk, over):
    comment = make_held_comment()
    wanted = form(comment, **over, rule=make_rule().pk if over else "")
    answer_to(desk, comment, wanted)

    again = answer_to(desk, comment, wanted)

    [decision] = Decision.objects.filter(comment_id=comment.pk, kind=wanted["kind"])
    assert f"You have just done this: {decision.get_kind_display()}." in again
    assert f'action="/moderation/undo/{decision.pk}/"' in again
    assert 'data-key="u"' in again
    assert "disabled" not in again


def test_by_form_too_ones_own_second_decision_leads_to_the_first_with_its_undo(desk):
    comment = make_held_comment()
    wanted, address = form(comment), f"/moderation/case/{comment.pk}/decide/"
    desk.post(address, wanted)

    page = desk.post(address, wanted, follow=True).content.decode()

    assert "You have just done this: approved." in page
    assert f'action="/moderation/undo/{Decision.objects.get(kind="approve").pk}/"' in page


def test_a_colleagues_decision_is_not_ones_own_to_undo(desk):
    comment = make_held_comment()
    wanted = form(comment)
    decisions.approve(comment, by=make_moderator(display_name="Jonas Reed"))

    assert 'data-key="u"' not in answer_to(desk, comment, wanted)


def test_what_was_written_for_a_removal_stays_when_the_case_is_redrawn(desk):
    comment, rule = make_held_comment(), make_rule()
    wanted = form(comment, kind="remove", rule=rule.pk, note="Say it without the insult.")
    editing.edit_comment(comment, by=comment.author, body="Quite other words.", revision=1)

    answer = answer_to(desk, comment, wanted)

    assert "Say it without the insult." in answer
    assert f'<option value="{rule.pk}" data-number="{rule.number}" selected>' in answer
    assert 'name="seen_revision" value="2"' in answer


def test_other_words_are_said_and_shown(desk):
    comment = make_held_comment()
    wanted = form(comment)
    editing.edit_comment(comment, by=comment.author, body="Quite other words.", revision=1)

    answer = answer_to(desk, comment, wanted)

    assert "Its author has changed the comment meanwhile" in answer
    assert "Quite other words." in answer


def test_a_report_that_nobody_has_read_is_said(desk):
    comment = make_report(comment=make_comment()).comment
    wanted = form(comment)
    make_report(comment=comment, words="Look at the second line.")

    answer = answer_to(desk, comment, wanted)

    assert "A reader has reported it meanwhile" in answer
    assert "Look at the second line." in answer


def test_a_decision_on_what_was_seen_is_taken(desk):
    comment = make_held_comment()

    assert "Approved." in decide(desk, comment, headers=BY_SCRIPT).content.decode()
