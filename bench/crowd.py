"""The part of `bench.threads` that runs inside the site: the crowded story, and what each kind of its pages costs.

python -m bench.crowd grow      gives one comment 5,000 answers, and the conversation enough picks for two pages
python -m bench.crowd measure   prints one line of JSON for each kind of page
"""

from __future__ import annotations

import gzip
import json
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils import timezone

# First of ours, because it sets Django up.
from bench.inside import Asker, asked, forget, timed
from bench.measuring import TIMES
from comments import counting, rankings
from comments.models import Comment, Discussion, Pick, Ranking
from comments.moderation import decisions
from comments.moderation.words import folding
from comments.placing import place
from comments.seeding.copying import analyze, copy, numbers
from newsroom.accounts.models import User
from newsroom.web import pagination

ANSWERS = 5_000
PICKS = 30
DEEP = 30_000

_COLUMNS = [
    "id", "discussion_id", "author_id", "parent_id", "root_id", "depth", "path", "number", "status", "body", "body_key",
    "revision", "idempotency_key", "created_at",
]  # fmt: skip


def nothing() -> None:
    """What most pages need before they are built."""


@dataclass(frozen=True)
class Row:
    """One kind of page: what it is called, where it is, and what has to be so before it is asked for."""

    kind: str
    path: str
    before: Callable[[], object] = nothing


class Story:
    """The story with the largest conversation, and the comments in it that its pages are about."""

    def __init__(self) -> None:
        self.discussion = Discussion.objects.select_related("article").order_by("-visible_count")[0]
        self.seen = Comment.objects.seen().filter(discussion=self.discussion)

    def busiest(self) -> Comment:
        """The comment with the most answers."""
        return self.seen.order_by("-tally__answers", "pk")[0]

    def deepest(self) -> Comment:
        """The last comment of the longest chain."""
        return self.seen.order_by("-depth", "pk")[0]

    def at(self, depth: int) -> int:
        """The comment of the longest chain at this depth."""
        return [*(deepest := self.deepest()).ancestor_ids, deepest.pk][depth]

    def nth_thread(self, place: int) -> int:
        """The number of the thread with so many newer ones."""
        return self.seen.filter(depth=0).order_by("-number").values_list("number", flat=True)[place]

    def without_rankings(self) -> None:
        """As before the first one: nor is the job that would make it waiting."""
        Ranking.objects.filter(discussion=self.discussion).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")

    def ranked(self, order: str) -> int:
        """A ranking not older than a minute, made by the code that makes them all."""
        rankings.make(self.discussion.pk, order=order)
        return Ranking.objects.filter(discussion=self.discussion, order=order).latest("made_at").pk


def grow() -> None:
    """Give one comment 5,000 answers, unless one has them, and let 30 comments be picks."""
    story = Story()
    if story.busiest().tally.answers >= ANSWERS:
        return
    discussion = story.discussion
    parent = story.seen.filter(depth=1, tally__answers=0).order_by("number")[1_000]
    words = list(story.seen.filter(depth__gt=0).order_by("pk").values_list("body", flat=True)[:ANSWERS])
    authors = list(User.objects.filter(comments__discussion=discussion).distinct().values_list("pk", flat=True))
    now = timezone.now()

    def rows():
        for n, pk in enumerate(numbers(Comment, ANSWERS)):
            where = place(pk, answers=parent)
            body = f"{words[n]} ({n + 1})"
            yield (
                pk, discussion.pk, authors[n % len(authors)], where.parent_id, where.root_id, where.depth, where.path,
                discussion.last_number + n + 1, "published", body, folding.body_key(body), 1, uuid.uuid4(), now,
            )  # fmt: skip

    # One connection does not copy and ask at once.
    copy(Comment, _COLUMNS, list(rows()))
    counting.recount(discussion)
    counting.prove(discussion)
    analyze(Comment)
    editor = User.objects.get(email__startswith="editor@")
    picked = Pick.objects.filter(discussion=discussion).values("comment")
    for comment in story.seen.exclude(pk__in=picked).order_by("-tally__recommendations")[:PICKS]:
        decisions.feature(comment, by=editor)


def rows() -> list[Row]:
    """Every kind of page of the crowded story."""
    story = Story()
    article_id, whole = story.discussion.pk, story.discussion.get_absolute_url()
    parent, answered = story.busiest(), story.seen.filter(depth=0).order_by("-tally__below", "pk")[0]
    answers = list(story.seen.filter(parent=parent).order_by("path").values_list("pk", flat=True))
    alone = story.seen.filter(depth=0, tally__below=0).order_by("-number")[100]
    threads = reverse("comments:threads", args=[article_id])
    picks = reverse("comments:picks", args=[article_id])
    last_pick = Pick.objects.filter(discussion=story.discussion).order_by("-at", "-comment_id")[19]
    made = {order: story.ranked(order) for order in rankings.Order.values}

    def ranked(order: str) -> Callable[[], object]:
        # As the worker would.
        return lambda: rankings.make(article_id, order=order)

    def branch(of: int, after: int | None = None) -> str:
        address = reverse("comments:branch", args=[article_id, of])
        return f"{address}?after={after}" if after else address

    def comment(pk: int, after: int | None = None) -> str:
        address = reverse("comments:comment", args=[pk])
        return f"{address}?after={after}" if after else address

    found = [
        Row("the story itself", story.discussion.article.get_absolute_url()),
        Row("newest, first page", whole),
        Row("newest, 30,000 threads on", f"{whole}?after={story.nth_thread(DEEP)}"),
        Row("oldest, first page", f"{whole}?order=oldest"),
        Row("oldest, 30,000 threads on", f"{whole}?order=oldest&after={story.nth_thread(story.discussion.thread_count - DEEP)}"),
        Row("picks, first page", picks),
        Row("picks, second page", f"{picks}?after={pagination.mark(last_pick.at, last_pick.comment_id)}"),
        Row("more threads, as a part", f"{threads}?after={story.nth_thread(DEEP // 2)}"),
        Row("the largest thread, show more", branch(answered.pk)),
    ]
    for order, name in (("best", "best"), ("answered", "most answered")):
        found += [
            Row(f"{name}, first page", f"{whole}?order={order}", ranked(order)),
            Row(f"{name}, 30,000 threads on", f"{whole}?order={order}&place={made[order]}-{DEEP}", ranked(order)),
            Row(f"{name}, the same as a part", f"{threads}?order={order}&place={made[order]}-{DEEP}", ranked(order)),
        ]
    found += [Row(f"continue this thread, {depth} deep", comment(story.at(depth))) for depth in (6, 48, 94)]
    found += [
        Row("a parent with 5,000 answers", comment(parent.pk)),
        Row("its answers from the 51st", comment(parent.pk, answers[49])),
        Row("its answers from the 2,501st", comment(parent.pk, answers[2_499])),
        Row("its answers from the 4,951st", comment(parent.pk, answers[4_949])),
        Row("the same as a part", branch(parent.pk, answers[2_499])),
        Row("permalink of a thread", comment(alone.pk)),
        Row("permalink 100 deep", comment(story.deepest().pk)),
        Row("permalink of the 4,999th answer", comment(answers[4_998])),
        Row("and its thread in the whole conversation", f"{whole}?after={parent.root.number + 1}"),
        Row("new comments, 50 at once", f"{reverse('comments:new', args=[article_id])}?since=1000"),
        Row("the poll's count", f"{reverse('comments:new_count', args=[article_id])}?since={story.discussion.last_number - 9}"),
        Row("the feed", reverse("comments:feed", args=[article_id])),
        # Last, because the places above are in rankings that go here.
        Row("best, before its first ranking", f"{whole}?order=best", story.without_rankings),
    ]
    return found


def measure() -> None:
    """Print what each kind of page costs: queries and size once, milliseconds as often as it takes."""
    for row in rows():
        asker = Asker(row.path)
        row.before()
        forget()
        queries = asked(asker.get)
        body = asker.get()
        times = []
        for _ in range(TIMES):
            row.before()
            forget()
            times.append(timed(asker.get))
        print(
            json.dumps({
                "kind": row.kind,
                "queries": queries,
                "here": [time["here"] for time in times],
                "there": [time["there"] for time in times],
                "bytes": len(body),
                "plain": len(gzip.decompress(body)),
            }),
            flush=True,
        )  # fmt: skip


if __name__ == "__main__":
    {"grow": grow, "measure": measure}[sys.argv[1]]()
