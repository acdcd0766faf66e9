"""Hostile text through everything that a reader can fill in: as comment, name, words about oneself, preview.

Whatever stands there, the page around it keeps the shape that it has around harmless words, and what was typed is text.
"""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from lxml import html

from comments import pieces, rendering, wording
from comments.models import Discussion
from comments.nodes import Conversation, Node
from comments.people import Person
from comments.previewing import Preview, words_as_shown
from newsroom.accounts import showing
from newsroom.web import slots
from tests.comments.hostile import OWN, assert_harmless, letters, sanitisers_texts, texts_of
from tests.comments.reading import css, read
from tests.factories.comments import make_trusted_reader

pytestmark = pytest.mark.django_db
COLLECTION = [
    "xss-payloads.jsonl",
    "xss-html5sec.jsonl",
    "naughty-strings.jsonl",
    "bidi-zero-width-homoglyph.jsonl",
]
LONGEST_NAME = 50


def in_a_thread(said):
    """Comments as they stand in a thread, of (words, name): one list item each. The revision keeps them apart."""
    at = timezone.now().replace(hour=12, minute=0)
    nodes = [
        Node(
            id=1, number=1, root_id=None, parent_id=None, depth=0, path=b"", status="published", body=words, revision=number,
            created_at=at, author_id=1, answers_to_id=None, recommendations=3, answers=0, below=0,
            author=Person(1, name, "Staff", has_page=True), to=(7, Person(2, name)),
        )
        for number, (words, name) in enumerate(said)
    ]  # fmt: skip
    pieces.KEPT.forget()
    return slots.cut(str(rendering.forest(Conversation(Discussion(pk=1), nodes))))[0].decode()


def as_comment(texts, _discussion):
    return in_a_thread((wording.clean(text), "Kira Evans") for text in texts)


def as_name(texts, _discussion):
    return in_a_thread(("Words.", name_of(text)) for text in texts)


def as_words_about_oneself(texts, _discussion):
    return "".join(f"<li>{render_to_string('comments/_bio.html', {'bio': wording.clean(text)})}</li>" for text in texts)


def as_preview(texts, discussion):
    previews = [Preview(words_as_shown(text, discussion=discussion), Person(1, name_of(text))) for text in texts]
    return "".join(f"<li>{render_to_string('comments/_preview.html', {'preview': preview})}</li>" for preview in previews)


CHANNELS = [as_comment, as_name, as_words_about_oneself, as_preview]
# Where an address could lead somewhere else, or code could stand.
ADDRESSES = {"href", "src", "action", "formaction", "data-hx-get", "data-hx-post", "data-hx-target", "style", "srcdoc"}


def name_of(text):
    return wording.clean(text)[:LONGEST_NAME]


def shape(item):
    """Everything but words: each element, where it stands, its attributes and where they lead. A body is judged by itself."""
    in_bodies = {part for body in css(item, ".comment-body") for part in body.iterdescendants()}
    return [
        (part.getparent().tag, part.tag, [(name, value if name in ADDRESSES else "") for name, value in part.items()])
        for part in item.iterdescendants()
        if part not in in_bodies
    ]


def assert_text_everywhere(channel, texts, discussion):
    page = html.document_fromstring(f"<html><body><ol>{channel(['Words.', *texts], discussion)}</ol><p></p></body></html>")
    harmless, *items = page.xpath("/html/body/ol/li")
    as_it_should_be = shape(harmless)

    assert len(items) == len(texts)
    assert [part.tag for part in page.xpath("/html/body/*")] == ["ol", "p"]
    for item, text in zip(items, texts, strict=True):
        assert shape(item) == as_it_should_be, text
        [body] = css(item, ".comment-body")
        assert_harmless(body)
        if channel is as_name:
            assert letters(css(item, ".comment-author")[0].text_content()) == letters(name_of(text))
        else:
            assert letters(body.text_content()) == letters(wording.clean(text)), text


@pytest.mark.parametrize("channel", CHANNELS)
def test_our_own_hostile_texts_are_text_everywhere(channel, discussion):
    assert_text_everywhere(channel, OWN, discussion)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_hostile_text_of_the_collections_is_text_everywhere(channel, discussion, shared_data):
    # Single words, of which a few dozen make one text.
    words = texts_of(shared_data, "profanity.jsonl")
    lines = [" ".join(words[start : start + 40]) for start in range(0, len(words), 40)]
    collected = [*sanitisers_texts(shared_data), *texts_of(shared_data, *COLLECTION), *lines]
    texts = [text for text in collected if wording.clean(text).strip()]

    assert len(texts) > 3900
    assert_text_everywhere(channel, texts, discussion)


def test_what_one_says_about_oneself_is_text_on_ones_page(client):
    reader = make_trusted_reader(display_name="Kira Evans")
    usual = len(css(read_page(client, reader, "Words."), "main *"))
    for text in OWN:
        page = read_page(client, reader, text)
        [bio] = css(page, ".comment-body")
        assert_harmless(bio)
        assert letters(bio.text_content()) == letters(wording.clean(text))
        assert len(css(page, "main *")) - len(list(bio.iterdescendants())) <= usual


def read_page(client, reader, bio):
    showing.show(reader, bio=bio, to="everyone")
    return read(client, f"/reader/{reader.pk}/")
