"""The conversation beside a case: what it answers, what answers it, and the same tools on each comment there."""

import pytest
from django.urls import reverse

from comments import limits
from comments.models import Comment, Decision, Pick
from comments.moderation import decisions
from comments.moderation.desk import surroundings
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_discussion,
    make_held_comment,
    make_report,
    make_rule,
    make_thread,
)
from tests.moderation.desk import BY_SCRIPT, form

pytestmark = pytest.mark.django_db


def beside(desk, comment, **query):
    return desk.get(reverse("moderation:beside", args=[comment.pk]), query).content.decode()


def test_all_that_a_comment_answers_stands_above_it_and_the_nearest_are_in_sight():
    chain = make_chain(make_discussion(), deep=limits.ABOVE_SHOWN + 2)

    found = surroundings.around(chain[-1])

    assert [neighbour.comment for neighbour in [*found.folded, *found.near]] == chain[:-1]
    assert len(found.near) == limits.ABOVE_SHOWN


def test_its_answers_stand_below_in_every_state_and_are_bounded(moderator):
    first, *answers = make_thread(make_discussion(), answers=limits.ANSWERS_BESIDE + 1)
    decisions.remove(answers[0], by=moderator, rule=make_rule())
    held = make_held_comment(parent=answers[-1])

    found = surroundings.around(first)

    assert [neighbour.comment.pk for neighbour in found.below] == [answer.pk for answer in answers[: limits.ANSWERS_BESIDE]]
    assert found.more == 1
    assert found.below[0].open_to == [Decision.Kind.APPROVE]
    assert [neighbour.comment for neighbour in surroundings.around(answers[-1]).below] == [held]


def test_each_comment_there_has_the_tools_that_make_sense_for_it(desk):
    stands = make_comment()
    reported = make_comment(parent=stands)
    make_report(comment=reported)
    held = make_held_comment(parent=reported)

    found = surroundings.around(held)
    page = beside(desk, held)

    assert [neighbour.open_to for neighbour in found.above] == [["remove"], ["approve", "remove"]]
    assert f'action="{reverse("moderation:pass_on", args=[stands.pk])}"' in page
    assert f'action="{reverse("moderation:feature", args=[stands.pk])}"' in page


def test_what_is_decided_there_is_about_what_was_seen_there_and_stands_in_its_place(desk):
    parent = make_comment()
    case = make_held_comment(parent=parent)
    rule = make_rule()
    fields = form(parent, kind="remove", rule=rule.pk, beside=case.pk)

    answer = desk.post(reverse("moderation:decide", args=[parent.pk]), fields, headers=BY_SCRIPT).content.decode()
    undone = desk.post(
        reverse("moderation:undo", args=[Decision.objects.latest("pk").pk]), {"beside": case.pk}, headers=BY_SCRIPT
    ).content.decode()
    make_report(comment=parent)
    stale = desk.post(reverse("moderation:decide", args=[parent.pk]), fields | {"kind": "approve"}, headers=BY_SCRIPT)

    for html in (answer, undone, stale.content.decode()):
        assert f'id="beside-{case.pk}-{parent.pk}"' in html
        assert f'id="case-{parent.pk}"' not in html
    assert "Look again" in stale.content.decode()


def test_without_script_a_decision_there_leads_back_to_the_case(desk):
    parent = make_comment()
    case = make_held_comment(parent=parent)
    fields = form(parent, kind="remove", rule=make_rule().pk, beside=case.pk)

    answer = desk.post(reverse("moderation:decide", args=[parent.pk]), fields)

    assert answer.url == reverse("moderation:case", args=[case.pk])
    parent.refresh_from_db()
    assert parent.status == Comment.Status.REMOVED


def test_a_comment_is_put_forward_and_no_longer_from_the_desk(desk):
    comment = make_comment()
    address = reverse("moderation:feature", args=[comment.pk])

    pressed = desk.post(address, {"picked": "1"}, headers=BY_SCRIPT).content.decode()
    assert Pick.objects.filter(comment=comment).exists()
    back = desk.post(address, {"picked": "0"}, headers=BY_SCRIPT).content.decode()

    assert 'aria-pressed="true"' in pressed
    assert 'aria-pressed="false"' in back
    assert not Pick.objects.exists()
    assert desk.post(address, {"picked": "1"}).url == "/moderation/"


def test_what_readers_do_not_see_is_not_put_forward(desk):
    comment = make_held_comment()

    answer = desk.post(reverse("moderation:feature", args=[comment.pk]), {"picked": "1"}, headers=BY_SCRIPT)

    assert "Look again" in answer.content.decode()
    assert not Pick.objects.exists()


def test_the_past_of_a_comment_stands_beside_it(desk, moderator):
    comment = make_comment()
    make_report(comment=comment, words="This is about people.")
    decisions.approve(comment, by=moderator)

    page = beside(desk, comment)

    assert "This is about people." in page
    assert "the comment stays" in page
    assert "approved" in page


@pytest.mark.parametrize("answers", [1, 7])
def test_what_stands_beside_a_case_costs_the_same_whatever_stands_there(desk, answers, django_assert_max_num_queries):
    chain = make_chain(make_discussion(), deep=answers)
    for _ in range(answers):
        make_report(comment=make_comment(parent=chain[-1]))
    make_rule()

    # Session, account, roles, the comment, six round it, eight of its past, the switch, the rules.
    with django_assert_max_num_queries(19):
        beside(desk, chain[-1])
