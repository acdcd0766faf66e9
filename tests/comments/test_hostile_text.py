"""Hostile text as comment, name, draft and answer: every text is shown as text, and is nothing else."""

import uuid

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from lxml import html

from comments import pieces, rendering, wording
from comments.forms import CommentForm
from comments.models import Comment, Discussion, SiteSwitch
from comments.nodes import Conversation, Node
from comments.people import Person
from newsroom.web import slots
from tests.comments.hostile import OWN, assert_harmless, letters, texts_of
from tests.comments.reading import css, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_trusted_reader

ALL = [
    "xss-payloads.jsonl",
    "xss-html5sec.jsonl",
    "naughty-strings.jsonl",
    "bidi-zero-width-homoglyph.jsonl",
    "profanity.jsonl",
]


def node_of(number, text, name="Ada Lind"):
    return Node(
        id=number, number=number, root_id=None, parent_id=None, depth=0, path=b"", status="published", body=text, revision=1,
        created_at=timezone.now(), author_id=1, answers_to_id=None, recommendations=3, answers=0, below=0,
        author=Person(1, name, "Staff"), to=(7, Person(2, name)),
    )  # fmt: skip


def assert_shown_as_text(texts):
    """Each text as a comment among others, on a page that still has its shape afterwards."""
    pieces.KEPT.forget()
    page = Conversation(Discussion(pk=1), [node_of(number, text) for number, text in enumerate(texts, start=1)])
    plain, _slots = slots.cut(f"<html><body><ol>{rendering.forest(page)}</ol><p id='last'></p></body></html>")
    document = html.document_fromstring(plain.decode())

    items = document.xpath("/html/body/ol/li")
    assert [item.get("id") for item in items] == [f"comment-{number}" for number in range(1, len(texts) + 1)]
    assert document.xpath("/html/body/p[@id='last']")
    for item, text in zip(items, texts, strict=True):
        [body] = css(item, ".comment-body")
        assert_harmless(body)
        assert letters(body.text_content()) == letters(wording.clean(text)), text


def test_our_own_hostile_texts_are_shown_as_text():
    assert_shown_as_text([text for text in OWN if wording.objection(wording.clean(text)) is None])


def test_every_hostile_text_of_the_collection_is_shown_as_text(shared_data):
    texts = texts_of(shared_data, *ALL)

    assert len(texts) > 4000
    assert_shown_as_text([wording.clean(text) for text in texts])


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
        assert letters(field.text) == letters(text) + "x" * 3000
        assert len(field) == 0


@pytest.mark.parametrize("name", ["<b>Bold</b>", '"><script>x</script>', "{{ x }}", "' onclick='x", "&lt;i&gt;"])
def test_a_hostile_name_is_shown_as_text(name):
    page = Conversation(Discussion(pk=1), [node_of(1, "Words.", name=name)])
    document = html.fromstring(slots.cut(str(rendering.forest(page)))[0].decode())

    assert css(document, ".comment-author")[0].text_content() == name
    assert css(document, ".comment-to a")[0].text_content() == name
    assert not css(document, "script")
    assert not css(document, "b")


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
