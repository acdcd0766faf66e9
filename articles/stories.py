"""A story as its page shows it: from the live tables for readers, or from a document for an editor's preview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from taggit.models import Tag

from articles import bodies, pictures
from articles.bodies import Outline
from articles.drafting import Document
from articles.models import Article, Author, Correction, Photo, Rendition, Section, Topic
from articles.pictures import Picture, Ratio
from articles.teasers import Teaser
from newsroom.web import pages, stamps

# No page shows more pictures than this; a body that names more is a mistake or mischief.
MOST_FIGURES = 60


@dataclass(frozen=True)
class Story:
    """Everything the template of a story needs; nothing in it asks the database again."""

    article: Article
    headline: str
    standfirst: str
    body: SafeString
    language: str
    direction: str
    section: Section | None
    topic: Topic | None
    authors: Sequence[Author]
    lead: Picture | None
    corrections: Sequence[Correction]
    related: Sequence[Teaser]
    tags: Sequence[Tag]
    word_count: int


def live(build: pages.Build, article: Article) -> Story:
    """What readers see of a public story. Five queries, whatever is in it; the build learns what the page depends on."""
    build.shows(stamps.article(article.pk))
    authors = [byline.author for byline in article.bylines.select_related("author")]
    # In the order in which the editor gave them.
    tags = list(article.tags.order_by("taggit_taggeditem_items__pk"))
    # Their pictures come with the page's own (`_files`), and nobody shows their text here.
    pointed_to = article.related_stories.select_related("story__topic").defer("story__body", "story__standfirst")
    return _story(
        build,
        article,
        outline=Outline.of(article.body),
        authors=authors,
        tags=tags,
        related=_public_now(build, (pointer.story for pointer in pointed_to)),
        corrections=list(article.corrections.all()),
    )


def drafted(build: pages.Build, article: Article, document: Document) -> Story:
    """What readers would see of this document, for the eyes of the newsroom."""
    draft = Article(
        pk=article.pk,
        headline=document.headline,
        slug=document.slug,
        language=document.language,
        standfirst=document.standfirst,
        body=document.body,
        section=Section.objects.filter(pk__in=[document.section]).first(),
        topic=Topic.objects.filter(pk__in=[document.topic]).first(),
        lead_photo=Photo.objects.filter(pk__in=[document.lead_photo]).first(),
        lead_caption=document.lead_caption,
        published_at=article.published_at,
        first_published_at=article.first_published_at,
        updated_at=article.updated_at,
        address_date=article.address_date,
        short_code=article.short_code,
        status=article.status,
    )
    authors = Author.objects.in_bulk(document.authors)
    related = Article.objects.select_related("topic", "lead_photo").in_bulk(document.related)
    return _story(
        build,
        draft,
        outline=Outline.of(document.body),
        authors=[authors[number] for number in document.authors if number in authors],
        tags=[Tag(name=name, slug="") for name in document.tags],
        related=_public_now(build, (related[number] for number in document.related if number in related)),
        corrections=list(article.corrections.all()),
    )


def _story(
    build: pages.Build,
    article: Article,
    *,
    outline: Outline,
    authors: Sequence[Author],
    tags: Sequence[Tag],
    related: Sequence[Article],
    corrections: Sequence[Correction],
) -> Story:
    files_of = _files(article.lead_photo, outline.figures[:MOST_FIGURES], related)
    for photo, _of_it in files_of.values():
        build.shows(stamps.photo(photo.pk))
        build.true_until(photo.rights_until)

    def picture(number: int | None, ratio: Ratio, sizes: str, **how: Any) -> Picture | None:
        photo, files = files_of.get(number, (None, ()))
        if photo is None or not pictures.may_be_shown(photo, now=build.now):
            return None
        return pictures.picture(photo, files, ratio=ratio, sizes=sizes, **how)

    def figure(number: int) -> str:
        shown = picture(number, Ratio.WHOLE, pictures.IN_THE_TEXT)
        return render_to_string("articles/_figure.html", {"picture": shown}) if shown else ""

    def box(numbers: list[int]) -> str:
        stories = [story for story in related if story.pk in numbers] if numbers else related
        return render_to_string("articles/_related_box.html", {"stories": stories}) if stories else ""

    return Story(
        article=article,
        headline=article.headline,
        standfirst=article.standfirst,
        body=bodies.expand(article.body, photo=figure, stories=box),
        language=article.language,
        direction="rtl" if article.is_right_to_left else "ltr",
        section=article.section,
        topic=article.topic,
        authors=authors,
        lead=picture(article.lead_photo_id, Ratio.WIDE, pictures.LEAD_OF_A_STORY, caption=article.lead_caption, is_lead=True),
        corrections=corrections,
        related=[
            Teaser(
                story,
                story.get_absolute_url(),
                picture(story.lead_photo_id, Ratio.CLASSIC, pictures.BESIDE_A_HEADLINE),
                counts=(),
            )
            for story in related
        ],
        tags=tags,
        word_count=outline.word_count,
    )


def _files(
    lead: Photo | None, figures: Sequence[int], related: Sequence[Article]
) -> Mapping[int | None, tuple[Photo, list[Rendition]]]:
    """The photographs of a story with the files that its page may use, in one query."""
    small = [story.lead_photo_id for story in related if story.lead_photo_id]
    wanted = Q(photo__in=figures, ratio=Ratio.WHOLE) | Q(photo__in=small, ratio=Ratio.CLASSIC)
    if lead is not None:
        wanted |= Q(photo=lead, ratio=Ratio.WIDE)
    files_of: dict[int | None, tuple[Photo, list[Rendition]]] = {}
    for file in Rendition.objects.filter(wanted).select_related("photo"):
        files_of.setdefault(file.photo_id, (file.photo, []))[1].append(file)
    return files_of


def _public_now(build: pages.Build, stories: Iterable[Article]) -> list[Article]:
    """Those that readers may open; the build learns when that changes by time."""
    public = []
    for story in stories:
        # Its own stamp, and not only the page's: it may change in the moment in which this page begins to point to it.
        build.shows(stamps.article(story.pk))
        build.true_until(next_moment(story, now=build.now))
        if story.is_public(now=build.now):
            public.append(story)
    return public


def next_moment(story: Article, *, now: dt.datetime) -> dt.datetime | None:
    """When this story appears or disappears by time alone, if it will."""
    if story.status != Article.Status.PUBLISHED:
        return None
    return min((moment for moment in (story.published_at, story.withdraw_at) if moment and moment > now), default=None)
