"""Pages of a conversation, each in a fixed number of queries.

A page is a forest of nodes in reading order: depth first, earlier answers first. What it leaves out it names exactly
once, each by a link: "show N more" goes on in the same thread, "continue this thread" goes below the last indentation,
the next page follows by number. So every comment is reached from the first page by exactly one way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from comments import limits, people, references
from comments.models import Comment, Discussion
from comments.models.comment import PATH_STEP
from comments.nodes import NEWEST, OLDEST, Conversation, Node, attach, forest
from comments.people import Person

ORDERS = [NEWEST, OLDEST]

# Follows every path below it: an id's first byte is never above 0x7f.
_END = b"\xff" * PATH_STEP

_COLUMNS = """c.id, c.number, c.root_id, c.parent_id, c.depth, c.path, c.status, c.body, c.revision, c.created_at,
       c.author_id, c.answers_to_id, t.recommendations, t.answers, t.below, p.at, c.edited_at"""
# Seen in words, or a tombstone that keeps the place of what stands below it.
_VISIBLE = "c.number IS NOT NULL AND (c.status = 'published' OR t.below > 0)"
_FROM = """comments_comment AS c JOIN comments_tally AS t ON t.comment_id = c.id
       LEFT JOIN comments_pick AS p ON p.comment_id = c.id"""


def first_page(discussion: Discussion, *, order: str = NEWEST, after: int | None = None) -> Conversation:
    """Twenty threads with the first answers of each, within what one page may hold. Three queries.

    `after` is the number of the last thread of the page before.
    """
    threads = _threads(discussion.pk, order=order, after=after)
    page = filled(discussion, threads[: limits.THREADS_ON_A_PAGE], order=order)
    if len(threads) > len(page.nodes):
        page.next_after = page.nodes[-1].number
    return page


def filled(discussion: Discussion, threads: Sequence[Node], *, order: str) -> Conversation:
    """The first of these threads with first answers of each, as many as one page may hold. Three queries at most."""
    roots, shown = _within_one_page(threads, _first_answers(threads))
    for root in roots:
        attach(root, shown[root.id], base_depth=0)
    page = Conversation(discussion, roots, order=order)
    name_everyone(page)
    return page


def branch(discussion: Discussion, *, of: int, after: int | None = None) -> Conversation | None:
    """One comment and what stands below it, 50 at a time; with what it answers on the first page. At most six queries.

    `after` is the id of the last comment of the page before; one from elsewhere is ignored. None if readers cannot see it.
    """
    base = next(iter(by_ids(discussion.pk, [of])), None)
    if base is None:
        return None
    last = _place_below(base, comment_id=after) if after else None
    rows = _below(base, after=last)
    shown, has_more = rows[: limits.COMMENTS_IN_A_BRANCH], len(rows) > limits.COMMENTS_IN_A_BRANCH
    page = Conversation(discussion, [], base=base, goes_on=last is not None)
    if last is None:
        attach(base, shown, base_depth=base.depth)
        page.nodes, base.children = base.children, []
        page.more, page.more_after, base.more = base.more, base.more_after, 0
        page.ancestors, page.skipped = _ancestors(discussion.pk, base)
    else:
        page.nodes = forest(shown, base_depth=base.depth, base_id=base.id)
        if has_more:
            page.more, page.more_after = _left_below(base, shown[-1]), shown[-1].id
    name_everyone(page)
    return page


def since(discussion: Discussion, *, number: int) -> Conversation:
    """What readers first saw after the comment with this number, oldest first, at most 50. Three queries at most."""
    nodes = _rows(
        _select("c.discussion_id = %s AND c.number > %s AND c.status = 'published' ORDER BY c.number LIMIT %s"),
        [discussion.pk, min(number, _INT4), limits.NEW_AT_ONCE],
    )
    return _one_by_one(discussion, nodes)


def picked(discussion: Discussion, *, after: tuple[dt.datetime, int] | None = None) -> tuple[Conversation, Node | None]:
    """The editors' picks that readers see, newest pick first, one by one. Three queries at most.

    `after` is when the last one of the page before was picked, and its id. Also the last of these, if there are more.
    """
    marker = "AND (p.at, p.comment_id) < (%s, %s)" if after else ""
    nodes = _rows(
        _select(f"p.discussion_id = %s AND c.status = 'published' {marker} ORDER BY p.at DESC, p.comment_id DESC LIMIT %s"),
        [discussion.pk, *(after or ()), limits.PICKS_ON_A_PAGE + 1],
    )
    page = _one_by_one(discussion, nodes[: limits.PICKS_ON_A_PAGE])
    return page, page.nodes[-1] if len(nodes) > limits.PICKS_ON_A_PAGE else None


def newest(discussion: Discussion, *, most: int) -> Conversation:
    """The comments that readers came to see last, newest first, one by one. Three queries at most."""
    nodes = _rows(
        _select("c.discussion_id = %s AND c.number IS NOT NULL AND c.status = 'published' ORDER BY c.number DESC LIMIT %s"),
        [discussion.pk, most],
    )
    return _one_by_one(discussion, nodes)


def _one_by_one(discussion: Discussion, nodes: list[Node]) -> Conversation:
    for node in nodes:
        # Torn out of its thread, an answer says whom it answers.
        node.answers_to_id = node.answers_to_id or node.parent_id
    page = Conversation(discussion, nodes)
    name_everyone(page)
    return page


def count_since(discussion_id: int, *, number: int) -> int:
    """How many comments readers have come to see after the one with this number. One query."""
    new = Comment.objects.seen().filter(discussion=discussion_id, number__gt=number)
    return new.count()


_INT4 = 2**31 - 1


def _threads(discussion_id: int, *, order: str, after: int | None) -> list[Node]:
    sign, direction = ("<", "DESC") if order == NEWEST else (">", "ASC")
    marker = f"AND c.number {sign} %s" if after is not None else ""
    # Ordered by the number under its own index: ordered by id, the planner walks other discussions' newer rows.
    return _rows(
        _select(f"c.discussion_id = %s AND c.depth = 0 AND {_VISIBLE} {marker} ORDER BY c.number {direction} LIMIT %s"),
        [discussion_id, *([min(after, _INT4)] if after is not None else []), limits.THREADS_ON_A_PAGE + 1],
    )


def _first_answers(threads: Sequence[Node]) -> dict[int, list[Node]]:
    """The first answers of each thread in reading order, as many as the page has room for, shared out evenly."""
    wanted = _share_out([thread.below for thread in threads], room=limits.COMMENTS_ON_A_PAGE - len(threads))
    answers: dict[int, list[Node]] = {thread.id: [] for thread in threads}
    asked = [(thread.id, most) for thread, most in zip(threads, wanted, strict=True) if most]
    if asked:
        first_ones = _select(f"c.root_id = wanted.root AND {_VISIBLE} AND c.depth <= %s ORDER BY c.path LIMIT wanted.most")
        found = _rows(
            # S608: as in `_select`.
            "SELECT found.* FROM unnest(%s::bigint[], %s::int[]) AS wanted (root, most)"  # noqa: S608
            f" CROSS JOIN LATERAL ({first_ones}) AS found",
            [[root for root, _ in asked], [most for _, most in asked], limits.INDENTED_TO],
        )
        for node in found:
            answers[node.root_id or node.id].append(node)
    return answers


def _share_out(counts: Sequence[int], *, room: int) -> list[int]:
    """How many answers each thread may show: the first few of each, then what is left in the order of the page."""
    given = [min(count, limits.FIRST_ANSWERS) for count in counts]
    left = room - sum(given)
    for place, count in enumerate(counts):
        more = max(0, min(count - given[place], left))
        given[place] += more
        left -= more
    return given


def _within_one_page(threads: Sequence[Node], answers: dict[int, list[Node]]) -> tuple[list[Node], dict[int, list[Node]]]:
    """As many threads and answers as the page's characters allow: threads first, then first answers, second answers, …"""
    room = limits.CHARACTERS_ON_A_PAGE
    roots: list[Node] = []
    for thread in threads:
        room -= len(thread.body)
        if roots and room < 0:
            break
        roots.append(thread)
    shown: dict[int, list[Node]] = {root.id: [] for root in roots}
    open_threads = [root.id for root in roots]
    place = 0
    while open_threads:
        still_open = []
        for root_id in open_threads:
            row = answers[root_id]
            if place < len(row) and len(row[place].body) <= room:
                room -= len(row[place].body)
                shown[root_id].append(row[place])
                still_open.append(root_id)
        open_threads, place = still_open, place + 1
    return roots, shown


def _place_below(base: Node, *, comment_id: int) -> bytes | None:
    """The path of a comment below `base`; also of one that has gone meanwhile, since its place has not."""
    path = Comment.objects.filter(pk=comment_id).values_list("path", flat=True).first()
    found = bytes(path or b"")
    return found if found.startswith(base.path) and found != base.path else None


def _below(base: Node, *, after: bytes | None) -> list[Node]:
    """What stands below `base` down to the last indentation, in reading order; one more than a page holds."""
    start = base.path if after is None else after
    return _rows(
        _select(f"c.root_id = %s AND c.path > %s AND c.path < %s AND {_VISIBLE} AND c.depth <= %s ORDER BY c.path LIMIT %s"),
        [base.root_id or base.id, start, base.path + _END, base.depth + limits.INDENTED_TO, limits.COMMENTS_IN_A_BRANCH + 1],
    )


def _left_below(base: Node, last: Node) -> int:
    """How many comments readers see below `base` after `last`, those behind its "continue" link not counted."""
    at_the_edge = last.depth == base.depth + limits.INDENTED_TO
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM comments_comment
                WHERE root_id = %s AND path > %s AND path < %s AND number IS NOT NULL AND status = 'published'""",
            [base.root_id or base.id, last.path + (_END if at_the_edge else b""), base.path + _END],
        )
        return cursor.fetchone()[0]


def _ancestors(discussion_id: int, base: Node) -> tuple[list[Node], int]:
    """What `base` answers, from the thread's first comment down; of a long chain the first and the nearest."""
    ids = [int.from_bytes(base.path[i : i + PATH_STEP], "big") for i in range(0, len(base.path) - PATH_STEP, PATH_STEP)]
    if not ids:
        return [], 0
    nearest = ids[1:][-(limits.ANCESTORS_SHOWN - 1) :]
    skipped = len(ids) - 1 - len(nearest)
    found = by_ids(discussion_id, [ids[0], *nearest])
    return sorted(found, key=lambda node: node.depth), skipped


def by_ids(discussion_id: int, ids: Sequence[int]) -> list[Node]:
    """Those of these comments that have a place in the conversation, in no order. One query."""
    return _rows(_select(f"c.id = ANY(%s) AND c.discussion_id = %s AND {_VISIBLE}"), [list(ids), discussion_id])


def _select(rest: str) -> str:
    # S608: put together from the constants of this file alone; every value is a parameter.
    return f"SELECT {_COLUMNS} FROM {_FROM} WHERE {rest}"  # noqa: S608


def _rows(sql: str, parameters: Sequence[Any]) -> list[Node]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    nodes = [Node(*row) for row in rows]
    for node in nodes:
        node.path = bytes(node.path)
    return nodes


def name_everyone(page: Conversation) -> None:
    """Put names and badges beside comments, whom an answer answers where the eye cannot see it, and what words refer to."""
    nodes = list(page.walk())
    answered = [node.answers_to_id for node in nodes if node.answers_to_id]
    wrote = {row.id: row for row in _rows(_select("c.id = ANY(%s)"), [answered])} if answered else {}
    authors = [node.author_id for node in [*nodes, *wrote.values()]]
    known = people.known_by_id(authors, article_id=page.discussion.pk)
    referred_to = references.known(node.body for node in nodes if node.is_shown)
    for node in nodes:
        node.refers_to = references.named_in(node.body, referred_to)
        node.author = known.get(node.author_id) or people.nobody()
        if node.answers_to_id:
            to = wrote[node.answers_to_id]
            node.to = (to.id, known.get(to.author_id) or people.nobody()) if to.is_shown else _gone(to)


def _gone(node: Node) -> tuple[int | None, Person]:
    """A comment that is no longer shown, without the name of its author; its tombstone has a page if answers hold it."""
    taken_back = node.status == Comment.Status.TAKEN_BACK
    words = _("a comment taken back") if taken_back else _("a removed comment")
    return (node.id if node.below else None, Person(None, words))
