"""Comments as HTML: each one kept as it was rendered (`pieces`), everything around them made with the page.

A page of 80 comments is put together here and not by a template that includes itself: that costs half a millisecond a
comment, which is the whole budget of a page. The parts with words and decisions in them stay templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comments import references
from comments.models import Comment
from comments.nodes import Conversation, Node
from comments.pieces import Manner, permalink, pieces, template
from newsroom.accounts.models import User
from newsroom.web import slots


def forest(page: Conversation) -> SafeString:
    """The comments of a page with all below them as list items, one a branch."""
    manner = Manner.current(is_open=page.is_open)
    return mark_safe("".join([_branch(node, page, manner) for node in page.nodes]))


def chain(page: Conversation, nodes: Iterable[Node]) -> SafeString:
    """Comments as list items without what stands below them: what a comment answers, or what is new."""
    manner = Manner.current(is_open=page.is_open)
    items = [f'<li class="branch" id="comment-{n.id}" data-number="{n.number}">{_comment(n, manner)}</li>' for n in nodes]
    return mark_safe("".join(items))


def for_author(page: Conversation | None, *, replaces: bool = False) -> SafeString:
    """A comment just posted, as a list item for its author: with their actions, and without marks for other viewers.

    One that was changed `replaces` the item that shows the words from before.
    """
    if page is None:
        return mark_safe("")
    node = page.base
    if node is None:
        return mark_safe("")
    # The number tells the page's poll which of the new comments is the reader's own.
    how = ' data-hx-swap-oob="true"' if replaces else ' tabindex="-1"'
    html = f'<li class="branch" id="comment-{node.id}" data-own="{node.number}"{how}>{comment(node, page)}</li>'
    plain, cuts = slots.cut(html)
    own = actions_for_viewer(
        comment_id=node.id,
        name=node.author.name,
        recommendations=node.recommendations,
        is_root=node.root_id is None,
        is_open=page.is_open,
        own=True,
        changeable=True,
    )
    return mark_safe(slots.laid_over(plain, cuts, {f"comment:{node.id}": own}).decode())


def words(body: str, names: references.Known = references.NOTHING) -> SafeString:
    """A comment's words as HTML; `names` says what they refer to (`references.known`)."""
    return references.as_html(body, names)


def quotable(comment: Comment | None, *, by: User | AnonymousUser) -> SafeString:
    """The words of a comment for a page that quotes it: what is no longer shown, only its author sees."""
    # A stranger's number is None, and so is that of an author whose account is gone.
    is_own = comment is not None and by.is_authenticated and comment.author_id == by.pk
    if comment is None or not (comment.status == Comment.Status.PUBLISHED or is_own):
        return mark_safe("")
    return words(comment.body, references.known([comment.body]))


def left_below(page: Conversation) -> SafeString:
    """The link to the rest of the thread that a page shows, as a list item; empty if nothing is left."""
    if not page.base or not page.more:
        return mark_safe("")
    return mark_safe(_show_more(page.base.id, page.discussion.pk, more=page.more, after=page.more_after))


def comment(node: Node, page: Conversation) -> SafeString:
    """One comment with its actions, or the tombstone that keeps its place. No list item around it."""
    return mark_safe(_comment(node, Manner.current(is_open=page.is_open)))


def _comment(node: Node, manner: Manner) -> str:
    if not node.is_shown:
        return _tombstone(node.status, manner.language)
    before, after = pieces(node, manner)
    return before + count(node.recommendations) + after


def count(number: int) -> str:
    """A number beside a word; nothing for none."""
    if not number:
        return ""
    # No language writes a number below a thousand in another way, and nearly all are.
    written = formats.number_format(number, force_grouping=True) if number > 999 else number
    return f' <span class="count">{written}</span>'


def _branch(node: Node, page: Conversation, manner: Manner) -> str:
    folds = "" if node.depth or page.base else f' data-folded="{_folded(node)}"'
    parts = [f'<li class="branch" id="comment-{node.id}" data-number="{node.number}"{folds}>', _comment(node, manner)]
    if node.children or node.more:
        parts.append(f'<ol class="answers" id="answers-{node.id}">')
        parts += [_branch(child, page, manner) for child in node.children]
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


def actions_for_viewer(
    *,
    comment_id: int,
    name: str,
    recommendations: int,
    is_root: bool,
    is_open: bool,
    followed: bool = False,
    recommended: bool = False,
    own: bool = False,
    changeable: bool = False,
    pressed: str = "",
    moderates: bool = False,
    picked: bool | None = None,
) -> str:
    """The actions of a comment as somebody in particular has them; the focus is on the one they have just `pressed`.

    Who `moderates` is led to the comment's case, but not from one of their `own`: on that a colleague decides. `picked` says
    whether it is an editors' pick, to those who may change that.
    """
    return template("comments/_actions.html").render(
        {
            "url": permalink(comment_id),
            "id": comment_id,
            "name": name,
            "count": mark_safe(count(recommendations)),
            "is_root": is_root,
            "is_open": is_open,
            "followed": followed,
            "recommended": recommended,
            "own": own,
            "changeable": changeable,
            "pressed": pressed,
            "moderates": moderates and not own,
            "picked": None if own else picked,
        }
    )


def name_leading_to(account_id: int, *, name: str) -> str:
    """A name above a comment, for somebody who may open the page of whoever bears it."""
    return template("comments/_author.html").render({"name": name, "page": reverse("comments:reader", args=[account_id])}).strip()


@lru_cache(maxsize=16)
def _tombstone(status: str, language: str | None) -> SafeString:
    return template("comments/_tombstone.html").render({"status": status})


def _folded(node: Node) -> str:
    """What script puts in the place of a thread that its reader has folded away."""
    name = node.author.name if node.is_shown else _("A comment that is gone")
    said = ngettext("%(name)s, %(count)s answer hidden", "%(name)s, %(count)s answers hidden", node.below)
    return escape((said if node.below else _("%(name)s, hidden")) % {"name": name, "count": node.below})


def _show_more(base_id: int, discussion_id: int, *, more: int, after: int | None) -> str:
    words = ngettext("Show %(count)s more answer", "Show %(count)s more answers", more)
    part = _branch_addresses(get_language()).format(discussion_id, base_id)
    return (
        f'<li class="branch"><a class="show-more" href="{permalink(base_id)}?after={after}#more"'
        f' data-hx-get="{part}?after={after}" data-hx-target="closest li" data-hx-swap="outerHTML">'
        f"{words % {'count': formats.number_format(more, force_grouping=more > 999)}}</a></li>"
    )


def _continue(node: Node) -> str:
    words = ngettext("Continue this thread (%(count)s answer)", "Continue this thread (%(count)s answers)", node.continues)
    number = formats.number_format(node.continues, force_grouping=node.continues > 999)
    return f'<a class="continue" href="{permalink(node.id)}">{words % {"count": number}}</a>'


@lru_cache(maxsize=16)
def _branch_addresses(language: str | None) -> str:
    # As with permalinks: there may be one for every thread of a page, and they all have one shape.
    return reverse("comments:branch", args=[0, 0]).replace("0", "{}")
