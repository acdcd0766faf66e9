"""What else on an open desk follows a decision that was sent by script."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment
from comments.moderation import queue
from comments.moderation.queue import Filters
from tests.factories.comments import make_comment, make_held_comment, make_report
from tests.factories.contesting import make_notice
from tests.moderation.desk import BY_SCRIPT, decide

pytestmark = pytest.mark.django_db


def heading(answer):
    """What the heading of the list says of it, on its page or brought along by a decision."""
    [said] = re.findall(r'data-follow="here">(.*?)<', answer.content.decode())
    return said


def test_every_time_on_the_desk_says_its_zone(desk):
    comment = make_held_comment(parent=make_comment())
    decide(desk, comment)

    pages = [
        desk.get(address).content.decode() for address in (reverse("moderation:case", args=[comment.pk]), "/moderation/log/")
    ]

    shown = [words for page in pages for words in re.findall(r"<time datetime=.*?>(.*?)</time>", page) if ":" in words]
    assert len(shown) > 5
    assert all(words.endswith((" GMT", " BST")) for words in shown)


def test_a_decision_by_script_brings_the_counts_and_the_authors_record_with_it(desk):
    comment, reported = make_held_comment(), make_report().comment

    answer = decide(desk, comment, headers=BY_SCRIPT).content.decode()

    assert 'data-follow="count-all">1<' in answer
    assert 'data-follow="count-held">0<' in answer
    assert f'data-follow="record-{comment.author_id}"' in answer
    assert "1 case still waits in this list." in answer
    assert "Nothing waits." in decide(desk, reported, headers=BY_SCRIPT).content.decode()


def test_a_decision_under_filters_leaves_the_heading_to_what_they_leave(desk):
    here = make_held_comment()
    section = here.discussion.article.section.slug
    make_held_comment(discussion=here.discussion)
    make_held_comment()
    make_report(comment=make_comment(discussion=here.discussion))
    filters = {"section": section, "queue": "held"}
    assert heading(desk.get("/moderation/", filters)) == "2"

    answer = decide(desk, here, headers=BY_SCRIPT, **filters)

    assert heading(answer) == "1"
    assert 'data-follow="count-held">2<' in answer.content.decode()
    assert "1 case still waits in this list." in answer.content.decode()


def test_after_a_search_the_heading_follows_a_decision_as_well(desk):
    comment = make_held_comment(body="The ferry is late.")
    make_comment(body="Which ferry?")
    assert heading(desk.get("/moderation/", {"q": "ferry"})) == "2 comments with these words, 1 of them waiting"

    answer = decide(desk, comment, headers=BY_SCRIPT, q="ferry")

    assert heading(answer) == "2 comments with these words"
    assert '<a href="/moderation/">Show everything that waits</a>' in answer.content.decode()


def test_at_the_end_of_what_filters_leave_the_desk_leads_to_what_they_leave_out(desk):
    comment = make_held_comment()
    make_held_comment()
    make_notice(make_comment())
    filters = {"author": comment.author_id, "order": "newest"}

    by_script = decide(desk, comment, headers=BY_SCRIPT, **filters).content.decode()
    page = desk.get("/moderation/", filters).content.decode()

    for said in (by_script, page):
        assert "Nothing waits here." in said
        assert '<a href="/moderation/">Show the 2 that wait elsewhere</a>' in said


def test_a_further_page_that_has_been_emptied_says_that_more_waits_before_it(desk):
    comment = make_held_comment()
    filters = {"author": comment.author_id, "order": "newest"}
    first = queue.waiting(Filters.of({name: str(value) for name, value in filters.items()}), now=timezone.now(), limit=1)

    page = desk.get("/moderation/", filters | {"after": first.items[0].row.place}).content.decode()

    assert "1 case still waits in this list." in page
    assert f'<a href="/moderation/?order=newest&amp;author={comment.author_id}">Show what waits</a>' in page


def test_a_decision_on_a_comment_whose_author_has_left_brings_no_record(desk):
    comment = make_held_comment()
    Comment.objects.filter(pk=comment.pk).update(author=None)

    answer = decide(desk, comment, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert 'data-follow="record' not in answer.content.decode()
