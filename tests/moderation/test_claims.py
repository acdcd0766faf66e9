"""Claims: who looks at what is shown to others and left out of their "next", and never keeps anybody from anything."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from comments.models import Awaiting, Comment, Decision, Notice
from comments.moderation import awaiting, decisions
from comments.moderation.desk import claims
from comments.moderation.queue import Filters, Queue
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule
from tests.moderation.desk import decide
from tests.moderation.test_awaiting import make_notice

pytestmark = pytest.mark.django_db
NEXT = "/moderation/next/"


@pytest.fixture
def colleague():
    return make_moderator(display_name="Jonas Reed")


def key_of(comment):
    return Awaiting.objects.get(comment=comment).pk


def test_next_leads_to_what_harms_most_and_claims_it(desk, moderator):
    make_held_comment()
    reported = make_report().comment

    answer = desk.post(NEXT)

    assert answer.url == reverse("moderation:case", args=[reported.pk])
    assert Awaiting.objects.get(comment=reported).claimed_by == moderator


def test_what_a_colleague_looks_at_is_left_out_of_my_next_and_shown_to_me(desk, colleague):
    held, reported = make_held_comment(), make_report().comment
    claims.claim(key_of(reported), by=colleague)

    answer = desk.post(NEXT)

    assert answer.url == reverse("moderation:case", args=[held.pk])
    assert "Jonas Reed has just begun to look at this" in desk.get("/moderation/").content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=4)):
        assert "Jonas Reed has been looking at this for 4\xa0minutes" in desk.get("/moderation/").content.decode()


def test_a_claim_keeps_nobody_from_deciding(desk, colleague):
    comment = make_held_comment()
    claims.claim(key_of(comment), by=colleague)

    decide(desk, comment)

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED


def test_a_claim_ends_after_ten_minutes_by_leaving_and_with_a_decision(desk, moderator, colleague):
    comment = make_report().comment
    key = key_of(comment)
    claims.claim(key, by=colleague)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        assert claims.take_next(by=moderator).key == key

    desk.post(reverse("moderation:leave", args=[key]))
    assert Awaiting.objects.get(pk=key).claimed_by is None

    claims.claim(key, by=moderator)
    decisions.approve(comment, by=moderator)
    assert not Awaiting.objects.filter(claimed_by=moderator).exists()


def test_nobody_takes_a_claim_from_whoever_holds_it(moderator, colleague):
    key = key_of(make_held_comment())

    assert claims.claim(key, by=colleague)
    assert not claims.claim(key, by=moderator)
    assert Awaiting.objects.get(pk=key).claimed_by == colleague


def test_leaving_what_a_colleague_looks_at_changes_nothing(desk, colleague):
    key = key_of(make_held_comment())
    claims.claim(key, by=colleague)

    desk.post(reverse("moderation:leave", args=[key]))

    assert Awaiting.objects.get(pk=key).claimed_by == colleague


def test_whoever_leaves_one_undecided_gets_what_comes_behind_it_and_then_begins_anew(desk):
    comments = [make_held_comment(now=timezone.now() - dt.timedelta(days=days)) for days in (3, 2, 1)]
    taken, left = [], ""
    for _ in range(4):
        address = desk.post(NEXT, {"left": left}).url
        taken.append(int(address.strip("/").split("/")[-1]))
        left = key_of(Comment(pk=taken[-1]))

    assert taken == [comments[0].pk, comments[1].pk, comments[2].pk, comments[0].pk]


def test_next_stays_within_the_filters_and_leads_back_to_them(desk):
    held = make_held_comment()
    make_report()

    answer = desk.post(NEXT, {"queue": "held"})

    assert answer.url == f"{reverse('moderation:case', args=[held.pk])}?queue=held"
    assert 'name="queue" value="held"' in desk.get(answer.url).content.decode()


def test_when_nothing_is_left_next_says_so(desk):
    answer = desk.post(NEXT, follow=True)

    assert "nothing left to take" in answer.content.decode()


def test_next_passes_over_my_own_words_and_what_i_have_passed_on(desk, moderator):
    make_report(comment=make_comment(author=moderator))
    doubtful = make_report().comment
    decisions.escalate(doubtful, by=moderator)

    assert desk.post(NEXT).url == "/moderation/"
    assert claims.take_next(by=make_moderator()).comment_id is not None


def test_passing_on_ends_the_claim(moderator):
    comment = make_report().comment
    claims.claim(key_of(comment), by=moderator)

    decisions.escalate(comment, by=moderator)

    waits = Awaiting.objects.get(comment=comment)
    assert (waits.is_escalated, waits.claimed_by) == (True, None)


def test_opening_is_a_claim_by_form_and_what_waits_no_more_leads_back(desk, moderator):
    comment = make_held_comment()
    key = key_of(comment)

    answer = desk.post(reverse("moderation:claim", args=[key]))
    assert answer.url == reverse("moderation:case", args=[comment.pk])
    assert Awaiting.objects.get(pk=key).claimed_by == moderator

    decisions.remove(comment, by=make_moderator(), rule=make_rule())
    assert "waits no more" in desk.post(reverse("moderation:claim", args=[key]), follow=True).content.decode()


def test_next_leads_to_a_notice_on_its_own_page(desk):
    notice = make_notice(make_comment())
    awaiting.settle_notice(notice)

    assert desk.post(NEXT).url == reverse("moderation:notice", args=[notice.pk])


def test_next_passes_over_a_notice_that_i_have_sent_myself(moderator):
    notice = make_notice(make_comment())
    Notice.objects.filter(pk=notice.pk).update(sent_by_id=moderator.pk)
    awaiting.settle_notice(notice)

    assert claims.take_next(by=moderator) is None
    assert claims.take_next(by=make_moderator()).notice_id == notice.pk


@pytest.mark.parametrize("address", [NEXT, "/moderation/claim/1/", "/moderation/leave/1/"])
def test_claims_are_taken_by_post_and_by_moderators(client, desk, address):
    assert desk.get(address).status_code == 405
    assert sign_in(client, make_comment().author).post(address).status_code == 403


@pytest.mark.parametrize("left", ["-1", "x", "9" * 30, "\x00", "²"])
def test_nonsense_for_what_was_left_is_no_error(desk, left):
    held = make_held_comment()

    assert desk.post(NEXT, {"left": left, "queue": "?", "after": left}).url == reverse("moderation:case", args=[held.pk])


def test_the_filters_hold_for_every_kind(moderator):
    notice = make_notice(make_comment())
    awaiting.settle_notice(notice)
    make_held_comment()

    assert claims.take_next(Filters(queue=Queue.NOTICES), by=moderator).notice_id == notice.pk
    assert claims.take_next(Filters(queue=Queue.REPORTED), by=moderator) is None
    assert Decision.objects.filter(by_id=moderator.pk).count() == 0
