"""On which pages a story is, or will be when its time comes: the stamps to raise when it changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from articles.models import Article
from newsroom.web import stamps

# Every page, besides those that the story's own row names, as the name of its stamp and a number.
LISTED = """
SELECT 'tag', tag_id FROM taggit_taggeditem WHERE object_id = ANY(%(stories)s::bigint[]) AND content_type_id = %(kind)s
UNION SELECT 'author', author_id FROM articles_byline WHERE article_id = ANY(%(stories)s::bigint[])
UNION SELECT 'article', article_id FROM articles_relatedstory WHERE story_id = ANY(%(stories)s::bigint[])
"""
STAMPS = {"tag": stamps.tag, "author": stamps.author, "article": stamps.article}


def keys_of(article: Article) -> set[str]:
    """Every stamp that a page with this story on it shows: its own, its lists', and those of the stories that point to it."""
    return keys_of_all([article])


def keys_of_all(articles: Iterable[Article]) -> set[str]:
    """The same for many stories, in one query."""
    found = list(articles)
    numbers = [article.pk for article in found]
    if not numbers:
        return set()
    keys = {stamps.front(), *map(stamps.article, numbers)}
    keys |= {stamps.section(article.section_id) for article in found if article.section_id}
    keys |= {stamps.topic(article.topic_id) for article in found if article.topic_id}
    with connection.cursor() as cursor:
        cursor.execute(LISTED, {"stories": numbers, "kind": ContentType.objects.get_for_model(Article).pk})
        keys |= {STAMPS[page](number) for page, number in cursor.fetchall()}
    return keys
