"""Kept pages of the conversation follow every change at once; the numbers of recommendations within ten seconds."""

import re

import pytest

from comments import opening, recommending
from comments.moderation import decisions
from newsroom.accounts import renaming
from newsroom.web import keeping
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion


def test_pages_follow_every_change(committed, client):
    discussion = make_discussion()
    address = discussion.get_absolute_url()

    def shown():
        return client.get(address).content.decode()

    assert "No comments yet" in shown()
    comment = make_comment(discussion=discussion, body="The first word.")
    assert "The first word." in shown()
    renaming.rename(comment.author, "Quite Another Name")
    assert "Quite Another Name" in shown()
    decisions.take_back(comment, by=comment.author)
    assert "The first word." not in shown()
    opening.run_discussion(discussion, mode="read", closes_at=None)
    assert "read only" in shown()


def test_recommendations_are_at_most_ten_seconds_behind(committed, client, monkeypatch):
    discussion, clock = make_discussion(), [1000.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: clock[0])
    comment = make_comment(discussion=discussion)
    client.get(discussion.get_absolute_url())

    recommending.recommend(comment, by=make_reader())
    clock[0] += 11

    assert '<span class="count">1</span></button>' in client.get(discussion.get_absolute_url()).content.decode()


def test_a_conversation_that_was_switched_off_is_on_the_storys_page_again_once_it_is_opened(committed, client):
    discussion = make_discussion(mode="closed")
    address = discussion.article.get_absolute_url()
    assert 'id="conversation"' not in client.get(address).content.decode()

    opening.run_discussion(discussion, mode="open", closes_at=None)

    assert 'id="conversation"' in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/latest/"])
def test_counts_beside_headlines_are_at_most_ten_seconds_behind(committed, client, monkeypatch, address):
    discussion, clock = make_discussion(), [1000.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: clock[0])
    first = make_comment(discussion=discussion)

    def count():
        found = re.findall(r'<a class="teaser-comments"[^>]*>(\d+) comments?</a>', client.get(address).content.decode())
        return [int(number) for number in found]

    assert count() == [1]
    make_comment(discussion=discussion)
    clock[0] += 10
    assert count() == [2]
    decisions.take_back(first, by=first.author)
    clock[0] += 10
    assert count() == [1]
