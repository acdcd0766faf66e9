"""From a document into the tables: only what differs is written, and what a former version had is gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles import publishing
from articles.copying import Lists
from tests.factories.articles import make_article, make_author, save_again

pytestmark = pytest.mark.django_db


def publish_again(article, **changes):
    return publishing.publish(save_again(article, **changes), by=None)


def test_lists_follow_the_newest_document_in_its_order():
    first, second = make_author(), make_author()
    article = make_article(authors=(first, second), tags=("harbour", "tide"))

    publish_again(article, authors=(second.pk, first.pk), tags=("tide", "storm"))

    present = Lists.of(article)
    assert present.authors == (second.pk, first.pk)
    assert {tag.name for tag in Tag.objects.filter(pk__in=present.tags)} == {"tide", "storm"}


def test_lists_that_stayed_as_they_were_are_not_written_again():
    article = make_article(tags=("harbour",), related=(make_article(),))

    with CaptureQueriesContext(connection) as asked:
        publish_again(article, headline="Another headline")

    lists = ("articles_byline", "articles_relatedstory", "taggit_taggeditem", "articles_article_photos")
    written = [sql for query in asked if (sql := query["sql"].split()) and sql[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written
    assert not [sql for sql in written if any(table in word for word in sql[1:3] for table in lists)]


def test_a_tag_is_the_same_in_other_letters_and_the_older_one_counts():
    older = Tag.objects.create(name="Tide", slug="tide")
    Tag.objects.create(name="TIDE", slug="tide-2")

    assert Lists.of(make_article(tags=("tide",))).tags == {older.pk}


def test_everything_can_be_taken_out_again():
    article = make_article(tags=("harbour",), related=(make_article(),))

    publish_again(article, tags=(), related=())

    present = Lists.of(article)
    assert (present.related, present.tags, present.photos) == ((), frozenset(), frozenset())
