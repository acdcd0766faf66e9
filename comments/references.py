"""What the words of a comment refer to: readers it names and comments it quotes. Kept as numbers, looked up when shown.

In a stored body `@12` stands for the reader with that account, `#345` for the source of a quotation, each between the two
characters that Unicode has for notes inside a text (U+FFF9 and U+FFFB, "not for interchange"). `wording.clean` takes those
out of whatever is typed, so nobody can write a reference by hand: `mentioning` and `quoting` alone make them.

So a reader who takes another name is called by it everywhere, and what was removed or taken back is no longer quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.web import markup

BEGIN, END = "\ufff9", "\ufffb"

_REFERENCE = re.compile(f"{BEGIN}([@#])([0-9]{{1,18}}){END}")
# A line of a quotation; and the one that begins it and says whose words follow.
_QUOTED_LINE = re.compile(r"[ \t]{0,3}>")
_SOURCE_LINE = re.compile(rf"[ \t]{{0,3}}>[ \t]?({BEGIN}#[0-9]{{1,18}}{END})[ \t]*")
_PARAGRAPH_OF_A_SOURCE = re.compile(f'<p dir="auto">({BEGIN}#[0-9]{{1,18}}{END})</p>')

_LOOK_UP = """
SELECT '@' || id, display_name, '' FROM accounts_user WHERE id = ANY(%s)
UNION ALL
SELECT '#' || said.id, coalesce(author.display_name, ''), said.status
  FROM comments_comment AS said LEFT JOIN accounts_user AS author ON author.id = said.author_id WHERE said.id = ANY(%s)
"""


class Named(NamedTuple):
    """What a reference stands for now: a name; of a quotation's source also its state."""

    mark: str
    name: str
    status: str = ""


Known = Mapping[str, Named]
NOTHING: Known = {}


def to_reader(account_id: int) -> str:
    """What stands in a body for the name of a reader."""
    return f"{BEGIN}@{account_id}{END}"


def to_comment(comment_id: int) -> str:
    """What stands in a body for the source of a quotation."""
    return f"{BEGIN}#{comment_id}{END}"


def readers_in(body: str) -> list[int]:
    """The accounts that a body names, each once, in order."""
    return list(dict.fromkeys(int(number) for kind, number in _REFERENCE.findall(body) if kind == "@"))


def known(bodies: Iterable[str]) -> Known:
    """What all references in these bodies stand for. One query; none where nothing is referred to, as nearly everywhere."""
    found = {pair for body in bodies if BEGIN in body for pair in _REFERENCE.findall(body)}
    if not found:
        return NOTHING
    readers = [int(number) for kind, number in found if kind == "@"]
    comments = [int(number) for kind, number in found if kind == "#"]
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [readers, comments])
        return {mark: Named(mark, name or _nobody(), status) for mark, name, status in cursor.fetchall()}


def named_in(body: str, names: Known) -> tuple[Named, ...]:
    """Of what is known, what this body refers to: as long as it is equal, the body looks the same."""
    if BEGIN not in body:
        return ()
    return tuple(_named(f"{kind}{number}", names) for kind, number in _REFERENCE.findall(body))


def spelled_out(body: str, names: Known) -> str:
    """A body as its author would type it: names for numbers."""
    if BEGIN not in body:
        return body
    return _REFERENCE.sub(lambda found: _typed(_named(found[1] + found[2], names)), body)


def without_names(body: str) -> str:
    """A body for somebody whose business our readers are not: a dash for every reader it names and every source it quotes."""
    return _REFERENCE.sub("—", body) if BEGIN in body else body


def as_html(body: str, names: Known, *, site: str = "") -> SafeString:
    """A body as safe HTML. What is quoted from a comment that readers do not see any more is left out, with a sentence.

    Outside of our pages, as in a feed, links to what is quoted begin with the address of the `site`.
    """
    if BEGIN not in body:
        return markup.reader_html(body)
    html: str = markup.reader_html(_without_what_is_gone(body, names))
    # Put in last, where markup has made text of everything: an address ends before a reference, so none is in an attribute.
    html = _PARAGRAPH_OF_A_SOURCE.sub(lambda found: _source(_named(found[1][1:-1], names), site), html)
    return mark_safe(_REFERENCE.sub(lambda found: _in_a_line(_named(found[1] + found[2], names), site), html))


def _without_what_is_gone(body: str, names: Known) -> str:
    lines: list[str] = []
    is_gone = False
    for line in body.split("\n"):
        source = _SOURCE_LINE.fullmatch(line)
        if source is not None:
            is_gone = _named(source[1][1:-1], names).status != Comment.Status.PUBLISHED
            # A paragraph of its own.
            lines += [">", line, ">"]
        elif _QUOTED_LINE.match(line) is None:
            is_gone = False
            lines.append(line)
        elif not is_gone:
            lines.append(line)
    return "\n".join(lines)


def _named(mark: str, names: Known) -> Named:
    return names.get(mark) or Named(mark, _nobody())


def _nobody() -> str:
    return _("A former reader")


def _typed(named: Named) -> str:
    return f"@{named.name}" if named.mark[0] == "@" else f"{named.mark}, {named.name}:"


def _source(named: Named, site: str) -> str:
    if named.status == Comment.Status.PUBLISHED:
        return f'<p class="quoted-from" dir="auto">{_link(named, site)}</p>'
    taken_back = named.status == Comment.Status.TAKEN_BACK
    words = _("What was quoted here has been taken back.") if taken_back else _("What was quoted here is no longer shown.")
    return f'<p class="quoted-from" dir="auto">{escape(words)}</p>'


def _in_a_line(named: Named, site: str) -> str:
    if named.mark[0] == "@":
        return f'<span class="mention">@<bdi>{escape(named.name)}</bdi></span>'
    return _link(named, site) if named.status == Comment.Status.PUBLISHED else escape(named.mark)


def _link(named: Named, site: str) -> str:
    words = escape(_("%(name)s wrote:") % {"name": named.name})
    return f'<a href="{site}{reverse("comments:comment", args=[int(named.mark[1:])])}">{words}</a>'
