"""The text of a story: what is in it, and what its references become when a page is built.

A stored body is what `markup.editor_html` lets through. Three things in it stand for something else, which may change
after the story was written, and are expanded with each page: `<figure data-photo="12">` is a photograph with its caption
and credit; `<figure data-embed="https://…">` is something of another site, behind a plain link, so that nobody else
learns who reads what; `<aside data-related="7,9">` is a box of related stories, of all where it names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.tables import Table

NUMBERS = re.compile(r"[0-9]{1,18}", re.ASCII)
WORDS = re.compile(r"\w+")
BREAKS_A_WORD = frozenset(["p", "h2", "h3", "h4", "li", "blockquote", "figcaption", "td", "th", "tr", "br", "caption"])

# Stands between blocks while a body is read; no stored text contains it.
END_OF_A_BLOCK = "\0"

Expander = Callable[[int], str]


@dataclass(frozen=True)
class Link:
    """A link in the text: where it leads, and the words one clicks on."""

    target: str
    words: str


@dataclass(frozen=True)
class Outline:
    """What a body contains, without its markup; in its text each block (paragraph, heading, cell) is a line."""

    figures: tuple[int, ...] = ()
    stories: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, body: str) -> Outline:
        """Read a body. Numbers of photographs and stories come in the order in which readers meet them."""
        reader = _OutlineReader()
        reader.feed(body)
        reader.close()
        return cls(
            figures=tuple(dict.fromkeys(reader.figures)),
            stories=tuple(dict.fromkeys(reader.stories)),
            links=tuple(reader.links),
            text="\n".join(filter(None, (" ".join(block.split()) for block in "".join(reader.text).split(END_OF_A_BLOCK)))),
        )

    @property
    def word_count(self) -> int:
        """Words, as a reader would count them; in scripts that write none apart, runs of letters."""
        return len(WORDS.findall(self.text))


class _OutlineReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.figures: list[int] = []
        self.stories: list[int] = []
        self.links: list[Link] = []
        self.text: list[str] = []
        self.open_link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure":
            self.figures += numbers_in(given.get("data-photo"))[:1]
        elif tag == "aside":
            self.stories += numbers_in(given.get("data-related"))
        elif tag == "a":
            self.open_link = (given.get("href") or "").strip(), len(self.text)
        elif tag == "img" and self.open_link:
            self.text.append(given.get("alt") or "")
        if tag in BREAKS_A_WORD:
            self.text.append(" " if tag == "br" else END_OF_A_BLOCK)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open_link is not None:
            target, start = self.open_link
            self.links.append(Link(target, " ".join("".join(self.text[start:]).replace(END_OF_A_BLOCK, " ").split())))
            self.open_link = None
        if tag in BREAKS_A_WORD:
            self.text.append(" " if tag == "br" else END_OF_A_BLOCK)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@dataclass
class _Inside:
    """An element that is being replaced: what it becomes, and how deep we are in elements of its name."""

    tag: str
    becomes: str
    depth: int = 1


class _Expander(HTMLParser):
    """Copies markup word for word, but for the elements that stand for something else."""

    def __init__(self, *, photo: Expander, stories: Callable[[list[int]], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.photo, self.stories = photo, stories
        self.out: list[str] = []
        self.inside: _Inside | None = None
        self.table: Table | None = None
        self.in_pull_quote = False

    def write(self, markup: str) -> None:
        if self.inside is None:
            (self.table.parts if self.table else self.out).append(markup)

    def replacement(self, tag: str, attrs: list[tuple[str, str | None]]) -> str | None:
        given = dict(attrs)
        if tag == "figure" and (found := numbers_in(given.get("data-photo"))):
            return self.photo(found[0])
        if tag == "figure" and (address := given.get("data-embed")):
            return embed(address)
        if tag == "aside" and "data-related" in given:
            return self.stories(numbers_in(given["data-related"]))
        return None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside is not None:
            self.inside.depth += tag == self.inside.tag
            return
        becomes = self.replacement(tag, attrs)
        if becomes is not None:
            self.write(becomes)
            self.inside = _Inside(tag, becomes)
            return
        if tag == "blockquote" and dict(attrs).get("class") == "pullquote" and not self.in_pull_quote:
            self.in_pull_quote = True
            self.write('<aside class="pull-quote"><blockquote>')
            return
        if tag == "table":
            if self.table is not None:
                self.table.depth += 1
            else:
                self.table = Table()
        elif self.table is not None:
            self.table.start(tag, dict(attrs))
        self.write(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.write(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside is not None:
            self.inside.depth -= tag == self.inside.tag
            if self.inside.depth == 0:
                self.inside = None
            return
        self.write(f"</{tag}>")
        if tag == "blockquote" and self.in_pull_quote:
            self.in_pull_quote = False
            self.write("</aside>")
        if self.table is None:
            return
        if tag == "caption":
            self.table.in_caption = False
        elif tag == "table":
            self.table.depth -= 1
            if self.table.depth == 0:
                self.out.append(self.table.markup())
                self.table = None

    def handle_data(self, data: str) -> None:
        if self.table is not None and self.inside is None:
            self.table.read(data)
        self.write(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def expand(body: str, *, photo: Expander, stories: Callable[[list[int]], str]) -> SafeString:
    """The body as readers get it. `photo` and `stories` make the markup of a reference, or nothing if it may not be shown."""
    expander = _Expander(photo=photo, stories=stories)
    expander.feed(body)
    expander.close()
    if expander.table is not None:
        expander.out.append(expander.table.markup())
    return mark_safe("".join(expander.out))


def exchange_photo(body: str, number: int, *, instead: int | None) -> str:
    """The body with another photograph in the place of one, or nothing."""
    figure = re.compile(rf'<figure\b[^>]*\bdata-photo="{number}"[^>]*>.*?</figure>', re.DOTALL)
    return figure.sub("" if instead is None else f'<figure data-photo="{instead}"></figure>', body)


@lru_cache(maxsize=256)
def embed(address: str) -> str:
    """Something of another site, behind a click: nothing is asked of that site until the reader goes there."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if not address.startswith("https://") or not host:
        return ""
    return render_to_string("articles/_embed.html", {"address": address, "host": host.removeprefix("www.")})


def numbers_in(text: str | None) -> list[int]:
    """The row numbers in an attribute; whatever else stands there is nothing."""
    return [int(number) for number in NUMBERS.findall(text or "")]
