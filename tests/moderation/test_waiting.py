"""Since when a comment waits: since the decision that held it, or its first open report; what was decided waits no more."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from comments.models import Decision
from comments.moderation import decisions, queue
from tests.factories.accounts import make_editor, make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment, make_report, make_rule
from tests.moderation.desk import BY_SCRIPT, decide, form

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def since(comment):
    return queue.case_of(comment.pk, now=timezone.now()).since


def order():
    return [case.comment.pk for case in queue.waiting(now=timezone.now()).items]


@pytest.fixture
def hidden():
    """A comment of nine days ago that reports have hidden a moment ago."""
    comment = make_comment(now=timezone.now() - 9 * DAY)
    decisions.hold_for_reports(comment, weights=[4.0, 2.0, 2.0])
    return comment


def test_what_reports_have_hidden_waits_since_then_and_its_age_moves_nothing(hidden):
    with time_machine.travel(timezone.now() - 2 * DAY):
        older = make_held_comment()

    assert timezone.now() - since(hidden) < DAY
    assert order() == [older.pk, hidden.pk]


def test_the_list_and_the_case_by_itself_say_the_same(hidden):
    make_held_comment()
    make_report(comment=make_comment())

    assert all(case.since == since(case.comment) for case in queue.waiting(now=timezone.now()).items)


@pytest.mark.parametrize("make", [make_comment, make_removed_comment])
def test_what_is_decided_waits_no_more(desk, make):
    with time_machine.travel(timezone.now() - 4 * DAY):
        comment = make()

    page = desk.get(reverse("moderation:case", args=[comment.pk])).content.decode()

    assert since(comment) is None
    assert "waiting 4" not in page
    assert "data-waits" not in page


def test_after_an_undoing_a_comment_waits_since_it_did_before(hidden):
    before, moderator = since(hidden), make_moderator()

    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        decisions.undo(decisions.approve(hidden, by=moderator), by=moderator)

    assert since(hidden) == before


def test_a_collision_shows_a_case_that_claims_to_wait_no_more(desk):
    comment = make_held_comment(now=timezone.now() - 4 * DAY)
    wanted = form(comment, kind="remove", rule=make_rule().pk)
    decisions.approve(comment, by=make_moderator())

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), wanted, headers=BY_SCRIPT).content.decode()

    assert "Look again" in answer
    assert "waiting 4" not in answer
    assert "data-waits" not in answer


def test_a_case_offers_what_can_still_be_done(desk):
    held, removed = make_held_comment(), make_removed_comment()
    taken_back = make_comment()
    decisions.take_back(taken_back, by=taken_back.author)

    def offered(comment):
        page = desk.get(reverse("moderation:case", args=[comment.pk])).content.decode()
        return [kind for kind in ("approve", "remove") if f'name="kind" value="{kind}"' in page]

    assert offered(held) == ["approve", "remove"]
    assert offered(removed) == ["approve"]
    assert offered(taken_back) == []


def test_an_editors_pick_that_was_approved_comes_back_only_at_the_second_report():
    comment = make_report().comment
    decisions.approve(comment, by=make_moderator())
    decisions.feature(comment, by=make_editor())

    make_report(comment=comment)
    assert order() == []
    make_report(comment=comment)
    assert order() == [comment.pk]


def test_undoing_what_never_waited_does_not_say_that_it_waits_again(desk, moderator):
    comment = make_comment()
    decide(desk, comment, kind="remove", rule=make_rule().pk)

    answer = desk.post(reverse("moderation:undo", args=[Decision.objects.latest("pk").pk]), headers=BY_SCRIPT).content.decode()

    assert "Undone. The comment is as it was before." in answer
    assert "waits again" not in answer
    assert since(comment) is None
