"""A reader's news is looked up row by row: what stands on every page must not cost more because the newspaper is large."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from comments import muting, news
from comments.models import Comment, Discussion, Notification
from newsroom.accounts.models import User
from tests.factories.accounts import make_reader
from tests.factories.articles import make_article
from tests.factories.comments import make_trusted_reader

pytestmark = pytest.mark.django_db

STORIES, UNREAD, READ = 4_000, 60, 300


@pytest.fixture
def newspaper():
    """Many stories with a comment each; of these comments, many readers have been told."""
    template, author, now = make_article(), make_trusted_reader(), timezone.now()
    same = {field.attname: getattr(template, field.attname) for field in Article._meta.concrete_fields}
    for own in ("id", "slug", "short_code"):
        del same[own]
    stories = Article.objects.bulk_create(Article(**same, slug=f"story-{n}", short_code=f"s{n}") for n in range(STORIES))
    discussions = Discussion.objects.bulk_create(Discussion(article=story, last_number=1) for story in stories)
    Comment.objects.bulk_create(
        Comment(
            discussion=discussion,
            author=author,
            path=b"",
            number=1,
            status="published",
            body="Words.",
            body_key=n.to_bytes(16, "big"),
            idempotency_key=uuid.uuid4(),
            created_at=now,
        )
        for n, discussion in enumerate(discussions)
    )
    comments = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
    others = User.objects.bulk_create(
        User(email=f"r{n}@example.org", display_name=f"Reader {n}", password="!") for n in range(50)
    )
    reader = make_reader()
    muting.mute(others[0], by=reader)

    def told(person, unread, read):
        for n, pk in enumerate(comments[:: STORIES // (unread + read)][: unread + read]):
            # The read and the unread mixed, as they come.
            at, was_read = now - timedelta(minutes=n), n % (1 + read // unread) != 0
            yield Notification(reader=person, kind="followed", comment_id=pk, at=at, read_at=at if was_read else None)

    Notification.objects.bulk_create(row for person in (reader, *others) for row in told(person, UNREAD, READ))
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE articles_article, comments_discussion, comments_comment, comments_notification, comments_mute, accounts_user"
        )
    return reader


def read_by(query):
    """How many rows of each table a query looks at, thrown away or not."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query)
        [found] = cursor.fetchone()
    looked_at: dict[str, float] = {}

    def walk(node):
        if table := node.get("Relation Name"):
            thrown_away = node.get("Rows Removed by Filter", 0)
            looked_at[table] = looked_at.get(table, 0) + (node["Actual Rows"] + thrown_away) * node["Actual Loops"]
        for inner in node.get("Plans", []):
            walk(inner)

    walk((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
    return looked_at


def asked_of_news(build):
    """The queries about news that `build` asks."""
    with CaptureQueriesContext(connection) as asked:
        build()
    return [query["sql"] for query in asked if "comments_notification" in query["sql"]]


def test_how_much_waits_is_counted_by_the_unread_alone(newspaper):
    [query] = asked_of_news(lambda: news.unread(newspaper))

    looked_at = read_by(query)

    assert news.unread(newspaper) == UNREAD
    for table in ("articles_article", "comments_discussion", "comments_notification"):
        assert looked_at[table] <= UNREAD, (table, looked_at)


def test_a_page_of_news_is_read_by_its_readers_rows(newspaper):
    for query in asked_of_news(lambda: news.page_of(newspaper, after=None, now=timezone.now())):
        looked_at = read_by(query)

        for table in ("articles_article", "comments_discussion", "comments_notification"):
            # A story is looked up twice: whether it is public, and what it is called.
            assert 0 < looked_at[table] <= 2 * (UNREAD + READ), (table, looked_at)
