"""The switch over all commenting: nobody slips past it, everybody reads why, and it is known who used it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction

from comments import own, posting, switching
from comments.models import Comment, Decision, SiteSwitch
from comments.moderation import policy
from comments.posting import post_comment
from newsroom.web import stamps
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader, make_reporter
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

WHY = "We are moving the presses until six."
State = SiteSwitch.State


def switch(to, *, reason=WHY, by=None, **more):
    return switching.switch(to=to, reason=reason, by=by or make_moderator(), **more)


@pytest.mark.django_db
def test_while_commenting_is_paused_nobody_can_post_and_is_told_why(discussion):
    switch(State.PAUSED)

    with pytest.raises(posting.Refused) as refused:
        make_comment(discussion=discussion)

    assert WHY in refused.value.sentence
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_while_everything_is_held_a_trusted_readers_comment_waits_and_they_read_why(discussion):
    switch(State.HOLD)

    comment = make_comment(discussion=discussion)

    assert comment.status == Comment.Status.HELD
    decision = Decision.objects.get(comment_id=comment.pk)
    assert (decision.codes, decision.policy_version) == (["switch"], policy.CURRENT)
    [shown] = own.explain([comment])
    assert WHY in shown.reasons[0]


@pytest.mark.django_db
def test_the_reason_stays_the_one_of_that_hour_when_the_switch_has_moved_on(discussion):
    switch(State.HOLD)
    comment = make_comment(discussion=discussion)

    switch(State.HOLD, reason="Another hour, another reason.")

    [shown] = own.explain([comment])
    assert WHY in shown.reasons[0]


@pytest.mark.django_db
def test_as_usual_again_comments_appear_at_once(discussion):
    switch(State.PAUSED)

    switch(State.USUAL, reason="")

    assert make_comment(discussion=discussion).status == Comment.Status.PUBLISHED


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_editor, make_moderator, make_administrator])
def test_who_runs_the_paper_may_switch_and_it_is_known_who_did(make):
    somebody = make()

    switch(State.HOLD, by=somebody)

    [entry] = switching.history()
    assert entry.user == somebody
    assert WHY in entry.change_message
    assert SiteSwitch.objects.get().by == somebody


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_reader, make_reporter])
def test_nobody_else_may(make):
    with pytest.raises(PermissionDenied):
        switch(State.PAUSED, by=make())

    assert not SiteSwitch.objects.exists()


@pytest.mark.django_db
def test_setting_it_as_it_stands_leaves_no_trace_and_lets_kept_pages_be():
    switch(State.HOLD)
    before = stamps.numbers([stamps.commenting()])

    switch(State.HOLD)

    assert len(switching.history()) == 1
    assert stamps.numbers([stamps.commenting()]) == before


@pytest.mark.django_db
def test_who_saw_it_otherwise_is_told_and_changes_nothing():
    seen = switching.Position(State.USUAL, "")
    switch(State.PAUSED)

    with pytest.raises(switching.Changed) as changed:
        switch(State.HOLD, reason="Only a little.", seen=seen)

    assert changed.value.switch.state == State.PAUSED
    assert SiteSwitch.objects.get().state == State.PAUSED


@pytest.mark.django_db
def test_two_who_want_the_same_both_have_it():
    seen = switching.Position(State.USUAL, "")
    switch(State.PAUSED)

    assert switch(State.PAUSED, seen=seen).state == State.PAUSED


def on_its_own_connection(work):
    try:
        return work()
    finally:
        connections.close_all()


def test_a_post_that_comes_while_the_switch_is_being_set_waits_for_it_and_is_judged_under_it(committed):
    discussion, reader, moderator = make_discussion(), make_trusted_reader(), make_moderator()

    def send():
        return on_its_own_connection(lambda: post_comment(discussion, author=reader, body="Written just then.").status)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            switch(State.HOLD, by=moderator)
            sent = pool.submit(send)
            waited = until_it_waits_for_us(sent)
        assert waited
        assert sent.result() == Comment.Status.HELD


def test_the_switch_waits_for_a_post_under_way_which_is_written_as_it_was_judged(committed):
    discussion, reader, moderator = make_discussion(), make_trusted_reader(), make_moderator()

    def turn():
        return on_its_own_connection(lambda: switch(State.PAUSED, by=moderator).state)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            comment = post_comment(discussion, author=reader, body="Begun before.")
            turned = pool.submit(turn)
            waited = until_it_waits_for_us(turned)
        assert waited
        assert (comment.status, turned.result()) == (Comment.Status.PUBLISHED, State.PAUSED)

    with pytest.raises(posting.Refused):
        post_comment(discussion, author=make_trusted_reader(), body="Begun after.")


def test_nobody_who_posts_waits_for_another_at_the_switch(committed):
    both_hold_it = threading.Barrier(2, timeout=20)

    def hold():
        with transaction.atomic():
            switching.steady()
            both_hold_it.wait()
        return connection.alias

    with ThreadPoolExecutor(2) as pool:
        held = [pool.submit(on_its_own_connection, hold) for _ in range(2)]

    assert [future.result() for future in held] == ["default", "default"]
