"""Sanctions at the same moment as something else, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from comments import acknowledging
from comments.models import Comment, Decision, Sanction, Statement
from comments.moderation import readers, sanctions
from comments.posting import Refused, post_comment
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader, sanctioned


def outcome(work, *args, **kwargs):
    """What a verb returns or raises, on a connection of its own."""
    try:
        return work(*args, **kwargs)
    except (sanctions.NotDone, Refused) as refused:
        return refused
    finally:
        connections.close_all()


def test_two_moderators_who_do_the_same_at_once_make_one_sanction(committed):
    reader, rule, moderators = make_trusted_reader(), make_rule(), [make_moderator() for _ in range(4)]

    def mute(moderator):
        return outcome(sanctions.mute, reader, by=moderator, rule=rule, reason="Three insults.", days=7)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(mute, moderators))

    [sanction] = Sanction.objects.all()
    assert [row for row in done if isinstance(row, Sanction)] == [sanction]
    others = [row for row in done if isinstance(row, sanctions.AlreadyDone)]
    assert len(others) == 3
    assert all(f"{sanction.by.display_name} has just done this" in str(other) for other in others)
    assert Statement.objects.count() == 1


def test_two_who_lift_at_once_make_one_decision(committed):
    sanction, moderators = sanctioned(make_trusted_reader()), [make_moderator() for _ in range(3)]

    def lift(moderator):
        return outcome(sanctions.lift, sanction, by=moderator)

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lift, moderators))

    assert sum(isinstance(row, Decision) for row in done) == 1
    assert Decision.objects.filter(kind="lift").count() == 1


@pytest.mark.parametrize("kind", ["muted", "barred", "first"])
def test_what_is_posted_in_another_window_meanwhile_waits_for_the_sanction(committed, kind):
    discussion, reader = make_discussion(), make_trusted_reader()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        sanctioned(reader, kind=kind, days=7)
        posting = pool.submit(outcome, post_comment, discussion, author=reader, body="In another window.")
        assert until_it_waits_for_us(posting)
    answer = posting.result()

    if kind == "first":
        assert answer.status == Comment.Status.HELD
    else:
        assert isinstance(answer, Refused)
        assert kind in str(answer)


def test_a_warning_undone_at_the_moment_it_is_read_is_undone_or_read(committed):
    reader, moderator = make_trusted_reader(), make_moderator()
    warned = sanctioned(reader, kind="warning", by=moderator)
    decision = Decision.objects.get(pk=warned.decision_id)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        sanctions.undo(decision, by=moderator)
        reading = pool.submit(outcome, acknowledging.acknowledge, [warned.pk], by=reader)
        assert until_it_waits_for_us(reading)

    assert reading.result() == 0
    warned.refresh_from_db()
    assert warned.acknowledged_at is None


def test_a_note_about_somebody_who_leaves_at_this_moment_is_not_kept(committed):
    reader, moderator = make_trusted_reader(), make_moderator()
    make_comment(author=reader)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        holdings.erase(User.objects.get(pk=reader.pk))
        writing = pool.submit(outcome, readers.note, reader, by=moderator, words="Too late.")
        assert until_it_waits_for_us(writing)

    assert writing.result() is None
