"""Two at once: whoever comes second waits, then sees what the first has done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections, transaction
from django.utils import timezone

from comments import counting, notifying, recommending
from comments.models import Comment, Recommendation, Rule, StandardsVersion, Tally
from comments.moderation import decisions, standards
from comments.posting import Refused, post_comment
from newsroom.accounts import holdings
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule, make_trusted_reader


def on_its_own_connection(work, *args, **named):
    try:
        return work(*args, **named)
    finally:
        connections.close_all()


def test_a_recommendation_waits_for_a_removal_under_way_and_is_then_refused(committed):
    comment, reader = make_comment(), make_trusted_reader()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decisions.remove(comment, by=make_moderator(), rule=make_rule())
            recommending_it = pool.submit(on_its_own_connection, recommending.recommend, comment, by=reader)
            waited = until_it_waits_for_us(recommending_it)
            # Waiting, it holds nothing that the decision may want next.
            Tally.objects.select_for_update(nowait=True).get(pk=comment.pk)
        permission = recommending_it.result(timeout=10)

    assert waited
    assert not permission
    assert not Recommendation.objects.exists()
    counting.prove(comment.discussion)


def test_a_removal_waits_for_a_recommendation_under_way_which_is_counted(committed):
    comment, reader, moderator, rule = make_comment(), make_trusted_reader(), make_moderator(), make_rule()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert recommending.recommend(comment, by=reader)
            removing = pool.submit(on_its_own_connection, decisions.remove, comment, by=moderator, rule=rule)
            waited = until_it_waits_for_us(removing)
        removing.result(timeout=10)

    assert waited
    assert Tally.objects.get(pk=comment.pk).recommendations == 1
    counting.prove(comment.discussion)


def test_a_message_waits_for_an_undo_under_way_and_is_then_told_to_nobody(committed):
    comment, moderator = make_comment(), make_moderator()
    decision = decisions.remove(comment, by=moderator, rule=make_rule())

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decisions.undo(decision, by=moderator)
            telling = pool.submit(on_its_own_connection, notifying.tell_author, decision_id=decision.pk)
            waited = until_it_waits_for_us(telling)
        telling.result()

    assert waited
    assert not mail.outbox


def test_two_who_edit_the_standards_at_once_make_two_versions(committed):
    make_rule(1)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            standards.save_rule(Rule(number=2, title="Stay with the subject", text="This one."))
            saving = pool.submit(on_its_own_connection, standards.save_rule, Rule(number=3, title="No copies", text="Once."))
            waited = until_it_waits_for_us(saving)
        saving.result()

    assert waited
    numbers = [[rule["number"] for rule in version.rules] for version in StandardsVersion.objects.order_by("number")]
    assert numbers == [[1], [1, 2], [1, 2, 3]]


def test_an_answer_waits_for_a_removal_under_way_and_is_then_refused(committed):
    parent, moderator, writer = make_comment(), make_moderator(), make_trusted_reader()
    seen = Comment.objects.get(pk=parent.pk)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decisions.remove(parent, by=moderator, rule=make_rule())
            answering = pool.submit(
                on_its_own_connection, post_comment, parent.discussion, author=writer, body="Not so.", parent=seen
            )
            waited = until_it_waits_for_us(answering)
        with pytest.raises(Refused, match="no longer shown"):
            answering.result()

    assert waited
    counting.prove(parent.discussion)


def test_leaving_waits_for_a_removal_under_way_and_takes_back_the_rest(committed, caplog):
    reader, moderator = make_trusted_reader(), make_moderator()
    removed = make_comment(author=reader)
    other = make_comment(author=reader, now=timezone.now() + timedelta(hours=1))

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decisions.remove(removed, by=moderator, rule=make_rule())
            going = pool.submit(on_its_own_connection, holdings.erase, reader)
            waited = until_it_waits_for_us(going)
        going.result()

    assert waited
    # The reasons of the removal point at the account that is being erased: neither waits for the other in a circle.
    assert "deadlock" not in caplog.text
    statuses = Comment.objects.filter(author=reader).order_by("pk").values_list("pk", "status")
    assert list(statuses) == [(removed.pk, "removed"), (other.pk, "taken_back")]


def test_a_recommendation_taken_back_while_its_reader_leaves_is_counted_down_once(committed):
    reader, comment = make_trusted_reader(), make_comment()
    recommending.recommend(comment, by=reader)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            recommending.unrecommend(comment, by=reader)
            going = pool.submit(on_its_own_connection, holdings.erase, reader)
            waited = until_it_waits_for_us(going)
        going.result()

    assert waited
    counting.prove(comment.discussion)
