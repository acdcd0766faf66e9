"""Posting: what is taken, what is sent back with a sentence, and what the database is asked on the way."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import limits
from comments.models import Comment, Decision, Signal
from comments.moderation import checks, decisions
from comments.posting import Refused, post_comment
from tests.factories.accounts import make_reader, make_unconfirmed_reader
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_discussion,
    make_held_comment,
    make_removed_comment,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db


def test_a_trusted_readers_comment_is_published_at_once(discussion):
    comment = post_comment(discussion, author=make_trusted_reader(), body="I was at the harbour that night.")

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED
    assert comment.number == 1


def test_a_newcomers_comment_is_held_with_the_reason_in_the_log(discussion, reader):
    comment = post_comment(discussion, author=reader, body="I was at the harbour that night.")

    decision = Decision.objects.get(comment_id=comment.pk)
    assert (comment.status, comment.number) == (Comment.Status.HELD, None)
    assert decision.codes == ["newcomer"]


def test_every_check_leaves_a_signal_on_every_comment(discussion):
    comment = make_comment(discussion=discussion)

    names = set(Signal.objects.filter(comment=comment).values_list("check_name", flat=True))

    assert names == {check.name for check in checks.CHECKS}


def test_an_answer_stands_below_what_it_answers(discussion):
    parent = make_comment(discussion=discussion)

    answer = make_comment(parent=parent)

    assert (answer.parent_id, answer.root_id, answer.depth) == (parent.pk, parent.pk, 1)
    assert bytes(answer.path) == bytes(parent.path) + answer.pk.to_bytes(8, "big")


def test_an_answer_at_the_deepest_level_becomes_a_sibling_that_names_whom_it_answers(discussion):
    chain = make_chain(discussion, deep=limits.DEEPEST)

    answer = make_comment(parent=chain[-1])

    assert (answer.depth, answer.parent_id, answer.answers_to_id) == (limits.DEEPEST, chain[-2].pk, chain[-1].pk)
    assert len(answer.path) == len(chain[-1].path)


def test_the_same_form_sent_twice_makes_one_comment(discussion, reader):
    key = uuid.uuid4()

    first = post_comment(discussion, author=reader, body="Once is enough.", idempotency_key=key)
    second = post_comment(discussion, author=reader, body="Once is enough.", idempotency_key=key)

    assert first.pk == second.pk
    assert Comment.objects.count() == 1


def test_other_words_in_a_form_already_sent_are_another_comment_once(discussion):
    author, key, now = make_trusted_reader(), uuid.uuid4(), timezone.now()
    first = post_comment(discussion, author=author, body="What I said first.", idempotency_key=key, now=now)

    second, again = (
        post_comment(discussion, author=author, body="What I said then.", idempotency_key=key, now=now + limits.PAUSE)
        for _ in range(2)
    )

    assert second.pk == again.pk != first.pk
    assert second.body == "What I said then."
    assert Comment.objects.count() == 2


def test_other_words_in_a_form_already_sent_come_back_when_it_is_too_soon(discussion, reader):
    key = uuid.uuid4()
    post_comment(discussion, author=reader, body="What I said first.", idempotency_key=key)

    with pytest.raises(Refused):
        post_comment(discussion, author=reader, body="What I said then.", idempotency_key=key)


def test_two_readers_may_happen_to_have_the_same_key(discussion):
    key = uuid.uuid4()

    make_comment(discussion=discussion, idempotency_key=key)
    make_comment(discussion=discussion, idempotency_key=key)

    assert Comment.objects.count() == 2


def test_posting_inserts_one_row_and_updates_none(discussion):
    parent, author = make_comment(discussion=discussion), make_trusted_reader()

    with CaptureQueriesContext(connection) as asked:
        make_comment(parent=parent, author=author)

    written = [q["sql"] for q in asked if '"comments_comment"' in q["sql"] and not q["sql"].startswith("SELECT")]
    assert [sql.split()[0] for sql in written] == ["INSERT"]


def test_posting_costs_the_same_at_any_depth_and_size(django_assert_max_num_queries, discussion):
    parent = make_chain(discussion, deep=40)[-1]
    author = make_trusted_reader()

    with django_assert_max_num_queries(19):
        make_comment(parent=parent, author=author)


def test_a_second_comment_too_soon_is_sent_back_with_the_seconds_left(discussion, reader):
    now = timezone.now()
    post_comment(discussion, author=reader, body="The first.", now=now)

    with pytest.raises(Refused) as refused:
        post_comment(discussion, author=reader, body="The second.", now=now + timedelta(seconds=5))

    assert "Wait 15 more seconds" in refused.value.sentence
    assert Comment.objects.count() == 1


@pytest.fixture
def slow(discussion):
    """A conversation in slow mode: five minutes between two comments of one reader."""
    discussion.pause_seconds = 300
    discussion.save(update_fields=["pause_seconds"])
    return discussion


def test_in_slow_mode_a_second_comment_waits_and_the_sentence_says_how_long(slow):
    reader, now = make_trusted_reader(), timezone.now()
    post_comment(slow, author=reader, body="Once.", now=now - timedelta(seconds=100))

    with pytest.raises(Refused) as refused:
        post_comment(slow, author=reader, body="Twice.", now=now)

    assert "one comment in 5 minutes" in refused.value.sentence
    assert "Wait 4 minutes more" in refused.value.sentence
    assert post_comment(slow, author=reader, body="Twice.", now=now + timedelta(seconds=200)).number == 2


def test_slow_mode_counts_what_was_said_here_alone_and_for_each_reader_alone(slow):
    reader, now = make_trusted_reader(), timezone.now()
    make_comment(author=reader, now=now - timedelta(seconds=100))
    make_comment(discussion=slow, now=now)

    assert post_comment(slow, author=reader, body="My first here.", now=now).number == 2


def test_of_two_pauses_the_longer_is_asked_for(slow):
    reader, now = make_reader(), timezone.now()
    post_comment(slow, author=reader, body="Here.", now=now - timedelta(seconds=299))
    make_held_comment(author=reader, now=now - timedelta(seconds=5))

    with pytest.raises(Refused) as refused:
        post_comment(slow, author=reader, body="Here again.", now=now)

    assert "Wait 15 more seconds" in refused.value.sentence


def test_a_trusted_reader_waits_half_as_long(discussion):
    author, now = make_trusted_reader(), timezone.now()
    post_comment(discussion, author=author, body="The first.", now=now)

    second = post_comment(discussion, author=author, body="The second.", now=now + limits.PAUSE_WHEN_TRUSTED)

    assert second.status == Comment.Status.PUBLISHED


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"mode": "read"}, "read only"),
        ({"mode": "closed"}, "no conversation"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "has closed"),
    ],
)
def test_a_conversation_that_takes_no_comments_says_so(over, sentence):
    discussion = make_discussion(**over)

    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion)

    assert sentence in refused.value.sentence


def test_a_conversation_closes_at_its_second(discussion):
    with time_machine.travel(discussion.closes_at - timedelta(seconds=1), tick=False):
        assert make_comment(discussion=discussion)
    with time_machine.travel(discussion.closes_at, tick=False), pytest.raises(Refused):
        make_comment(discussion=discussion)


def test_an_unconfirmed_address_is_told_to_open_the_link(discussion):
    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion, author=make_unconfirmed_reader())

    assert "Confirm your e-mail address" in refused.value.sentence


def test_a_removed_comment_cannot_be_answered(discussion):
    with pytest.raises(Refused) as refused:
        make_comment(parent=make_removed_comment(discussion=discussion))

    assert "no longer shown" in refused.value.sentence


def test_a_comment_taken_back_cannot_be_answered(discussion):
    comment = make_comment(discussion=discussion)
    decisions.take_back(comment, by=comment.author)
    comment.refresh_from_db()

    with pytest.raises(Refused) as refused:
        make_comment(parent=comment)

    assert "took that comment back" in refused.value.sentence


def test_a_held_comment_cannot_be_answered(discussion):
    with pytest.raises(Refused) as refused:
        make_comment(parent=make_held_comment(discussion=discussion))

    assert "not been published yet" in refused.value.sentence


def test_a_comment_of_another_conversation_cannot_be_answered(discussion):
    foreign = make_comment()

    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion, parent=foreign)

    assert "another conversation" in refused.value.sentence


def test_what_no_keyboard_types_is_taken_out(discussion):
    comment = make_comment(discussion=discussion, body="  One\x00 line.\r\n\r\n\r\n\r\nAnd\x08 another.\ud800  ")

    assert comment.body == "One line.\n\nAnd another."


@pytest.mark.parametrize("body", ["", "   \n\t ", "\u200b\u200d\ufeff", "\u0301\u0301", "x"])
def test_nothing_to_read_is_no_comment(discussion, body):
    with pytest.raises(Refused):
        post_comment(discussion, author=make_reader(), body=body)


def test_a_comment_has_3000_characters_at_most(discussion):
    assert make_comment(discussion=discussion, body="a" * 3000)
    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion, body="a" * 3001)

    assert "1 character too long" in refused.value.sentence
