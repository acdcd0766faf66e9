"""On which pages a story is, or will be when its time comes: the stamps to raise when it changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from taggit.models import TaggedItem

from articles.models import Article, Byline, RelatedStory
from newsroom.web import stamps


def keys_of(article: Article) -> set[str]:
    """Every stamp that a page with this story on it shows: its own, its lists', and those of the stories that point to it."""
    return keys_of_all([article])


def keys_of_all(articles: Iterable[Article]) -> set[str]:
    """The same for many stories, in three queries."""
    found = list(articles)
    numbers = [article.pk for article in found]
    if not numbers:
        return set()
    keys = {stamps.front(), *map(stamps.article, numbers)}
    keys |= {stamps.section(article.section_id) for article in found if article.section_id}
    keys |= {stamps.topic(article.topic_id) for article in found if article.topic_id}
    tagged = TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Article), object_id__in=numbers)
    keys |= {stamps.tag(number) for number in tagged.values_list("tag_id", flat=True)}
    bylines = Byline.objects.filter(article__in=numbers)
    keys |= {stamps.author(number) for number in bylines.values_list("author_id", flat=True)}
    pointing = RelatedStory.objects.filter(story__in=numbers)
    keys |= {stamps.article(number) for number in pointing.values_list("article_id", flat=True)}
    return keys
