"""Comments as HTML: their words once, everything around them with the page.

A page of 80 comments is put together here and not by a template that includes itself: that costs half a millisecond a
comment, which is the whole budget of a page. The parts with words and decisions in them stay templates; the one of which
a page has 80 is rendered once with holes (`stencils`), which are filled for each comment.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from comments import limits
from comments.models import Comment
from comments.nodes import Conversation, Node
from comments.stencils import Stencil, hole
from newsroom.accounts.models import User
from newsroom.web import markup, slots

Key = tuple[object, ...]

# Where the moving number is cut in. Nobody outside this process knows it, so no reader's text can contain it.
_COUNT = f"<!--count {secrets.token_hex(12)}-->"


class Kept:
    """Rendered pieces up to a number of characters; those used longest ago go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.forget()

    def forget(self) -> None:
        """Begin with nothing."""
        self.lock = threading.Lock()
        self.pieces: OrderedDict[Key, tuple[str, str]] = OrderedDict()
        self.characters = 0

    def get(self, key: Key) -> tuple[str, str] | None:
        """What is kept under this key."""
        with self.lock:
            found = self.pieces.get(key)
            if found is not None:
                self.pieces.move_to_end(key)
            return found

    def keep(self, key: Key, pieces: tuple[str, str]) -> None:
        """Keep these pieces, and let others go until they fit."""
        with self.lock:
            if key in self.pieces:
                return
            self.pieces[key] = pieces
            self.characters += len(pieces[0]) + len(pieces[1])
            while self.characters > self.most:
                _key, gone = self.pieces.popitem(last=False)
                self.characters -= len(gone[0]) + len(gone[1])


KEPT = Kept(limits.RENDERED_KEPT)


def forest(page: Conversation) -> SafeString:
    """The comments of a page with all below them as list items, one a branch."""
    language = get_language()
    return mark_safe("".join(_branch(node, page, language) for node in page.nodes))


def chain(page: Conversation, nodes: Iterable[Node]) -> SafeString:
    """Comments as list items without what stands below them: what a comment answers, or what is new."""
    return mark_safe("".join(f'<li class="branch" id="comment-{node.id}">{comment(node, page)}</li>' for node in nodes))


def for_author(page: Conversation) -> SafeString:
    """A comment just posted, as a list item for its author: with their actions, and without marks for other viewers."""
    node = page.base
    if node is None:
        return mark_safe("")
    # The number tells the page's poll which of the new comments is the reader's own.
    html = f'<li class="branch" id="comment-{node.id}" data-own="{node.number}" tabindex="-1">{comment(node, page)}</li>'
    plain, cuts = slots.cut(html)
    own = actions_for_viewer(
        comment_id=node.id,
        name=node.author.name,
        recommendations=node.recommendations,
        is_open=page.is_open,
        own=True,
    )
    return mark_safe(slots.laid_over(plain, cuts, {f"comment:{node.id}": own}).decode())


def words(body: str) -> SafeString:
    """A comment's words as HTML."""
    return mark_safe(markup.reader_html(body))


def quotable(comment: Comment | None, *, by: User | AnonymousUser) -> SafeString:
    """The words of a comment for a page that quotes it: what is no longer shown, only its author sees."""
    # A stranger's number is None, and so is that of an author whose account is gone.
    is_own = comment is not None and by.is_authenticated and comment.author_id == by.pk
    if comment is None or not (comment.status == Comment.Status.PUBLISHED or is_own):
        return mark_safe("")
    return words(comment.body)


def left_below(page: Conversation) -> SafeString:
    """The link to the rest of the thread that a page shows, as a list item; empty if nothing is left."""
    if not page.base or not page.more:
        return mark_safe("")
    return mark_safe(_show_more(page.base.id, page.discussion.pk, more=page.more, after=page.more_after))


def comment(node: Node, page: Conversation) -> SafeString:
    """One comment with its actions, or the tombstone that keeps its place. No list item around it."""
    return mark_safe(_comment(node, page, get_language()))


def _comment(node: Node, page: Conversation, language: str | None) -> str:
    if not node.is_shown:
        return _tombstone(node.status, language)
    before, after = _pieces(node, language, is_open=page.is_open)
    return before + count(node.recommendations) + after


def count(number: int) -> str:
    """A number beside a word; nothing for none."""
    if not number:
        return ""
    # No language writes a number below a thousand in another way, and nearly all are.
    written = formats.number_format(number, force_grouping=True) if number > 999 else number
    return f' <span class="count">{written}</span>'


def _branch(node: Node, page: Conversation, language: str | None) -> str:
    # The language is asked for once a page: asking for each comment took two fifths of putting a page together.
    parts = [f'<li class="branch" id="comment-{node.id}">', _comment(node, page, language)]
    if node.children or node.more:
        parts.append(f'<ol class="answers" id="answers-{node.id}">')
        parts += [_branch(child, page, language) for child in node.children]
        if node.more:
            parts.append(_show_more(node.id, page.discussion.pk, more=node.more, after=node.more_after))
        parts.append("</ol>")
    if node.continues:
        parts.append(_continue(node))
    parts.append("</li>")
    html = "".join(parts)
    # What goes on from the page before keeps the indentation it would have there.
    for _step in range(node.steps):
        html = f'<li class="branch"><ol class="answers">{html}</ol></li>'
    return html


def _pieces(node: Node, language: str | None, *, is_open: bool) -> tuple[str, str]:
    """A comment's HTML before and after the number of its recommendations."""
    to = (node.to[0], node.to[1].name) if node.to else None
    key = (node.id, node.revision, node.author.name, node.author.badge, to, is_open, language)
    kept = KEPT.get(key)
    if kept is None:
        kept = _render(node, language, is_open=is_open)
        KEPT.keep(key, kept)
    return kept


def _render(node: Node, language: str | None, *, is_open: bool) -> tuple[str, str]:
    at = timezone.localtime(node.created_at)
    to = node.to
    filled = _stencil(language, bool(node.author.badge), bool(to[0]) if to else None, is_open).fill(
        {
            "id": str(node.id),
            "url": permalink(node.id),
            "name": escape(node.author.name),
            "initials": escape(node.author.initials),
            "colour": str(node.author.colour),
            "badge": escape(node.author.badge),
            "tourl": permalink(to[0]) if to and to[0] else "",
            "toname": escape(to[1].name) if to else "",
            "at": at.isoformat(),
            "shown": f"{_day(at.date(), language)}, {at:%H:%M}",
            "words": words(node.body),
            "count": _COUNT,
        }
    )
    before, after = filled.split(_COUNT)
    return before, after


@lru_cache(maxsize=512)
def _day(day: dt.date, language: str | None) -> str:
    """A date as this language writes it. Comments of a page were written on a few days."""
    return formats.date_format(day, "j M Y")


@lru_cache(maxsize=64)
def _stencil(language: str | None, has_badge: bool, links_to: bool | None, is_open: bool) -> Stencil:
    """A comment of this kind in this language, with holes for what is its own.

    `links_to` says whether it leads to what it answers, or only names it; None: it does neither.
    """
    actions = _template("comments/_actions.html").render(
        {"id": hole("id"), "url": hole("url"), "name": hole("name"), "count": hole("count"), "is_open": is_open}
    )
    whole = _template("comments/_comment.html").render(
        {
            "id": hole("id"),
            "url": hole("url"),
            "name": hole("name"),
            "initials": hole("initials"),
            "colour": hole("colour"),
            "badge": hole("badge") if has_badge else "",
            "to_url": hole("tourl") if links_to else "",
            "to_name": hole("toname") if links_to is not None else "",
            "at": hole("at"),
            "shown": hole("shown"),
            "words": hole("words"),
            "actions": mark_safe(slots.marked(f"comment:{hole('id')}", actions)),
        }
    )
    return Stencil(whole)


def actions_for_viewer(
    *,
    comment_id: int,
    name: str,
    recommendations: int,
    is_open: bool,
    recommended: bool = False,
    own: bool = False,
    focus: bool = False,
    moderates: bool = False,
) -> str:
    """The actions of a comment as somebody in particular has them; with `focus` after they pressed its button.

    Who `moderates` is led to the comment's case, but not from one of their `own`: on that a colleague decides.
    """
    return _template("comments/_actions.html").render(
        {
            "url": permalink(comment_id),
            "id": comment_id,
            "name": name,
            "count": mark_safe(count(recommendations)),
            "is_open": is_open,
            "recommended": recommended,
            "own": own,
            "focus": focus,
            "moderates": moderates and not own,
        }
    )


@lru_cache(maxsize=16)
def _tombstone(status: str, language: str | None) -> SafeString:
    return _template("comments/_tombstone.html").render({"status": status})


def _show_more(base_id: int, discussion_id: int, *, more: int, after: int | None) -> str:
    words = ngettext("Show %(count)s more answer", "Show %(count)s more answers", more)
    part = reverse("comments:branch", args=[discussion_id, base_id])
    return (
        f'<li class="branch"><a class="show-more" href="{permalink(base_id)}?after={after}#more"'
        f' data-hx-get="{part}?after={after}" data-hx-target="closest li" data-hx-swap="outerHTML">'
        f"{words % {'count': formats.number_format(more, force_grouping=more > 999)}}</a></li>"
    )


def _continue(node: Node) -> str:
    words = ngettext("Continue this thread (%(count)s answer)", "Continue this thread (%(count)s answers)", node.continues)
    number = formats.number_format(node.continues, force_grouping=node.continues > 999)
    return f'<a class="continue" href="{permalink(node.id)}">{words % {"count": number}}</a>'


@lru_cache(maxsize=1)
def _permalink_pattern(language: str | None) -> str:
    # Resolving an address takes as long as rendering a comment; they all have one shape.
    return reverse("comments:comment", args=[0]).replace("0", "{}")


def permalink(comment_id: int) -> str:
    """The address of a comment."""
    return _permalink_pattern(get_language()).format(comment_id)


@lru_cache(maxsize=8)
def _template(name: str) -> Any:
    # The backend's own class, which the stubs do not name.
    return get_template(name)
