"""Quoting a comment: `>` before its words, and above them the line that says whose they are."""

from __future__ import annotations

import re

from comments import limits, references
from comments.models import Comment

# What begins a quotation with a source: "> #345, Kira Evans:". The name is there for whoever writes; the number counts.
_SOURCE = re.compile(r"[ \t]{0,3}>[ \t]?#([0-9]{1,18})(?:,[^\n]{0,200})?:[ \t]*")
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t]?(.*)")
# Where somebody left words out of a quotation.
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")


class Gone(Exception):
    """A text quotes a comment that readers do not see any more; `comment_id` says which."""

    def __init__(self, comment_id: int) -> None:
        super().__init__(comment_id)
        self.comment_id = comment_id


def quotation(comment: Comment) -> str:
    """The beginning of an answer: what `comment` says in its own words, as a quotation that names its source."""
    names = references.known([comment.body])
    own = [line for line in references.spelled_out(comment.body, names).split("\n") if not _QUOTED.fullmatch(line)]
    words = _shortened("\n".join(own).strip())
    author = comment.author.display_name if comment.author else ""
    source = f"#{comment.pk}, {author}:" if author else f"#{comment.pk}:"
    return "\n".join([f"> {source}", *(f"> {line}".rstrip() for line in words.split("\n"))]) + "\n\n"


def with_references(typed: str, *, discussion_id: int) -> str:
    """The text with the source of each quotation as a reference. Two queries at most, none where nothing names a source.

    Only words that are in the source are quoted from it: whoever puts others there has written them, and they stay text.
    Raises `Gone`.
    """
    lines = typed.split("\n")
    asked = {at: int(found[1]) for at, line in enumerate(lines) if (found := _SOURCE.fullmatch(line))}
    if not asked:
        return typed
    asked = dict(list(asked.items())[: limits.SOURCES_READ])
    sources = Comment.objects.placed().filter(discussion=discussion_id).prefetch_related("earlier_wordings")
    found_ones = sources.in_bulk(set(asked.values()))
    wordings = {pk: [row.body, *(old.body for old in row.earlier_wordings.all())] for pk, row in found_ones.items()}
    names = references.known([body for bodies in wordings.values() for body in bodies])
    for at, pk in asked.items():
        said = [_plain(references.spelled_out(body, names)) for body in wordings.get(pk, [])]
        if not any(_is_from(words, _words_below(lines, at)) for words in said):
            continue
        if found_ones[pk].status != Comment.Status.PUBLISHED:
            raise Gone(pk)
        lines[at] = f"> {references.to_comment(pk)}"
    return "\n".join(lines)


def _words_below(lines: list[str], at: int) -> str:
    """The words of a quotation whose source stands in line `at`."""
    words = []
    for line in lines[at + 1 :]:
        found = _QUOTED.fullmatch(line)
        if found is None or _SOURCE.fullmatch(line):
            break
        words.append(found[1])
    return "\n".join(words)


def _is_from(said: str, quoted: str) -> bool:
    parts = [_plain(part) for part in _LEFT_OUT.split(quoted)]
    return any(parts) and all(part in said for part in parts)


def _plain(text: str) -> str:
    return " ".join(_LEFT_OUT.sub(" ", text).split())


def _shortened(words: str) -> str:
    """Enough to know it by; whoever answers every word of a long comment adds the rest."""
    if len(words) <= limits.QUOTED_AT_ONCE:
        return words
    return f"{words[: limits.QUOTED_AT_ONCE].rsplit(None, 1)[0]} …"
