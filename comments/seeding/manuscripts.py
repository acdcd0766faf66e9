"""Stories as they lie on the disk: a head of `name: value` lines, an empty line, and a text in a small plain markup.

A text is made of blocks with an empty line between them:

    ## A heading                     - one item a line          1. numbered items
    > A quotation                    >> A pull quote | who said it
    | cell | cell |                  (the first row is the table's head)
    ![picture-key]                   a figure, credited when its page is built
    [[related: slug, slug]]          a box of related stories

and of paragraphs; `*words*` and `**words**` emphasise. Pictures and stories become numbers only in the database, so
`Manuscript.body` is asked with what they became.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from comments.seeding.reading import TEXTS, read

FIGURE = re.compile(r"!\[([\w-]+)\]")
RELATED = re.compile(r"\[\[related: ([\w, -]+)\]\]")
NUMBERED = re.compile(r"\d+\. ")
EMPHASIS = [(re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"), (re.compile(r"\*(.+?)\*"), r"<em>\1</em>")]


@dataclass(frozen=True)
class Note:
    """A correction or an update under a story, so many hours from now (before now: negative)."""

    kind: str
    hours: float
    text: str


@dataclass(frozen=True)
class Manuscript:
    """One story of the demo newspaper. `hours` counts from now to its publication; before now it is negative."""

    slug: str
    section: str
    headline: str
    standfirst: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    storyline: str
    picture: str
    hours: float
    status: str
    related: tuple[str, ...]
    facts: tuple[str, ...]
    debate: str
    points: tuple[str, ...]
    is_most_discussed: bool
    prominence: str
    notes: tuple[Note, ...]
    text: str

    @property
    def is_read(self) -> bool:
        """Whether readers see it as soon as the newspaper is made."""
        return self.status == "published" and self.hours < 0

    @property
    def pictures(self) -> tuple[str, ...]:
        """Every picture the story shows, the lead first."""
        return (self.picture, *FIGURE.findall(self.text))

    @property
    def boxed(self) -> tuple[str, ...]:
        """The stories that stand in boxes within the text."""
        return tuple(slug for box in RELATED.findall(self.text) for slug in _list(box))

    def body(self, *, photos: Mapping[str, int], stories: Mapping[str, int]) -> str:
        """The text as the newsroom's HTML. A boxed story that is not in `stories` is left out of its box."""
        return "\n".join(_block(block, photos, stories) for block in _blocks(self.text))


@cache
def read_all() -> tuple[Manuscript, ...]:
    """Every story: the one that is talked about most, then those readers see, the newest first, then the others."""
    found = [_read(path) for path in sorted((TEXTS / "stories").glob("*/*.txt"))]
    return tuple(sorted(found, key=lambda story: (not story.is_most_discussed, not story.is_read, -story.hours, story.slug)))


def _read(path: Path) -> Manuscript:
    head, text = read(path).split("\n\n", 1)
    lines = [line.split(": ", 1) for line in head.splitlines()]
    fields = {name: value.strip() for name, value in lines}
    return Manuscript(
        slug=path.stem,
        section=path.parent.name,
        headline=fields["headline"],
        standfirst=fields["standfirst"],
        authors=_list(fields["by"]),
        tags=_list(fields["tags"]),
        storyline=fields.get("storyline", ""),
        picture=fields["picture"],
        hours=float(fields["hours"]),
        status=fields.get("status", "published"),
        related=_list(fields["related"]),
        facts=_list(fields["facts"], by=";"),
        debate=fields.get("debate") or fields["storyline"],
        points=_list(fields.get("points", "")),
        is_most_discussed="most-discussed" in fields,
        prominence=fields.get("prominence", "normal"),
        notes=tuple(_note(name, value) for name, value in lines if name in {"correction", "update"}),
        text=text.strip(),
    )


def _note(kind: str, value: str) -> Note:
    hours, text = value.split("|", 1)
    return Note(kind, float(hours), text.strip())


def _list(text: str, *, by: str = ",") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(by) if part.strip())


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _block(block: str, photos: Mapping[str, int], stories: Mapping[str, int]) -> str:
    lines = block.splitlines()
    return _reference(block, photos, stories) or _quotation(block) or _rows(lines) or _words(block)


def _reference(block: str, photos: Mapping[str, int], stories: Mapping[str, int]) -> str:
    """What stands for something else: a figure, a box of stories; nothing for any other block."""
    if found := FIGURE.fullmatch(block):
        return f'<figure data-photo="{photos[found[1]]}"></figure>'
    if found := RELATED.fullmatch(block):
        numbers = ",".join(str(stories[slug]) for slug in _list(found[1]) if slug in stories)
        return f'<aside data-related="{numbers}"></aside>'
    return ""


def _quotation(block: str) -> str:
    if block.startswith(">> "):
        words, _bar, speaker = block[3:].partition(" | ")
        by = f"<p><cite>{_inline(speaker)}</cite></p>" if speaker else ""
        return f'<blockquote class="pullquote"><p>{_inline(words)}</p>{by}</blockquote>'
    if block.startswith("> "):
        words = " ".join(line.removeprefix("> ") for line in block.splitlines())
        return f"<blockquote><p>{_inline(words)}</p></blockquote>"
    return ""


def _rows(lines: list[str]) -> str:
    """A list or a table."""
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    if all(NUMBERED.match(line) for line in lines):
        items = (NUMBERED.sub("", line, count=1) for line in lines)
        return f"<ol>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ol>"
    return _table(lines) if lines[0].startswith("|") else ""


def _words(block: str) -> str:
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    return f"<p>{_inline(' '.join(block.splitlines()))}</p>"


def _table(lines: list[str]) -> str:
    rows = [[_inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    head = "".join(f'<th scope="col">{cell}</th>' for cell in rows[0])
    body = "".join(f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _inline(text: str) -> str:
    html = escape(text, quote=False)
    for pattern, becomes in EMPHASIS:
        html = pattern.sub(becomes, html)
    return html
