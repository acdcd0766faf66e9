"""What the desk says about checks by other servers: whether they answer, and how many comments wait for them."""

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from comments.moderation import checking_again
from tests.comments.reading import css
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db


def text_of(response, selector):
    return [" ".join(found.text_content().split()) for found in css(html.fromstring(response.content), selector)]


def posted(count=3):
    discussion = make_discussion()
    for _ in range(count):
        make_comment(discussion=discussion)


def test_without_outside_checks_the_policys_page_says_that_there_is_none_and_no_page_asks(desk):
    with CaptureQueriesContext(connection) as asked:
        assert "None is set up" in desk.get(reverse("moderation:policy")).content.decode()
        queue = desk.get(reverse("moderation:queue"))
    assert not any("does not answer" in words for words in text_of(queue, ".notice-warning"))
    assert not any("outsideservice" in query["sql"] or "comments_unchecked" in query["sql"] for query in asked)


def test_the_policys_page_says_how_each_does(desk, outside, settings, says):
    settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
    posted()
    before = text_of(desk.get(reverse("moderation:policy")), ".facts")[0]
    says(0.0)
    checking_again.work_off(0)

    after = text_of(desk.get(reverse("moderation:policy")), ".facts")[0]

    assert before.count("not asked yet; 3 comments wait for it") == 2
    assert after.startswith("The newsroom’s own checkanswered last on ")
    assert after.count("0 comments wait for it") == 2


def test_above_the_queue_stands_that_one_does_not_answer(desk, outside, says):
    posted()
    says(None)
    checking_again.work_off(0)

    page = desk.get(reverse("moderation:queue"))
    [said] = [words for words in text_of(page, ".notice-warning") if "standards" not in words]

    assert said.startswith("The newsroom’s own check has not answered since ")
    assert "3 comments are not checked." in said
    assert "nobody is there" in desk.get(reverse("moderation:policy")).content.decode()


def test_a_case_says_what_did_not_run(desk, published_meanwhile, says):
    comment = make_comment()
    says(None)
    checking_again.check_again(comment_id=comment.pk)

    page = desk.get(reverse("moderation:queue")).content.decode()

    assert "not checked: no usable answer (nobody is there); it is asked again" in page


def test_its_author_is_not_told_that_a_person_looks_where_only_a_check_is_not_done_yet(client, outside):
    discussion, reader = make_discussion(), make_trusted_reader()
    sign_in(client, reader)
    address = reverse("comments:write", args=[discussion.pk])

    by_form = client.post(address, {"body": "The tide was low that day.", "key": str(uuid.uuid4())}, follow=True)

    assert "Thank you. It appears once our checks are done" in by_form.content.decode()
    assert "A person will look at your comment" not in by_form.content.decode()
