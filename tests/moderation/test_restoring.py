"""Removed, objected to, restored: to the byte the page that readers saw before, by the same clock."""

import pytest
import time_machine
from django.utils import timezone

from comments import counting, rankings, recommending
from comments.models import Decision, Discussion, Ranking
from comments.moderation import decisions, objections
from newsroom.accounts.models import User
from newsroom.web import pages
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_discussion, make_rule
from tests.factories.contesting import ANSWER, WORDS

ORDERS = ["newest", "oldest", "best", "answered"]


@pytest.fixture
def stopped(committed):
    """A clock that stands still: nothing on a page may change by time alone."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def make_lively(discussion, clock):
    """Threads with answers, recommendations and a pick; returns the comment in their middle."""
    first = make_comment(discussion=discussion)
    middle = make_comment(discussion=discussion, body="The barrier was tested in *two* storms.")
    answers = [make_comment(parent=middle), make_comment(parent=middle)]
    make_comment(parent=answers[0])
    make_comment(discussion=discussion)
    for comment in (middle, middle, answers[1], first):
        recommending.recommend(comment, by=make_reader())
    decisions.feature(middle, by=make_moderator())
    clock.shift(1)
    return middle


def remove_and_restore(comment):
    """A removal, its author's objection, and the answer that it was wrong."""
    removal = decisions.remove(comment, by=make_moderator(), rule=make_rule())
    objection = objections.object_to(Decision.objects.get(pk=removal.pk), by=User.objects.get(pk=comment.author_id), words=WORDS)
    return lambda: objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)


@pytest.mark.parametrize("which", ["a thread with answers", "an answer with an answer", "an answer"])
def test_the_public_pages_are_equal_to_the_byte(client, stopped, which):
    make_rule()
    discussion = make_discussion()
    thread = make_lively(discussion, stopped)
    answers = list(discussion.comments.filter(parent=thread).order_by("pk"))
    comment = {"a thread with answers": thread, "an answer with an answer": answers[0], "an answer": answers[1]}[which]
    addresses = [
        discussion.article.get_absolute_url(),
        *(f"/discussion/{discussion.pk}/?order={order}" for order in ORDERS),
        f"/discussion/{discussion.pk}/picks/",
        f"/comments/{comment.pk}/",
        "/",
    ]

    def bodies():
        pages.forget()
        # Made anew each time, as they are a minute later.
        Ranking.objects.all().delete()
        for order in ("best", "answered"):
            rankings.make(discussion.pk, order=order)
        return {address: client.get(address).content for address in addresses}

    before, counted = bodies(), Discussion.objects.filter(pk=discussion.pk).values().get()
    restore = remove_and_restore(comment)
    between = bodies()
    restore()
    after = bodies()

    assert after == before
    assert between[addresses[0]] != before[addresses[0]]
    assert Discussion.objects.filter(pk=discussion.pk).values().get() == counted
    counting.prove(discussion)


def test_the_kept_page_itself_is_equal_to_the_byte_and_may_be_answered_as_before(client, stopped):
    make_rule()
    discussion = make_discussion()
    comment = make_lively(discussion, stopped)
    address = discussion.article.get_absolute_url()

    before = client.get(address)
    restore = remove_and_restore(comment)
    between = client.get(address)
    restore()
    after = client.get(address)

    assert between.content != before.content
    assert after.content == before.content
    assert after["ETag"] == before["ETag"]
    assert client.get(address, headers={"If-None-Match": before["ETag"]}).status_code == 304
