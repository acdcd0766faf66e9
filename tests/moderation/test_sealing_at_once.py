"""Sealing beside writers and beside other sealers: numbers do not commit in their order, and nothing falls between two seals."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections, transaction

from comments.models import Decision, Seal
from comments.moderation import decisions, sealing
from comments.moderation.sealing import sealer
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment


def approve_and_wait(comment, moderator, *, decided, go_on, undone=False):
    """Approve in a transaction that stays open until it is told to go on."""
    try:
        with transaction.atomic():
            decisions.approve(comment, by=moderator)
            decided.set()
            assert go_on.wait(20)
            transaction.set_rollback(undone)
    finally:
        connections.close_all()


@pytest.mark.parametrize("undone", [False, True], ids=["it commits", "it is rolled back"])
def test_whoever_has_taken_a_number_and_not_committed_is_waited_for(committed, undone):
    comment, moderator, decided, go_on = make_held_comment(), make_moderator(), Event(), Event()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(approve_and_wait, comment, moderator, decided=decided, go_on=go_on, undone=undone)
        assert decided.wait(20)
        # A number above the one that has not come yet.
        make_comment()
        while_it_works = sealing.seal_log(patience=0)
        go_on.set()
        slow.result(timeout=20)
    afterwards = sealing.seal_log()

    checked = sealing.check(tell=pytest.fail)
    assert (while_it_works, afterwards) == (0, 1)
    assert (checked.unsealed, checked.entries) == (0, Decision.objects.count())
    assert Decision.objects.filter(kind="approve").exists() is not undone


def test_whoever_begins_after_the_sealer_has_looked_is_not_waited_for(committed, monkeypatch):
    comment, moderator, decided, go_on = make_held_comment(), make_moderator(), Event(), Event()
    seen = Decision.objects.count()
    number = sealer._last_number()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(approve_and_wait, comment, moderator, decided=decided, go_on=go_on)
        assert decided.wait(20)
        # As a run that looked at the numbers before that transaction began, and at the writers before it took one.
        monkeypatch.setattr(sealer, "sealed_up_to", lambda **_options: number)
        made = sealing.seal_log()
        go_on.set()
        slow.result(timeout=20)
    monkeypatch.undo()

    assert (made, sealing.newest().entries_in_all) == (1, seen)
    assert sealing.seal_log() == 1
    sealing.check(tell=pytest.fail)


def test_two_sealers_at_once_make_one_chain(committed, monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 2)
    for _again in range(6):
        make_comment()

    def seal():
        try:
            return sealing.seal_log()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        made = sum(work.result(timeout=20) for work in [pool.submit(seal) for _again in range(3)])
    made += sealing.seal_log()

    assert made == Seal.objects.count() == -(-Decision.objects.count() // 2)
    assert sealing.check(tell=pytest.fail).unsealed == 0


def test_nobody_who_decides_waits_for_a_sealer(committed):
    make_comment()

    with transaction.atomic():
        assert sealing.seal_log() == 1
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_comment_without_waiting).result(timeout=20)
    assert sealing.seal_log() == 1
    sealing.check(tell=pytest.fail)


def _comment_without_waiting():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        make_comment()
    finally:
        connections.close_all()


def test_a_restored_dump_whose_transactions_are_counted_anew_is_sealed_on(committed):
    make_comment()
    sealing.seal_log()
    with connection.cursor() as cursor:
        # As on another cluster, where what comes is far below what is kept.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE comments_decision SET transaction_id = transaction_id + 1000000000")
        cursor.execute("UPDATE comments_decision AS d SET digest = comments_decision_digest(d)")
        cursor.execute("DELETE FROM comments_seal")
        cursor.execute("SET session_replication_role = origin")
    sealing.seal_log()

    make_comment()

    assert sealing.seal_log() == 1
    assert sealing.check(tell=pytest.fail).unsealed == 0
