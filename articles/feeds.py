"""RSS 2.0 of the front, a section, a storyline, a tag or an author (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from taggit.models import Tag

from articles import lists
from articles.models import Article, Author, Section, Topic
from articles.models.article import ArticleQuerySet
from newsroom.web import pages, stamps

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
# A reader that asks once a day misses nothing of a busy one.
MOST = 30


@pages.kept("feed")
def front(build: pages.Build) -> pages.Page:
    """The newest stories of the paper."""
    build.shows(stamps.front())
    return _feed(build, Article.objects.all(), title=pages.Site.ours().name, address="/")


@pages.kept("feed of a section")
def section(build: pages.Build, *, slug: str) -> pages.Page | HttpResponse:
    """The newest stories of a section."""
    found = lists.named(Section.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Section, slug, to="articles:section_feed")
    build.shows(stamps.section(found.pk))
    stories = Article.objects.in_section(found)
    return _feed(build, stories, title=found.name, address=found.get_absolute_url(), about=found.description)


@pages.kept("feed of a storyline")
def topic(build: pages.Build, *, slug: str) -> pages.Page | HttpResponse:
    """The newest stories of a storyline."""
    found = lists.named(Topic.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Topic, slug, to="articles:topic_feed")
    build.shows(stamps.topic(found.pk))
    stories = Article.objects.in_topic(found)
    return _feed(build, stories, title=found.name, address=found.get_absolute_url(), about=found.description)


@pages.kept("feed of a tag")
def tag(build: pages.Build, *, slug: str) -> pages.Page | HttpResponse:
    """The newest stories with a tag. A tag without a public story is no page, as in `views.tag`."""
    found = lists.named(Tag.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Tag, slug, to="articles:tag_feed")
    tagged = Article.objects.tagged(found)
    get_object_or_404(tagged.published(now=build.now)[:1])
    build.shows(stamps.tag(found.pk))
    return _feed(build, tagged, title=found.name, address=reverse("articles:tag", args=[found.slug]))


@pages.kept("feed of an author")
def author(build: pages.Build, *, slug: str) -> pages.Page | HttpResponse:
    """What an author wrote last."""
    found = lists.named(Author.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Author, slug, to="articles:author_feed")
    build.shows(stamps.author(found.pk))
    stories = Article.objects.by_author(found)
    return _feed(build, stories, title=found.name, address=found.get_absolute_url(), about=found.bio)


def _feed(build: pages.Build, stories: ArticleQuerySet, *, title: str, address: str, about: str = "") -> pages.Page:
    build.shows(stamps.chrome())
    build.true_until(stories.changing_by_time(now=build.now))
    site = pages.Site.ours()
    feed = Rss201rev2Feed(
        title=title if title == site.name else f"{title} | {site.name}",
        link=site.url + address,
        description=about or site.name,
        feed_url=f"{site.url}/feed{address}",
    )
    public = stories.published(now=build.now).newest_first().select_related("section").prefetch_related("authors").defer("body")
    for story in public[:MOST]:
        feed.add_item(
            title=story.headline,
            link=site.url + story.get_absolute_url(),
            description=story.standfirst,
            author_name=", ".join(author.name for author in story.authors.all()),
            pubdate=story.published_at,
            updateddate=story.updated_at,
            # Stays when the address changes, so that no reader shows a story twice.
            unique_id=f"{site.url}/s/{story.short_code}",
            unique_id_is_permalink=True,
            categories=[story.section.name] if story.section else [],
        )
    return build.answer(feed.writeString("utf-8"), content_type=CONTENT_TYPE)
