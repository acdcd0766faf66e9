"""What everybody reads: the conversation, its parts, one comment in its place, what is new. All kept."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from comments import presenting, ranked, rankings, rendering, sorts, threads
from comments.models import Discussion
from comments.nodes import Conversation
from newsroom.web import pages, stamps

ORDER = sorts.InOrder("order", [*threads.ORDERS, *rankings.Order.values])
AFTER = pages.Number("after")
# A ranking and a place in it: the same as `after` for orders that move.
PLACE = pages.Pair("place")


@pages.kept("discussion", parameters=[ORDER, AFTER, PLACE], before=rankings.make_ready)
def discussion(
    build: pages.Build, *, article_id: int, order: str, after: int | None, place: tuple[int, int] | None
) -> pages.Page:
    """The conversation of one story, alone."""
    page = _threads(build, article_id, order=order, after=after, place=place)
    presenting.depends_on(build, page)
    # A visit is a moment: all that has been said by now is no longer new next time, whichever threads this page shows.
    build.notes("reached", [page.discussion.last_number])
    context = presenting.context(page, now=build.now)
    current = sorts.current(page.discussion, page.order)
    return build.page("comments/discussion.html", context | {"after": after or place, "alone": True, "back": current})


@pages.kept("discussion_threads", parameters=[ORDER, AFTER, PLACE], continuation=True, before=rankings.make_ready)
def more_threads(
    build: pages.Build, *, article_id: int, order: str, after: int | None, place: tuple[int, int] | None
) -> pages.Page:
    """The next threads, to be put below those already there; or that there are none to be put there any more."""
    page = _threads(build, article_id, order=order, after=after, place=place)
    if page.starts_over:
        # The first threads stand above already. They are not shown, so they are not noted as read either.
        presenting.depends_on_ranking(build, page)
        return build.part("comments/_starts_over.html", {"address": sorts.current(page.discussion, order).address})
    presenting.depends_on(build, page)
    return build.part("comments/_threads.html", presenting.context(page, now=build.now))


@pages.kept("discussion_branch", parameters=[AFTER], continuation=True)
def more_answers(build: pages.Build, *, article_id: int, comment_id: int, after: int | None) -> pages.Page:
    """The next answers of a thread, to be put in the place of the link that asked for them."""
    page = _branch(_shown(build, article_id), comment_id, after)
    presenting.depends_on(build, page)
    # The part begins where "show more" stood: below the comment itself, so that is not repeated.
    context = presenting.context(page, now=build.now)
    return build.part("comments/_answers.html", context | {"rest": rendering.left_below(page)})


@pages.kept("comment", parameters=[AFTER])
def comment(build: pages.Build, *, comment_id: int, after: int | None) -> pages.Page:
    """One comment in its place: what it answers above, its answers below."""
    found = get_object_or_404(Discussion.objects.shown(now=build.now), comments=comment_id, comments__number__isnull=False)
    presenting.depends_on_story(build, found)
    page = _branch(found, comment_id, after)
    presenting.depends_on(build, page)
    context = presenting.context(page, now=build.now)
    return build.page(
        "comments/comment.html",
        context
        | {
            "base": rendering.comment(page.base, page),
            "ancestors": rendering.chain(page, page.ancestors),
            "first_ancestor": rendering.chain(page, page.ancestors[:1]),
            "nearest_ancestors": rendering.chain(page, page.ancestors[1:]),
            "rest": rendering.left_below(page),
        },
    )


@pages.kept("discussion_new", parameters=[pages.Number("since")], continuation=True)
def new(build: pages.Build, *, article_id: int, since: int | None) -> pages.Page:
    """What has been said since a page was made, as a page of its own: the way without script."""
    page = threads.since(_shown(build, article_id), number=since or 0)
    presenting.depends_on(build, page)
    return build.page("comments/new.html", _new(page, build, since=since or 0))


@pages.kept("discussion_new_part", parameters=[pages.Number("since")], continuation=True)
def new_comments(build: pages.Build, *, article_id: int, since: int | None) -> pages.Page:
    """The same as a part, to be put above the threads."""
    page = threads.since(_shown(build, article_id), number=since or 0)
    presenting.depends_on(build, page)
    return build.part("comments/_new_comments.html", {**_new(page, build, since=since or 0), "is_part": True})


@pages.kept("discussion_new_count", parameters=[pages.Number("since")], continuation=True)
def new_count(build: pages.Build, *, article_id: int, since: int | None) -> pages.Page:
    """How many comments are new: what the page asks every 15 seconds. One number, kept until the next comment."""
    found = _shown(build, article_id)
    build.shows(stamps.discussion(found.pk))
    count = threads.count_since(found.pk, number=since or 0)
    return build.part("comments/_new.html", {"discussion": found, "since": since or 0, "count": count})


@pages.kept("discussion_since_visit", parameters=[pages.Number("since")], continuation=True)
def since_visit(build: pages.Build, *, article_id: int, since: int | None) -> pages.Page:
    """The line that says how much is new since a visit: for browsers that remember themselves how far they came."""
    found = _shown(build, article_id)
    build.shows(stamps.discussion(found.pk))
    count = threads.count_since(found.pk, number=since or 0)
    return build.part("comments/_place.html", {"discussion": found, "since": since or 0, "count": count})


def _shown(build: pages.Build, article_id: int) -> Discussion:
    """The conversation that readers may open; what is not public answers like what does not exist."""
    found = get_object_or_404(Discussion.objects.shown(now=build.now).with_picks(), pk=article_id)
    presenting.depends_on_story(build, found)
    return found


def _threads(
    build: pages.Build, article_id: int, *, order: str, after: int | None, place: tuple[int, int] | None
) -> Conversation:
    found = _shown(build, article_id)
    return ranked.in_order(found, order=order, after=after, place=place, now=build.now)


def _branch(discussion: Discussion, comment_id: int, after: int | None) -> Conversation:
    page = threads.branch(discussion, of=comment_id, after=after)
    if page is None:
        raise Http404
    return page


def _new(page: Conversation, build: pages.Build, *, since: int) -> dict:
    last = page.nodes[-1].number if page.nodes else since
    build.notes("reached", [last])
    left = threads.count_since(page.discussion.pk, number=last) if page.nodes else 0
    context = presenting.context(page, now=build.now)
    return context | {"since": last, "count": left, "comments": rendering.chain(page, reversed(page.nodes))}
