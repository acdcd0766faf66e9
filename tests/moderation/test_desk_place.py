"""Where one is on the desk: what narrows the list down stays in every way through it; an empty list says what to do next."""

import pytest
from django.urls import reverse

from comments.models import Awaiting
from comments.moderation.desk import claims
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_held_comment

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


def page(desk, **query):
    return desk.get(QUEUE, query).content.decode()


def test_every_queue_is_a_link_that_keeps_what_else_narrows_the_list_down(desk):
    make_held_comment()

    html = page(desk, queue="held", order="newest", watched="1")

    for name in ("reported", "unchecked", "escalated", "objections", "notices"):
        assert f'href="/moderation/?queue={name}&amp;order=newest&amp;watched=1"' in html
    assert 'href="/moderation/?order=newest&amp;watched=1"' in html
    assert '<input type="hidden" name="queue" value="held">' in html


def test_a_search_finds_a_comment_in_the_form_that_asked_for_it(desk):
    comment = make_held_comment(body="The barnacle geese are back.")

    html = page(desk, q="barnacle")

    assert f'id="case-{comment.pk}"' in html
    assert 'value="barnacle"' in html


@pytest.mark.parametrize(
    ("query", "words"),
    [({"q": "cormorant"}, "No comment has these words."), ({"author": "1"}, "Nothing waits."), ({}, "Nothing waits.")],
)
def test_an_empty_list_says_why_and_where_to_go(desk, query, words):
    html = page(desk, **query)

    assert words in html
    assert "Show everything that waits" in html or reverse("moderation:log") in html


def test_what_narrows_the_list_down_stays_through_a_decision(desk):
    comment = make_held_comment()
    html = page(desk, queue="held", order="newest")
    start = html.index(f'id="case-{comment.pk}"')

    assert '<input type="hidden" name="order" value="newest">' in html[start:]
    assert f'data-beside="{reverse("moderation:beside", args=[comment.pk])}?queue=held&amp;order=newest"' in html


def test_whoever_opens_what_a_colleague_looks_at_is_told_whose_it_is(desk):
    waits = Awaiting.objects.get(comment=make_held_comment())
    colleague = make_moderator(display_name="Ned Ash")
    claims.claim(waits.pk, by=colleague)

    answer = desk.post(reverse("moderation:claim", args=[waits.pk]), headers={"HX-Request": "true"})
    html = page(desk)

    assert answer.content.decode() == "Ned Ash is looking at this."
    assert "Ned Ash has just begun to look at this" in html
    claims.leave(waits.pk, by=colleague)
    assert desk.post(reverse("moderation:claim", args=[waits.pk]), headers={"HX-Request": "true"}).status_code == 204
    assert "looking at this" not in page(desk)


def test_from_the_page_of_one_comment_one_takes_the_next(desk):
    first, second = make_held_comment(), make_held_comment()
    key = Awaiting.objects.get(comment=first).pk

    html = desk.get(reverse("moderation:case", args=[first.pk])).content.decode()
    answer = desk.post(reverse("moderation:next"), {"left": key})

    assert f'name="left" value="{key}"' in html
    assert answer.url == reverse("moderation:case", args=[second.pk])


def test_a_case_has_one_box_to_choose_it_by(desk):
    make_held_comment()

    assert page(desk).count('name="comment"') == 1
