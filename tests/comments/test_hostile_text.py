"""Hostile text in the forms that bring it back, and on every page of the real site: shown as text, and nothing else."""

import uuid

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from lxml import html

from comments import wording
from comments.forms import CommentForm
from comments.models import Comment, Discussion, SiteSwitch
from tests.comments.hostile import OWN, assert_harmless, letters, texts_of
from tests.comments.reading import css, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_trusted_reader


def test_hostile_text_comes_back_in_the_form_as_it_was_typed(shared_data):
    request = RequestFactory().get("/")
    request.user = None
    discussion = Discussion(pk=1)
    discussion.switch = SiteSwitch()
    for text in [*OWN, *texts_of(shared_data, "xss-payloads.jsonl", "naughty-strings.jsonl")[:600]]:
        form = CommentForm({"body": text + "\n" + "x" * 3000})
        page = html.document_fromstring(
            render_to_string(
                "comments/_write.html", {"form": form, "action": "/", "discussion": discussion, "shows_form": True}, request
            )
        )
        [field] = css(page, "textarea")
        assert letters(field.text) == letters(wording.clean(text)) + "x" * 3000
        assert len(field) == 0


@pytest.mark.django_db
def test_hostile_text_through_the_whole_site(client, discussion):
    comments = [make_comment(discussion=discussion, body=text) for text in OWN]
    writer = make_trusted_reader()
    sign_in(client, writer)
    client.post(reverse("comments:write", args=[discussion.pk]), {"body": OWN[0] + " ", "key": str(uuid.uuid4())})

    pages = [
        discussion.get_absolute_url(),
        f"{reverse('comments:new', args=[discussion.pk])}?since=0",
        reverse("comments:mine"),
        *(reverse("comments:reply", args=[comment.pk]) for comment in comments[:4]),
        *(reverse("comments:report", args=[comment.pk]) for comment in comments[:4]),
    ]
    for address in pages:
        page = read(client, address)
        bodies = css(page, ".comment-body")
        assert bodies
        for body in bodies:
            assert_harmless(body)
        assert all(script.get("src") for script in css(page, "script"))
        assert [form.get("method") for form in css(page, "form#act")] in (["post"], [])
    assert Comment.objects.count() == len(OWN) + 1
