"""Hostile text in what is quoted and named: nothing survives that must not, and our own marks cannot be forged."""

import re

import pytest
from lxml import html

from comments import quoting, references, wording
from comments.models import Comment
from newsroom.accounts.models import User
from tests.comments.hostile import ALLOWED, ALLOWED_ATTRIBUTES, OWN, sanitisers_texts, texts_of

COLLECTION = ["xss-payloads.jsonl", "xss-html5sec.jsonl", "naughty-strings.jsonl", "bidi-zero-width-homoglyph.jsonl"]
# What references add to the tags of readers' text.
ALSO = {"span": {"class"}, "bdi": set(), "p": {"class", "dir"}, "a": {"href", "rel"}}


@pytest.fixture
def all_texts(shared_data):
    """Everything the shared collections hold."""
    return sanitisers_texts(shared_data) + texts_of(shared_data, *COLLECTION)


def assert_shown_harmlessly(texts):
    """As `assert_harmless` for each of these quoted and named, with what references add and nothing else."""
    shown = "".join(f"<section>{quoted_and_named(text)}</section>" for text in texts)
    sections = html.document_fromstring(f"<html><body>{shown}</body></html>").xpath("/html/body/*")
    assert [section.tag for section in sections] == ["section"] * len(texts)
    assert references.BEGIN not in shown
    assert references.END not in shown
    for element in (element for section in sections for element in section.iterdescendants()):
        assert element.tag in ALLOWED | set(ALSO), html.tostring(element)
        allowed = ALSO.get(element.tag, ALLOWED_ATTRIBUTES.get(element.tag, set()))
        assert set(element.attrib) <= allowed, html.tostring(element)
        assert element.get("class", "") in {"", "mention", "quoted-from"}
        if element.tag == "a":
            assert re.match(r"https?://|/comments/2/$", element.get("href", "https://"), re.IGNORECASE), element.get("href")


def quoted_and_named(text):
    """A comment that quotes these words, whose author and whose neighbour are called like that too."""
    words = wording.clean(text)
    typed = quoting.quotation(Comment(pk=2, body=words, author=User(display_name=words[:50]))).split("\n")[1:]
    body = "\n".join([f"> {references.to_comment(2)}", *typed, f"{words}{references.to_reader(1)}{words}"])
    names = {"@1": references.Named("@1", words), "#2": references.Named("#2", words, "published")}
    return references.as_html(body, names)


def test_our_own_hostile_texts_are_quoted_and_named_as_text():
    assert_shown_harmlessly(OWN)


def test_every_hostile_text_of_the_collections_is_quoted_and_named_as_text(all_texts):
    assert len(all_texts) > 3000
    assert_shown_harmlessly(all_texts)


@pytest.mark.parametrize(
    "mark", ["\ufff9@1\ufffb", "\ufff9#2\ufffb", "\ufff9\ufff9@1\ufffb\ufffb", "\ufff9@1", "@1\ufffb", "\ufffa"]
)
@pytest.mark.parametrize("around", ["{}", "https://example.org/{}", "> {}", "*{}*", "a{}b"])
def test_no_mark_of_ours_can_be_typed(mark, around):
    cleaned = wording.clean(around.format(mark))

    assert not set(cleaned) & set("\ufff9\ufffa\ufffb")
