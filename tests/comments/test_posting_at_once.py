"""Posting at the same moment, on connections of their own: one form makes one comment, numbers have no gaps."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections

from comments import counting, opening
from comments.models import Comment, Decision, Discussion
from comments.posting import Judgement, Refused, post_comment
from tests.comments.test_at_the_same_moment import on_its_own_connection
from tests.factories.comments import make_discussion, make_trusted_reader


def test_the_same_form_sent_at_the_same_moment_makes_one_comment(committed):
    discussion, reader, key = make_discussion(), make_trusted_reader(), uuid.uuid4()

    def send(_):
        try:
            return post_comment(discussion, author=reader, body="Pressed twice.", idempotency_key=key).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send, range(4)))

    assert len(set(sent)) == 1
    assert Comment.objects.count() == 1
    assert Discussion.objects.get(pk=discussion.pk).visible_count == 1


def test_many_at_once_get_numbers_without_gaps(committed):
    discussion, readers = make_discussion(), [make_trusted_reader() for _ in range(8)]

    def send(reader):
        try:
            return post_comment(discussion, author=reader, body=f"Here I am, {reader.pk}.").number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(send, readers))

    assert numbers == list(range(1, 9))
    counting.prove(discussion)


@pytest.mark.parametrize(
    ("mode", "becomes"), [(Discussion.Mode.LOOKED_AT_FIRST, Comment.Status.HELD), (Discussion.Mode.READ_ONLY, None)]
)
def test_a_comment_enters_as_the_conversation_is_run_when_it_enters(committed, monkeypatch, mode, becomes):
    discussion, reader = make_discussion(), make_trusted_reader()
    judged, once = Judgement.of, iter([None])

    def and_meanwhile_somebody_decides(*known):
        for _ in once:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(on_its_own_connection, opening.run_discussion, discussion, mode=mode, closes_at=None).result()
        return judged(*known)

    monkeypatch.setattr(Judgement, "of", and_meanwhile_somebody_decides)
    posted = None
    with suppress(Refused):
        posted = post_comment(discussion, author=reader, body="I was there.")

    assert (posted.status if posted else None) == becomes
    assert list(Decision.objects.values_list("status_after", flat=True)) == ([becomes] if becomes else [])
    counting.prove(discussion)
