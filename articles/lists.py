"""Lists of stories, newest first, a page at a time, each story on exactly one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles.models import Article, FormerSlug
from articles.models.article import ArticleQuerySet
from articles.naming import Named
from articles.teasers import teasers, with_teaser_parts
from newsroom.web import pages, pagination

# Two screens of a list: far enough to choose from, short enough to be there at once.
ON_A_PAGE = 20
# The order of every list, and what its markers hold.
NEWEST_FIRST = ("-published_at", "-id")
Marker = tuple[dt.datetime, int]
Row = TypeVar("Row", bound=models.Model)

AFTER = pages.Marker("after", dt.datetime, int)


def named(rows: QuerySet[Row], slug: str) -> Row | None:
    """The section, storyline, author or tag that has this address now."""
    return rows.filter(slug=slug).first()


def moved_or_404(kind: type[Named], slug: str, *, to: str) -> HttpResponse:
    """To the present address of what had this one before; what never had it, or has nothing to show, is no page."""
    found = FormerSlug.objects.leads_to(kind, slug)
    if found is None:
        raise Http404
    # A tag without a public story is no page, and its new name may belong to a story not yet told.
    if isinstance(found, Tag) and not Article.objects.tagged(found).published(now=timezone.now()).exists():
        raise Http404
    return pages.moved(reverse(to, args=[found.slug]))


def listed(build: pages.Build, stories: ArticleQuerySet, *, after: Marker | None, address: str) -> Mapping[str, Any]:
    """One page of these stories and the addresses of its neighbours, for a template; the build learns when time changes it."""
    build.true_until(stories.changing_by_time(now=build.now))
    public = with_teaser_parts(stories.published(now=build.now))
    found = pagination.after(public, by=NEWEST_FIRST, values=after, most=ON_A_PAGE)
    return {
        "teasers": teasers(build, found.items),
        # Back to the beginning: what stood before a marker moves as stories come in, and the browser's own "back" is exact.
        "newer": address if after else None,
        "older": f"{address}?after={found.next}" if found.next else None,
        "canonical": address,
        "is_continued": after is not None,
    }
