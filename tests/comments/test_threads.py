"""Pages of a conversation: what is shown, what is counted, and that links lead to every comment exactly once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import limits, threads
from comments.models import Comment
from comments.moderation import decisions
from comments.nodes import walk
from tests.comments.growing import grow
from tests.factories.accounts import make_moderator
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_held_comment,
    make_removed_comment,
    make_thread,
)

pytestmark = pytest.mark.django_db


def shown_on(page):
    return [node.id for node in page.walk() if node.is_shown]


def test_newest_threads_stand_first_and_answers_in_the_order_they_came(discussion):
    older, first, second = make_thread(discussion, answers=2)
    newer = make_comment(discussion=discussion)

    page = threads.first_page(discussion)

    assert shown_on(page) == [newer.pk, older.pk, first.pk, second.pk]


def test_oldest_threads_stand_first_when_asked(discussion):
    older, newer = make_comment(discussion=discussion), make_comment(discussion=discussion)

    page = threads.first_page(discussion, order=threads.OLDEST)

    assert shown_on(page) == [older.pk, newer.pk]


def test_a_page_holds_twenty_threads_and_names_the_next(discussion):
    comments = [make_comment(discussion=discussion) for _ in range(21)]

    page = threads.first_page(discussion)
    rest = threads.first_page(discussion, after=page.next_after)

    assert shown_on(page) == [c.pk for c in reversed(comments[1:])]
    assert (shown_on(rest), rest.next_after) == ([comments[0].pk], None)


def test_a_page_holds_eighty_comments_and_counts_what_it_leaves_out(discussion):
    make_thread(discussion, answers=100)

    page = threads.first_page(discussion)

    assert len(shown_on(page)) == limits.COMMENTS_ON_A_PAGE
    assert page.nodes[0].more == 101 - limits.COMMENTS_ON_A_PAGE


def test_every_thread_shows_its_first_answers_before_a_long_one_gets_more(discussion):
    short = make_thread(discussion, answers=3)
    make_thread(discussion, answers=90)

    page = threads.first_page(discussion)

    assert {c.pk for c in short} <= set(shown_on(page))


def test_a_page_holds_24000_characters(discussion):
    for number in range(12):
        make_comment(discussion=discussion, body=f"{number:03}" + "a" * 2990)

    page = threads.first_page(discussion)
    rest = threads.first_page(discussion, after=page.next_after)

    assert sum(len(node.body) for node in page.walk()) <= limits.CHARACTERS_ON_A_PAGE
    assert len(shown_on(page)) + len(shown_on(rest)) == 12


def test_a_chain_is_indented_six_steps_and_then_continued(discussion):
    chain = make_chain(discussion, deep=9)

    page = threads.first_page(discussion)

    assert shown_on(page) == [c.pk for c in chain[:7]]
    last = list(page.walk())[-1]
    assert (last.continues, page.nodes[0].more) == (3, 0)


def test_a_removed_comment_with_answers_keeps_its_place_without_its_words(discussion):
    parent, answer = make_thread(discussion, answers=1)
    decisions.take_back(parent, by=parent.author)

    page = threads.first_page(discussion)

    assert [node.id for node in page.walk()] == [parent.pk, answer.pk]
    assert shown_on(page) == [answer.pk]


def test_a_removed_comment_without_answers_disappears(discussion):
    make_removed_comment(discussion=discussion)

    assert list(threads.first_page(discussion).walk()) == []


def test_a_removed_comment_whose_answers_are_all_gone_disappears(discussion):
    for comment in reversed(make_chain(discussion, deep=2)):
        decisions.take_back(comment, by=comment.author)

    assert list(threads.first_page(discussion).walk()) == []


def test_a_held_comment_is_on_no_page(discussion):
    held = make_held_comment(discussion=discussion)

    assert list(threads.first_page(discussion).walk()) == []
    assert threads.branch(discussion, of=held.pk) is None


def test_a_permalink_shows_what_a_comment_answers_and_what_answers_it(discussion):
    chain = make_chain(discussion, deep=4)

    page = threads.branch(discussion, of=chain[2].pk)

    assert [n.id for n in page.ancestors] == [chain[0].pk, chain[1].pk]
    assert page.base.id == chain[2].pk
    assert [n.id for n in walk(page.nodes)] == [chain[3].pk, chain[4].pk]


def test_of_a_long_chain_a_permalink_shows_the_first_and_the_nearest(discussion):
    chain = make_chain(discussion, deep=20)

    page = threads.branch(discussion, of=chain[20].pk)

    assert [n.id for n in page.ancestors] == [chain[0].pk, *(c.pk for c in chain[11:20])]
    assert page.skipped == 10


def test_a_branch_shows_fifty_and_goes_on_after_the_last(discussion):
    first, *answers = make_thread(discussion, answers=60)

    page = threads.branch(discussion, of=first.pk)
    rest = threads.branch(discussion, of=first.pk, after=page.more_after)

    assert (len(list(walk(page.nodes))), page.more) == (50, 10)
    assert [n.id for n in walk(rest.nodes)] == [a.pk for a in answers[50:]]
    assert rest.more == 0


def test_an_answer_whose_parent_was_on_the_page_before_keeps_its_indentation_and_names_it(discussion):
    first = make_comment(discussion=discussion)
    deep = make_comment(parent=first)
    for _ in range(50):
        make_comment(parent=deep)

    page = threads.branch(discussion, of=first.pk)
    rest = threads.branch(discussion, of=first.pk, after=page.more_after)

    assert rest.nodes[0].steps == 1
    assert rest.nodes[0].to == (deep.pk, page.nodes[0].author)


def test_a_marker_of_another_thread_is_no_marker(discussion):
    one, two = make_thread(discussion, answers=2), make_thread(discussion, answers=2)

    page = threads.branch(discussion, of=one[0].pk, after=two[1].pk)

    assert [n.id for n in walk(page.nodes)] == [c.pk for c in one[1:]]


def test_a_marker_that_was_taken_back_meanwhile_still_marks_its_place(discussion):
    first, *answers = make_thread(discussion, answers=4)
    decisions.take_back(answers[1], by=answers[1].author)

    page = threads.branch(discussion, of=first.pk, after=answers[1].pk)

    assert [n.id for n in walk(page.nodes)] == [a.pk for a in answers[2:]]


def test_a_comment_of_another_conversation_is_not_found(discussion):
    assert threads.branch(discussion, of=make_comment().pk) is None


def test_moderators_carry_a_badge(discussion):
    make_comment(discussion=discussion, author=make_moderator())

    page = threads.first_page(discussion)

    assert [node.author.badge for node in page.walk()] == ["Moderator"]


@pytest.mark.parametrize("order", threads.ORDERS)
@pytest.mark.parametrize("seed", range(4))
def test_links_lead_to_every_comment_exactly_once(discussion, order, seed):
    grow(discussion, comments=300, seed=seed)
    reached, promised = [], []

    def follow_branch(comment_id, after):
        while True:
            page = threads.branch(discussion, of=comment_id, after=after)
            nodes = list(walk(page.nodes))
            take(nodes)
            if not page.more:
                return
            after = page.more_after

    def take(nodes):
        reached.extend(n.id for n in nodes if n.is_shown)
        for node in nodes:
            if node.continues:
                before = len(reached)
                follow_branch(node.id, None)
                promised.append((node.continues, len(reached) - before))
            if node.more:
                before = len(reached)
                follow_branch(node.id, node.more_after)
                promised.append((node.more, len(reached) - before))

    after = None
    while True:
        page = threads.first_page(discussion, order=order, after=after)
        take(list(walk(page.nodes)))
        if page.next_after is None:
            break
        after = page.next_after

    assert sorted(reached) == sorted(Comment.objects.seen().values_list("pk", flat=True))
    assert all(said == found for said, found in promised), promised


@pytest.mark.parametrize("comments", [10, 400])
def test_a_page_costs_the_same_at_any_size(discussion, comments):
    grow(discussion, comments=comments, seed=9)
    first = Comment.objects.seen().filter(depth=0).first()

    with CaptureQueriesContext(connection) as page:
        threads.first_page(discussion)
    with CaptureQueriesContext(connection) as branch:
        threads.branch(discussion, of=first.pk)

    assert len(page) <= 4
    assert len(branch) <= 6
