"""Somebody's words as HTML: shown as typed, and nothing runs."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from newsroom.web import markup

READER_VOCABULARY = {"p", "br", "blockquote", "em", "a"}
EDITOR_VOCABULARY = markup.EDITOR_TAGS
SCHEMES = ("http://", "https://")
# What plain text may lose on its way: white space, and the marks that became quotations and emphasis.
MARKS = re.compile(r"[\s*>]+")

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    'https://example.com/" onmouseover="alert(1)',
    "https://example.com/'onclick='alert(1)",
    "*<b>* *</em><script>*",
    "> </blockquote><script>alert(1)</script>",
    "javascript:alert(1) and https://javascript:alert(1)",
    "https://user:password@example.com/",
    "https://[::1/ https://[ https:// http://",
    "&lt;script&gt; &amp;lt; &#60;",
    "<!-- --><![CDATA[ ]]>",
    "\x00<\x00script\x00>",
    "\ud800\udc00 \udfff",
    "a\u2028b\u2029c\x85d\x0be",
    "\u202etxt.exe\u202c \u2066isolated",
    "z̸̢a̵l̶g̷o̸" * 200,
    "{% debug %} {{ request }}",
]


def tree(fragment):
    return parser.fragment_fromstring(f"<div>{fragment}</div>", create_parent=False)


def dangers(fragment, vocabulary):
    """Whatever in this HTML is outside the vocabulary or could run, as a parser sees it."""
    found = []
    for element in tree(fragment).iterdescendants():
        if not isinstance(element.tag, str) or element.tag not in vocabulary:
            found.append(f"element {element.tag}")
            continue
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "src", "srcset", "id", "name"}:
                found.append(f"attribute {name}")
            if name == "href" and re.match(r"[\s\x00-\x1f]*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", value, re.IGNORECASE):
                found.append(f"address {value}")
    return found


def words(text):
    return MARKS.sub("", markup.storable(text))


def hostile_texts(shared_data):
    for name, field in (
        ("xss-payloads", "payload"),
        ("xss-html5sec", "payload"),
        ("naughty-strings", "string"),
        ("bidi-zero-width-homoglyph", "string"),
    ):
        for line in (shared_data / "hostile-text" / f"{name}.jsonl").read_text().strip().split("\n"):
            yield json.loads(line)[field]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text):
    shown = markup.reader_html(text)

    assert dangers(shown, READER_VOCABULARY) == []
    assert words(tree(shown).text_content()) == words(text)


def test_every_text_of_the_collection_is_shown_as_text(shared_data):
    texts = list(hostile_texts(shared_data))

    wrong = [text for text in texts if dangers(markup.reader_html(text), READER_VOCABULARY)]
    changed = [text for text in texts if words(tree(markup.reader_html(text)).text_content()) != words(text)]

    assert len(texts) > 3000
    assert wrong == []
    assert changed == []


@given(st.text(alphabet=st.one_of(st.sampled_from("<>\"'&*/:\n =-"), st.characters()), max_size=300))
def test_any_text_is_shown_as_text(text):
    shown = markup.reader_html(text)

    assert dangers(shown, READER_VOCABULARY) == []
    assert words(tree(shown).text_content()) == words(text)


# What either way could take for something else: signs, white space of every kind, halves of entities and tags.
TOUCHY = st.sampled_from(
    ["*", ">", "://", "&", "<", "&amp;", "</p>", "<!--", "\n", "\n\n", " ", "\t", "\xa0", "\x85", "\u2028", "\ufeff"]
)


@given(st.lists(TOUCHY | st.text(max_size=5), max_size=12).map("".join))
def test_the_short_way_makes_the_same_bytes_as_the_long_way(text):
    short = markup.reader_html(text)

    with pytest.MonkeyPatch.context() as patch:
        # Every text has this sign, so every text takes the long way.
        patch.setattr(markup, "SIGNS_OF_A_HABIT", ("",))
        assert markup.reader_html(text) == short


def test_no_character_between_letters_is_shown_otherwise_by_the_short_way(monkeypatch):
    everything = "a".join(chr(code) for code in range(0x110000) if chr(code) not in "*>")
    texts = [everything[start : start + 2_000] for start in range(0, len(everything), 2_000)]
    short = [markup.reader_html(text) for text in texts]

    monkeypatch.setattr(markup, "SIGNS_OF_A_HABIT", ("",))

    assert [markup.reader_html(text) for text in texts] == short


def test_empty_lines_part_paragraphs_and_line_ends_are_kept():
    assert markup.reader_html("One\r\ntwo\n\n\n three") == '<p dir="auto">One<br>two</p><p dir="auto"> three</p>'


def test_quotations_nest_three_deep_and_no_deeper():
    shown = markup.reader_html(">>>>> far\n> near\nmine")

    assert shown.count("<blockquote") == 3
    assert shown.endswith('<p dir="auto">mine</p>')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *firm* word", "a <em>firm</em> word"),
        ("*two words*.", "<em>two words</em>."),
        ("2*3*4", "2*3*4"),
        ("* a list", "* a list"),
        ("**", "**"),
        ("snake*case*here", "snake*case*here"),
    ],
)
def test_stars_emphasise_words_and_spare_sums(text, shown):
    assert markup.reader_html(text) == f'<p dir="auto">{shown}</p>'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.com/a.", "https://example.com/a"),
        ("(https://example.com/a)", "https://example.com/a"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
        ("https://example.com/a*b*c", "https://example.com/a*b*c"),
        ("https://example.com/?a=1&b=2", "https://example.com/?a=1&b=2"),
        ("HTTPS://EXAMPLE.COM", "HTTPS://EXAMPLE.COM"),
        ("https://example.com/\u202egpj.exe", "https://example.com/"),
    ],
)
def test_addresses_become_links_that_gain_nobody_anything(text, address):
    [link] = tree(markup.reader_html(text)).findall(".//a")

    assert link.get("href") == link.text == address
    assert link.get("rel") == "nofollow ugc noopener"


@pytest.mark.parametrize(
    "text", ["ftp://example.com", "javascript:alert(1)", "https://", "www.example.com", "mailto:a@b.example"]
)
def test_nothing_else_becomes_a_link(text):
    assert "<a" not in markup.reader_html(text)


@pytest.mark.parametrize("unit", ["*", "* a", "https://", ")", "> ", "https://a.example/" + ")" * 50, "*a ", "&", "\u202e"])
def test_endless_text_takes_no_endless_time(unit):
    # What grows with the square would take minutes here and be noticed by whoever runs it.
    text = unit * (60_000 // len(unit))

    assert dangers(markup.reader_html(text[:60_000]), READER_VOCABULARY) == []


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x00b", "a�b"),
        ("\ud83d", "�"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("tab\tstays", "tab\tstays"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_text_is_stored_without_what_no_format_carries(text, stored):
    assert markup.storable(text) == stored
    markup.storable(text).encode()


WHOLE_VOCABULARY = "".join(
    [
        "<h2>Head</h2><h3>Lower</h3><p>Words <strong>strong</strong> <em>soft</em>",
        ' <a href="/2026/01/02/story/" rel="noopener">within</a> <a href="https://example.com/" rel="noopener">out</a>',
        ' <abbr title="Town hall">TH</abbr> H<sub>2</sub>O<br>line</p>',
        '<blockquote class="pullquote"><p>Pulled</p></blockquote><ul><li>one</li></ul><ol start="3"><li>three</li></ol>',
        '<figure data-photo="12"></figure>',
        '<figure data-embed="https://video.example/1"><figcaption>What it shows</figcaption></figure>',
        '<aside data-related="3,5"></aside><p lang="ar" dir="rtl">نص</p>',
        '<table><caption>Tides</caption><thead><tr><th scope="col" colspan="2">High</th></tr></thead>',
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><hr>",
    ]
)


def test_the_newsrooms_vocabulary_survives_whole():
    assert markup.editor_html(WHOLE_VOCABULARY) == WHOLE_VOCABULARY
    assert markup.editor_html(markup.editor_html(WHOLE_VOCABULARY)) == WHOLE_VOCABULARY


@pytest.mark.parametrize(
    "attribute",
    [
        'class="masthead"',
        'data-photo="12 onclick"',
        'data-photo="-1"',
        'data-embed="http://plain.example/"',
        'data-embed="javascript:alert(1)"',
        'data-embed="https://a.example/&quot;><script>"',
        'data-related="1,,2"',
        'onclick="alert(1)"',
        'style="color:red"',
        'id="act"',
        'data-hx-get="/account/"',
    ],
)
@pytest.mark.parametrize("tag", ["p", "figure", "aside", "blockquote"])
def test_attributes_of_any_other_form_go(tag, attribute):
    assert markup.editor_html(f"<{tag} {attribute}>Words</{tag}>") == f"<{tag}>Words</{tag}>"


FORBIDDEN = {
    "script-element": "//script",
    "style-element": "//style",
    "object-embed": "//object|//embed|//applet",
    "iframe": "//iframe|//frame|//frameset",
    "meta-base-link": "//meta|//base|//link",
    "template": "//template",
    "svg": "//svg|//math",
    "form": "//form|//input|//button",
    "comment": "//comment()",
    "style-attr": "//@style",
    "css-expression": "//@style",
    "event-handler": "//@*[starts-with(name(), 'on')]",
    "javascript-url": "//@href[contains(., 'script:')]|//@src|//@action|//@formaction",
    "data-html-url": "//@href[starts-with(., 'data:')]|//@src",
}


def test_what_must_not_survive_does_not(shared_data):
    cases = [json.loads(line) for line in (shared_data / "sanitiser" / "cases.jsonl").read_text().strip().split("\n")]

    survived = [
        (case["id"], what)
        for case in cases
        for what in case["must_not_survive"]
        if tree(markup.editor_html(case["input"])).xpath(FORBIDDEN[what])
    ]
    outside = [case["id"] for case in cases if dangers(markup.editor_html(case["input"]), EDITOR_VOCABULARY)]

    assert len(cases) > 100
    assert survived == []
    assert outside == []


def test_hostile_text_as_an_articles_body_is_harmless(shared_data):
    assert [text for text in hostile_texts(shared_data) if dangers(markup.editor_html(text), EDITOR_VOCABULARY)] == []


def test_cleaning_twice_changes_nothing_more(shared_data):
    cases = [json.loads(line)["input"] for line in (shared_data / "sanitiser" / "cases.jsonl").read_text().strip().split("\n")]

    assert [case for case in cases if markup.editor_html(markup.editor_html(case)) != markup.editor_html(case)] == []
