"""A document into the tables that readers' pages ask: the story's live row, and the lists it stands in. Used by `publishing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, models
from taggit.models import Tag, TaggedItem

from articles import indexing
from articles.bodies import Outline
from articles.drafting import Document
from articles.models import Address, Article, Byline, RelatedStory

# What a document and the moment of publishing decide; nothing else of the row is `publishing`'s.
LIVE_FIELDS = [
    "status", "headline", "slug", "address_date", "language", "standfirst", "body", "word_count", "prominence", "section",
    "topic", "lead_photo", "lead_caption", "published_at", "first_published_at", "updated_at", "withdraw_at", "live_revision",
]  # fmt: skip

# Four lists in one round trip: a story is mostly published with none of them there yet, or with all of them as they were.
LISTS = """
SELECT ARRAY(SELECT author_id FROM articles_byline WHERE article_id = %(article)s ORDER BY position, id),
    ARRAY(SELECT story_id FROM articles_relatedstory WHERE article_id = %(article)s ORDER BY position, id),
    ARRAY(SELECT tag_id FROM taggit_taggeditem WHERE object_id = %(article)s AND content_type_id = %(kind)s),
    ARRAY(SELECT photo_id FROM articles_article_photos WHERE article_id = %(article)s)
"""

# Which tag each name means: letters are compared as the database folds them, and of two that differ in case the older one counts.
TAGS = """
SELECT wanted, min(tag.id) FROM unnest(%(names)s::text[]) wanted LEFT JOIN taggit_tag tag ON upper(tag.name) = upper(wanted)
GROUP BY wanted
"""


class AddressTaken(Exception):
    """Another story has the address of this one."""


@dataclass(frozen=True)
class Lists:
    """What a story is listed under, by the keys of the rows; the first two in the order in which readers see them."""

    authors: tuple[int, ...]
    related: tuple[int, ...]
    tags: frozenset[int]
    photos: frozenset[int]

    @classmethod
    def of(cls, story: Article) -> Lists:
        """As they are in the tables now."""
        with connection.cursor() as cursor:
            cursor.execute(LISTS, {"article": story.pk, "kind": ContentType.objects.get_for_model(Article).pk})
            authors, related, tags, photos = cursor.fetchone()
        return cls(tuple(authors), tuple(related), frozenset(tags), frozenset(photos))


def copy(story: Article, document: Document, *, outline: Outline, was_public: bool) -> None:
    """Write the document into the story's row and its lists, and let search know. `outline` is that of the document's body.

    Raises `AddressTaken` if another story took the address since somebody looked. Called inside a verb's transaction.
    """
    if was_public and story.address_date and story.slug != document.slug:
        Address.objects.get_or_create(date=story.address_date, slug=story.slug, defaults={"article": story})
        Address.objects.filter(article=story, date=story.address_date, slug=document.slug).delete()
    story.headline = document.headline
    story.slug = document.slug
    story.language = document.language
    story.standfirst = document.standfirst
    story.body = document.body
    story.word_count = outline.word_count
    story.prominence = document.prominence
    story.section_id = document.section
    story.topic_id = document.topic
    story.lead_photo_id = document.lead_photo
    story.lead_caption = document.lead_caption
    story.live_revision = story.latest_revision
    try:
        story.save(update_fields=LIVE_FIELDS)
    except IntegrityError as error:
        if "one_story_per_address" not in str(error):
            raise
        raise AddressTaken from error
    _copy_lists(story, document, figures=outline.figures)
    indexing.index(story, text=outline.text)


def _copy_lists(story: Article, document: Document, *, figures: tuple[int, ...]) -> None:
    """Write only the lists that differ."""
    present = Lists.of(story)
    if present.authors != document.authors:
        _replace(Byline, story, present.authors, [{"author_id": key, "position": at} for at, key in enumerate(document.authors)])
    if present.related != document.related:
        rows = [{"story_id": key, "position": at} for at, key in enumerate(document.related)]
        _replace(RelatedStory, story, present.related, rows)
    if present.photos != frozenset(figures):
        story.photos.set(figures)
    tags = _tags_named(document.tags)
    if gone := present.tags - tags:
        TaggedItem.objects.filter(tag__in=gone, **_as_tagged(story)).delete()
    TaggedItem.objects.bulk_create(TaggedItem(tag_id=tag, **_as_tagged(story)) for tag in sorted(tags - present.tags))


def _replace(kind: type[models.Model], story: Article, present: tuple[int, ...], rows: list[dict[str, Any]]) -> None:
    if present:
        kind._default_manager.filter(article=story).delete()
    kind._default_manager.bulk_create(kind(article=story, **row) for row in rows)


def _as_tagged(story: Article) -> dict[str, Any]:
    return {"content_type": ContentType.objects.get_for_model(Article), "object_id": story.pk}


def _tags_named(names: tuple[str, ...]) -> frozenset[int]:
    """The tags with these names, whatever the case of their letters; those that do not exist yet are made.

    What django-taggit's `tags.set` does, in one query where it asks up to eight for each name.
    """
    if not names:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(TAGS, {"names": list(names)})
        found = cursor.fetchall()
    # Somebody else may make the same tag in this moment, so even a new one is asked for first.
    return frozenset(key or Tag.objects.get_or_create(name=name)[0].pk for name, key in found)
