"""Whoever answers what was answered meanwhile reads by whom and how, keeps their words, and finds what they did themselves."""

import pytest

from comments.models import Notice, Objection
from comments.moderation import decisions, notices, objections
from tests.comments.reading import read
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule
from tests.factories.contesting import ANSWER, make_notice, make_objection
from tests.moderation.test_answer_pages import fields, page_of

pytestmark = pytest.mark.django_db

THINGS = {"an objection": make_objection, "a notice": make_notice}
FIRST = {"an objection": ("rejected", "the decision stands"), "a notice": ("stays", "the comment stays")}
OTHER = {"an objection": {"outcome": "upheld"}, "a notice": {"outcome": "removed"}}


def answered(thing, *, by):
    """Somebody has answered it: all stays as it is."""
    if isinstance(thing, Objection):
        return objections.answer(thing, by=by, upheld=False, words=ANSWER)
    return notices.decide(thing, by=by, removes=False, words=ANSWER)


@pytest.mark.parametrize("what", THINGS)
@pytest.mark.parametrize(
    ("same", "said"),
    [(True, "done this: {}."), (False, "decided otherwise: {}. Nothing was changed.")],
    ids=["the same", "something else"],
)
def test_whoever_comes_second_reads_who_has_decided_what_and_keeps_the_words(client, desk, what, same, said):
    thing, (outcome, in_words) = THINGS[what](), FIRST[what]
    wanted = {"outcome": outcome} if same else OTHER[what] | {"rule": make_rule().pk}
    sent = fields(read(desk, page_of(thing))) | wanted | {"words": "It names a person & lies."}
    answered(thing, by=make_moderator(display_name="Jonas Reed"))

    answer = desk.post(page_of(thing), sent)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert f"Jonas Reed has just {said.format(in_words)}" in page
    assert "It names a person &amp; lies." in page
    assert type(thing).objects.get(pk=thing.pk).answer == ANSWER


@pytest.mark.parametrize("what", THINGS)
def test_ones_own_second_press_is_answered_as_done_with_the_way_to_undo_it(client, desk, moderator, what):
    thing = THINGS[what]()
    sent = fields(read(desk, page_of(thing))) | {"outcome": FIRST[what][0], "words": f" {ANSWER}\r\n"}
    answered(thing, by=moderator)

    answer = desk.post(page_of(thing), sent, follow=True)
    page = answer.content.decode()

    assert answer.redirect_chain == [(page_of(thing), 302)]
    assert f"You have just done this: {FIRST[what][1]}." in page
    assert 'data-key="u"' in page
    assert "It was not sent" not in page


def test_a_second_press_that_answers_others_too_is_no_error(client, desk):
    comment = make_comment()
    first, second, third = (make_notice(comment, email=f"{n}@example.org") for n in "abc")
    sent = fields(read(desk, page_of(first))) | {"outcome": "stays", "words": ANSWER, "also": [second.pk]}
    desk.post(page_of(first), sent)

    page = desk.post(page_of(first), sent, follow=True).content.decode()

    assert "You have just done this: the comment stays." in page
    assert Notice.objects.get(pk=third.pk).outcome == "open"


def test_a_removal_meanwhile_leaves_nothing_to_answer_and_says_whose_it_was(client, desk):
    notice = make_notice()
    sent = fields(read(desk, page_of(notice))) | {"outcome": "stays", "words": "It harms nobody, we think."}
    decisions.remove(notice.comment, by=make_moderator(display_name="Jonas Reed"), rule=make_rule())

    page = desk.post(page_of(notice), sent).content.decode()

    assert "Jonas Reed has just decided: removed. There is nothing left to answer." in page
    assert "It harms nobody, we think." in page
