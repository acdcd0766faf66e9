"""Everything the requirements look at, gathered once and frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from articles.bodies import Outline
from articles.drafting import Document
from articles.models import Address, Article, Author, Photo, Section, Topic


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


def gather(document: Document, *, article: Article, address_date: dt.date, at: dt.datetime) -> Facts:
    """Ask the database everything at once (at most seven queries); the requirements ask nothing."""
    outline = Outline.of(document.body)
    wanted = {*outline.figures, *([document.lead_photo] if document.lead_photo else [])}
    # What no column can hold cannot be an address that is taken; its own requirement says that it is too long.
    same = Q(slug=document.slug[:80])
    return Facts(
        document=document,
        outline=outline,
        at=at,
        address_is_taken=(
            Article.objects.filter(same, address_date=address_date).exclude(pk=article.pk).exists()
            or Address.objects.filter(same, date=address_date).exclude(article=article).exists()
        ),
        section_exists=document.section is not None and Section.objects.filter(pk=document.section).exists(),
        topic_exists=document.topic is None or Topic.objects.filter(pk=document.topic).exists(),
        known_languages=frozenset(code for code, _ in settings.LANGUAGES),
        known_authors=frozenset(Author.objects.filter(pk__in=document.authors).values_list("pk", flat=True)),
        known_stories=frozenset(Article.objects.filter(pk__in=document.related).values_list("pk", flat=True)),
        photos={
            photo.pk: PhotoFacts(
                has_credit=bool(photo.photographer or photo.agency),
                has_words=bool(photo.alt or photo.decorative),
                rights_until=photo.rights_until,
            )
            for photo in Photo.objects.filter(pk__in=wanted)
        },
    )
