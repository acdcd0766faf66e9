"""Everything the requirements look at, gathered once and frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from articles.bodies import Outline
from articles.drafting import Document
from articles.models import Article, Photo


@dataclass(frozen=True)
class PhotoFacts:
    """What matters of a photograph before it is shown to readers."""

    has_credit: bool
    has_words: bool
    rights_until: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A document and what the database knows about the things it names, at the moment it is to become public."""

    document: Document
    outline: Outline
    at: dt.datetime
    address_is_taken: bool
    section_exists: bool
    topic_exists: bool
    known_languages: frozenset[str]
    known_authors: frozenset[int]
    known_stories: frozenset[int]
    photos: Mapping[int, PhotoFacts]


# Whether each row that a document names is there, in one round trip.
NAMED = """
SELECT
    EXISTS (SELECT FROM articles_article
        WHERE slug = %(slug)s AND address_date = %(date)s AND id IS DISTINCT FROM %(article)s)
    OR EXISTS (SELECT FROM articles_address
        WHERE slug = %(slug)s AND date = %(date)s AND article_id IS DISTINCT FROM %(article)s),
    EXISTS (SELECT FROM articles_section WHERE id = %(section)s),
    EXISTS (SELECT FROM articles_topic WHERE id = %(topic)s),
    ARRAY(SELECT id FROM articles_author WHERE id = ANY(%(authors)s::bigint[])),
    ARRAY(SELECT id FROM articles_article WHERE id = ANY(%(related)s::bigint[]))
"""


def gather(document: Document, *, article: Article, address_date: dt.date, at: dt.datetime) -> Facts:
    """Ask the database everything at once (two queries); the requirements ask nothing."""
    outline = Outline.of(document.body)
    wanted = {*outline.figures, *([document.lead_photo] if document.lead_photo else [])}
    named: dict[str, Any] = {
        # What no column can hold cannot be an address that is taken; its own requirement says that it is too long.
        "slug": document.slug[:80],
        "date": address_date,
        "article": article.pk,
        "section": document.section,
        "topic": document.topic,
        "authors": list(document.authors),
        "related": list(document.related),
    }
    with connection.cursor() as cursor:
        cursor.execute(NAMED, named)
        address_is_taken, section_exists, topic_exists, authors, stories = cursor.fetchone()
    return Facts(
        document=document,
        outline=outline,
        at=at,
        address_is_taken=address_is_taken,
        section_exists=section_exists,
        topic_exists=document.topic is None or topic_exists,
        known_languages=frozenset(code for code, _ in settings.LANGUAGES),
        known_authors=frozenset(authors),
        known_stories=frozenset(stories),
        photos={
            photo.pk: PhotoFacts(
                has_credit=bool(photo.photographer or photo.agency),
                has_words=bool(photo.alt or photo.decorative),
                rights_until=photo.rights_until,
            )
            for photo in Photo.objects.filter(pk__in=wanted)
        },
    )
