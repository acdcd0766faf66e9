"""The pages that readers see of stories; each says what it shows, so that it can be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles import extensions, lists, metadata, pictures, stories
from articles import front as front_page
from articles import search as searching
from articles.models import Address, Article, Author, Correction, Section, Topic
from articles.pictures import Ratio
from newsroom.web import limits, pages, pagination, stamps

PageOrMove = pages.Page | HttpResponse


@pages.kept("front")
def front(build: pages.Build) -> pages.Page:
    """The front page."""
    sections = list(Section.objects.all())
    return build.page("articles/front.html", {"front": front_page.arrange(build, sections)})


def _make_ready(address: Mapping[str, Any]) -> None:
    """Let the higher storeys prepare what they show on a story's page."""
    for make in extensions.BEFORE_A_STORY:
        make(address)


@pages.kept("article", before=_make_ready)
def article(build: pages.Build, *, year: int, month: int, day: int, slug: str) -> PageOrMove:
    """A story and its conversation."""
    date = date_or_404(year, month, day)
    public = Article.objects.published(now=build.now)
    found = public.at_address(date, slug).first()
    if found is None:
        former = get_object_or_404(Address.objects.select_related("article"), date=date, slug=slug, article__in=public)
        return pages.moved(former.article.get_absolute_url())
    build.true_until(stories.next_moment(found, now=build.now))
    build.counts_reading_of(found.pk)
    site = pages.Site.ours()
    story = stories.live(build, found)
    context = {
        "article": found,
        "story": story,
        "machines": metadata.for_machines(story, site=site),
        "shares": metadata.shares(story, site=site),
        "current_section": found.section.slug if found.section else None,
    }
    return build.page("articles/article.html", context)


@pages.kept("section", parameters=[lists.AFTER])
def section(build: pages.Build, *, slug: str, after: lists.Marker | None) -> PageOrMove:
    """The stories of a section."""
    found = lists.named(Section.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Section, slug, to="articles:section")
    build.shows(stamps.section(found.pk))
    listed = lists.listed(build, Article.objects.in_section(found), after=after, address=found.get_absolute_url())
    return build.page("articles/section.html", {"section": found, "current_section": found.slug, **listed})


@pages.kept("topic", parameters=[lists.AFTER])
def topic(build: pages.Build, *, slug: str, after: lists.Marker | None) -> PageOrMove:
    """The stories of a storyline."""
    found = lists.named(Topic.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Topic, slug, to="articles:topic")
    build.shows(stamps.topic(found.pk))
    listed = lists.listed(build, Article.objects.in_topic(found), after=after, address=found.get_absolute_url())
    return build.page("articles/topic.html", {"topic": found, **listed})


@pages.kept("tag", parameters=[lists.AFTER])
def tag(build: pages.Build, *, slug: str, after: lists.Marker | None) -> PageOrMove:
    """The stories with a tag. A tag without a public story is no page: its name may belong to a story not yet told."""
    found = lists.named(Tag.objects.all(), slug)
    if found is None:
        return lists.moved_or_404(Tag, slug, to="articles:tag")
    tagged = Article.objects.tagged(found)
    build.shows(stamps.tag(found.pk))
    listed = lists.listed(build, tagged, after=after, address=reverse("articles:tag", args=[found.slug]))
    if not listed["teasers"]:
        raise Http404
    return build.page("articles/tag.html", {"tag": found, **listed})


@pages.kept("author", parameters=[lists.AFTER])
def author(build: pages.Build, *, slug: str, after: lists.Marker | None) -> PageOrMove:
    """An author, and everything they wrote."""
    authors = Author.objects.select_related("portrait").prefetch_related(
        pictures.renditions_in(Ratio.SQUARE, lookup="portrait__renditions")
    )
    found = lists.named(authors, slug)
    if found is None:
        return lists.moved_or_404(Author, slug, to="articles:author")
    build.shows(stamps.author(found.pk))
    portrait = None
    if pictures.may_be_shown(found.portrait, now=build.now):
        build.true_until(found.portrait.rights_until)
        portrait = pictures.picture(found.portrait, found.portrait.renditions.all(), ratio=Ratio.SQUARE, sizes=pictures.PORTRAIT)
    listed = lists.listed(build, Article.objects.by_author(found), after=after, address=found.get_absolute_url())
    return build.page("articles/author.html", {"author": found, "portrait": portrait, **listed})


@pages.kept("latest", parameters=[lists.AFTER])
def latest(build: pages.Build, *, after: lists.Marker | None) -> pages.Page:
    """Everything, newest first."""
    build.shows(stamps.front())
    return build.page(
        "articles/latest.html", lists.listed(build, Article.objects.all(), after=after, address=reverse("articles:latest"))
    )


@pages.kept("corrections", parameters=[pages.Marker("after", dt.datetime, int)])
def corrections(build: pages.Build, *, after: tuple[dt.datetime, int] | None) -> pages.Page:
    """What we had to correct, newest first."""
    build.shows(stamps.front())
    build.true_until(Article.objects.corrected().changing_by_time(now=build.now))
    found = pagination.after(Correction.objects.public(now=build.now), by=("-at", "-id"), values=after, most=lists.ON_A_PAGE)
    address = reverse("articles:corrections")
    context = {
        "corrections": found.items,
        "newer": address if after else None,
        "older": f"{address}?after={found.next}" if found.next else None,
    }
    return build.page("articles/corrections.html", context)


def short(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of a story leads to its long one."""
    found = get_object_or_404(Article.objects.published(now=timezone.now()), short_code=code)
    return pages.moved(found.get_absolute_url())


def search(request: HttpRequest) -> HttpResponse:
    """Stories (and what higher storeys add) with the words that were asked for. Never kept: nobody asks the same twice."""
    asked = searching.Asked.for_words(request.GET.get("q", ""), language=settings.LANGUAGE_CODE)
    if asked.words:
        whose = limits.network(limits.client_address(request))
        limits.demand(f"search {whose}", times=searching.MOST_A_MINUTE, within=dt.timedelta(minutes=1))
    newest_first = request.GET.get("order") == "newest"
    found = searching.look_for(asked, now=timezone.now(), marker=request.GET.get("after"), newest_first=newest_first)
    return render(request, "articles/search.html", {"asked": asked, "found": found})


def date_or_404(year: int, month: int, day: int) -> dt.date:
    """The day in an address. A day that no calendar has is no page."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Http404 from None
