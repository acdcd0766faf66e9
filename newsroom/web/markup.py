"""The only place where somebody's words become HTML.

`reader_html` takes a reader's plain text: everything is escaped, and four habits of plain text are understood: empty
lines part paragraphs, `>` begins a quotation, `*stars*` emphasise, addresses of web pages become links.
`editor_html` takes HTML from the newsroom's editor and keeps a small vocabulary. `storable` mends text before it is
stored. Blocks carry `dir="auto"`: each is isolated, so an Arabic paragraph is set from the right and a stray control
character turns around nothing but its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe

# Everything HTML or XML cannot carry: controls but tab and line feed, halves of a character, and two non-characters.
IMPOSSIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# An address ends at white space, quotes, brackets, and at characters that would show it otherwise than it is.
ADDRESS = re.compile(
    "https?://[^\\s<>\"'`{}|\\\\^\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffd]{1,2000}", re.IGNORECASE
)
# What a sentence puts behind an address, and what closes a bracket that it did not open.
TRAILING = ".,;:!?…*_~\u201d\u2019\u00bb"
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500})(?<=[^\s*])\*(?![\w*])")

# Deeper quotations are flattened: nobody can follow them, and the page would run out of width.
QUOTE_DEPTH = 3
QUOTE = re.compile(r"[ \t]{0,3}((?:>[ \t]?)+)(.*)")

# Without one of these signs a text has none of the habits: it is paragraphs and nothing else, as nearly all comments are.
SIGNS_OF_A_HABIT = ("*", ">", "://")
EMPTY_LINES = re.compile(r"\n\s*\n")

READER_REL = "nofollow ugc noopener"
READER_TAGS = {"p", "br", "blockquote", "em", "a"}
READER_ATTRIBUTES = {"a": {"href"}, "p": {"dir"}, "blockquote": {"dir"}}

EDITOR_TAGS = {
    "p", "h2", "h3", "blockquote", "ul", "ol", "li", "figure", "figcaption", "aside", "cite",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
    "a", "strong", "em", "sub", "sup", "abbr", "q", "s", "code", "span", "br", "hr",
}  # fmt: skip
EDITOR_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "abbr": {"title"},
    "blockquote": {"class"},
    "figure": {"data-photo", "data-embed"},
    "aside": {"data-related"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# What stands behind each of these attributes must be exactly of this form; otherwise the attribute goes.
EDITOR_VALUES = {
    "class": re.compile(r"pullquote"),
    "colspan": re.compile(r"[1-9][0-9]?"),
    "data-embed": re.compile(r"https://[^\s\"'<>\\]{1,500}"),
    "data-photo": re.compile(r"[1-9][0-9]{0,17}"),
    "data-related": re.compile(r"(?:[1-9][0-9]{0,17}(?:,[1-9][0-9]{0,17}){0,19})?"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}"),
    "rowspan": re.compile(r"[1-9][0-9]?"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
    "start": re.compile(r"[0-9]{1,4}"),
}
# Their content is no text of the story.
DROPPED_WHOLE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "template",
    "noscript",
    "svg",
    "math",
    "textarea",
    "select",
    "title",
}


def storable(text: str) -> str:
    """The text as the database and every format can carry it: one kind of line end, and � for what is no character."""
    if text.isprintable():
        # Then nothing of either kind is in it: asking so takes a tenth of looking for them.
        return text
    return IMPOSSIBLE.sub("\ufffd", LINE_ENDS.sub("\n", text))


def reader_html(text: str) -> SafeString:
    """A reader's plain text as safe HTML. Whatever it says, it is shown as what was typed."""
    mended = storable(text).strip()
    if not any(sign in mended for sign in SIGNS_OF_A_HABIT):
        return SafeString(_paragraphs(mended))
    blocks = "".join(_quoted(mended.split("\n"), depth=0))
    # Everything above is escaped already. This says the same a second time, in other words: a whitelist.
    return mark_safe(
        nh3.clean(blocks, tags=READER_TAGS, attributes=READER_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=READER_REL)
    )


def editor_html(html: str) -> SafeString:
    """An article's body with nothing in it but the newsroom's vocabulary; safe to be put into a page.

    Figures are references (`<figure data-photo="12">`, `<figure data-embed="https://…">`), and so is the related box
    (`<aside data-related="3,5">`): the article's page replaces them with what they stand for.
    """
    return mark_safe(
        nh3.clean(
            storable(html),
            tags=EDITOR_TAGS,
            clean_content_tags=DROPPED_WHOLE,
            attributes=EDITOR_ATTRIBUTES,
            attribute_filter=_editor_attribute,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener",
            strip_comments=True,
        )
    )


def _editor_attribute(_tag: str, name: str, value: str) -> str | None:
    form = EDITOR_VALUES.get(name)
    return value if form is None or form.fullmatch(value) else None


def _paragraphs(text: str) -> str:
    """A text without any habit, byte for byte as the long way makes it, at a tenth of its cost.

    Outside of attributes these three characters are all that HTML can take for something else (HTML standard, "Escaping a
    string"); `>` has been looked for before.
    """
    # Parted before anything is escaped: a line that holds nothing but a no-break space is an empty one.
    blocks = EMPTY_LINES.split(text) if "\n" in text else [text] if text else []
    return "".join([f'<p dir="auto">{_escaped(block)}</p>' for block in blocks])


def _escaped(block: str) -> str:
    return block.replace("&", "&amp;").replace("<", "&lt;").replace("\xa0", "&nbsp;").replace("\n", "<br>")


def _quoted(lines: list[str], *, depth: int) -> Iterator[str]:
    """Lines as paragraphs and quotations."""
    paragraph: list[str] = []
    quotation: list[str] = []
    for line in [*lines, ""]:
        mark = QUOTE.fullmatch(line)
        if mark is not None and depth < QUOTE_DEPTH:
            yield from _paragraph(paragraph)
            paragraph = []
            # One level is taken off; what remains of the marks belongs to the quotation within.
            quotation.append(">" * (mark.group(1).count(">") - 1) + mark.group(2))
            continue
        yield from _quotation(quotation, depth=depth)
        quotation = []
        if line.strip():
            paragraph.append(QUOTE.sub(r"\2", line) if mark is not None else line)
        else:
            yield from _paragraph(paragraph)
            paragraph = []


def _quotation(lines: list[str], *, depth: int) -> Iterator[str]:
    if any(line.strip() for line in lines):
        yield f'<blockquote dir="auto">{"".join(_quoted(lines, depth=depth + 1))}</blockquote>'


def _paragraph(lines: list[str]) -> Iterator[str]:
    if lines:
        yield f'<p dir="auto">{_inline(chr(10).join(lines)).replace(chr(10), "<br>")}</p>'


def _inline(text: str) -> str:
    """Links first, so that stars inside an address stay what they are; between them, emphasis."""
    pieces: list[str] = []
    position = 0
    for found in ADDRESS.finditer(text):
        address = _without_trailing(found.group())
        if not _is_a_page(address):
            continue
        pieces += [_emphasised(text[position : found.start()]), _link(address)]
        position = found.start() + len(address)
    pieces.append(_emphasised(text[position:]))
    return "".join(pieces)


def _emphasised(text: str) -> str:
    return EMPHASIS.sub(r"<em>\1</em>", escape(text))


def _without_trailing(address: str) -> str:
    while address:
        if address[-1] in TRAILING or (
            address[-1] in ")]" and address.count(address[-1]) > address.count("(" if address[-1] == ")" else "[")
        ):
            address = address[:-1]
        else:
            break
    return address


def _is_a_page(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _link(address: str) -> str:
    # Shown in full: whoever follows it sees where it leads, and what was typed stays what is read.
    return f'<a href="{escape(address)}">{escape(address)}</a>'
