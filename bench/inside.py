"""The part of the measurements that runs inside the site: builds and queries of one page, and somebody who comments.

python -m bench.inside page <path>              prints one line of JSON for each line it reads: queries, cold, rebuilt
python -m bench.inside comment <article> <rate> <seconds>
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.util import setup_testing_defaults

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.measuring import processor_seconds  # noqa: E402
from comments import pieces, posting  # noqa: E402
from comments.models import Comment, Discussion  # noqa: E402
from newsroom.accounts.models import User  # noqa: E402
from newsroom.web import asking, pages  # noqa: E402
from newsroom.web.answering import STORE  # noqa: E402
from newsroom.web.front import Front  # noqa: E402

# Nobody writes twice within the pace that the site allows, at five comments a second.
WRITERS = 150

WORDS = [
    "The",
    "quay",
    "was",
    "dry",
    "in",
    "March",
    "and",
    "the",
    "council",
    "knew,",
    "since",
    "the",
    "tide",
    "tables",
    "hang",
    "in",
    "the",
    "hall",
    "for",
    "anyone",
    "to",
    "read",
]


class Asker:
    """Asks the site's WSGI application without a server between."""

    def __init__(self, address: str) -> None:
        self.path, _, self.query = address.partition("?")
        self.application = Front(get_wsgi_application())

    def get(self) -> bytes:
        """The page for a stranger, compressed."""
        environ = {
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "HTTP_HOST": settings.ALLOWED_HOSTS[0],
            "HTTP_ACCEPT_ENCODING": "gzip",
        }
        setup_testing_defaults(environ)
        answered: list[str] = []
        body = b"".join(self.application(environ, lambda status, headers, *rest: answered.append(status)))
        if not answered[0].startswith("200"):
            raise SystemExit(f"{self.path} answers {answered[0]}")
        return body


def asked(function: Callable[[], Any]) -> int:
    """How many queries Django made; BEGIN, COMMIT and savepoints are none."""
    with CaptureQueriesContext(connection) as queries:
        function()
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")) for query in queries)


def forget() -> None:
    """Empty every memory of this process: pages, and comments as they were rendered."""
    pages.forget()
    pieces.KEPT.forget()


def spent(function: Callable[[], Any]) -> float:
    """Milliseconds of this process's processor time."""
    before = time.process_time()
    function()
    return (time.process_time() - before) * 1000


def backends() -> list[int]:
    """The Postgres processes that serve this newspaper: the pool may hand any of its connections to the next request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


class Measured:
    """What one page costs, asked for in pieces, so that whoever asks can take turns between several newspapers."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.asker = Asker(path)
        forget()
        self.cold_queries = asked(self.asker.get)
        self.write = self._writing()

    def queries(self) -> dict[str, Any]:
        """Queries, cold, warm and signed in, and the size of the page."""
        warm = asked(self.asker.get)
        reader = User.objects.filter(is_active=True).order_by("pk").last()
        browser = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        browser.force_login(reader)
        body = self.asker.get()
        return {
            "bytes": len(body),
            "bytes plain": len(gzip.decompress(body)),
            "queries cold": self.cold_queries,
            # The front asks on a connection of its own, once.
            "queries warm": warm + 1,
            "queries signed in": asked(lambda: browser.get(self.path)),
        }

    def cold(self) -> dict[str, float]:
        """Milliseconds of one build with every memory empty: this process's, and Postgres'."""
        forget()
        return timed(self.asker.get)

    def rebuilt(self) -> dict[str, float] | None:
        """The same of one build after one more comment; None where nobody comments."""
        if self.write is None:
            return None
        next(self.write)
        return timed(self.asker.get)

    def _writing(self) -> Iterator[Comment] | None:
        article = _article()
        if article is None or not Discussion.objects.get(article_id=article).visible_count:
            return None
        return writing(article)


def timed(function: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds of processor time, here and in Postgres, whose clock ticks only every 10 ms: good for means alone."""
    pids = backends()
    already = processor_seconds(pids)
    here = spent(function)
    return {"here": here, "there": (processor_seconds(pids) - already) * 1000}


def answer(path: str) -> None:
    """Measure what each line of the input names, until it ends."""
    measured = Measured(path)
    for line in sys.stdin:
        print(json.dumps(getattr(measured, line.strip())()), flush=True)
    asking.hang_up()


def _article() -> int | None:
    """The article whose conversation the page shows."""
    noted = next((page.noted for page, _weight in STORE.first.pages.values() if page.noted.get("discussion")), {})
    return next(iter(noted.get("discussion", ())), None)


def writing(article_id: int) -> Iterator[Comment]:
    """One more published comment each time, by readers who take turns."""
    discussion = Discussion.objects.get(article_id=article_id)
    published = Count("comments", filter=Q(comments__status=Comment.Status.PUBLISHED))
    writers = list(User.objects.annotate(published=published).filter(published__gte=3).order_by("-published", "pk")[:WRITERS])
    for number, author in enumerate(itertools.cycle(writers)):
        turned = WORDS[number % len(WORDS) :] + WORDS[: number % len(WORDS)]
        try:
            comment = posting.post_comment(
                discussion, author=author, body=f"{' '.join(turned)}; that is {number + time.time():.3f}."
            )
        except posting.Refused:
            continue
        if comment.status == Comment.Status.PUBLISHED:
            yield comment


def comment(article_id: int, rate: float, seconds: float) -> None:
    """Comment on one story at this rate."""
    with connection.cursor() as cursor:
        # So that whoever measures the readers can leave this connection out.
        cursor.execute("SET application_name = 'bench-writer'")
    due, end = time.monotonic(), time.monotonic() + seconds
    written = 0
    for _ in writing(article_id):
        written += 1
        due += 1 / rate
        time.sleep(max(0.0, due - time.monotonic()))
        if time.monotonic() >= end:
            break
    print(json.dumps({"written": written}))


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "page":
        answer(arguments[0])
    else:
        comment(int(arguments[0]), float(arguments[1]), float(arguments[2]))
