"""Site maps: everything by month (https://www.sitemaps.org/protocol.html), and the last two days for news search."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest, TruncMonth
from django.http import Http404

from articles.models import Article, Author, Section, Topic
from newsroom.web import pages, stamps

XML = "application/xml; charset=utf-8"
# The part that lists what is no story.
LISTS = 1
# The protocol's greatest number of addresses in one file; no paper publishes as many in a month.
MOST = 50_000
# Google's rule for news site maps: two days, a thousand stories.
NEWS_LASTS = dt.timedelta(days=2)
MOST_NEWS = 1000

# What machines need not read: pages of one viewer, and pages that nobody asks for twice.
ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /moderation/
Disallow: /search/
Disallow: /*/write/
Disallow: /*/reply/
Disallow: /*/report/

Sitemap: {site}/sitemap.xml
Sitemap: {site}/news-sitemap.xml
"""


@pages.kept("site map", parameters=[pages.Number("part", most=999_912, continues=False)])
def sitemap(build: pages.Build, *, part: int | None) -> pages.Page:
    """Which parts there are; `part=1`: sections, storylines, authors; `part=202611`: the stories of that month."""
    build.shows(stamps.front(), stamps.chrome())
    build.true_until(Article.objects.changing_by_time(now=build.now))
    public = Article.objects.published(now=build.now)
    if part is None:
        months = public.annotate(month=TruncMonth("published_at")).values("month").order_by("-month")
        context = {
            "lists": LISTS,
            "months": months.annotate(changed=Max(Greatest("published_at", Coalesce("updated_at", "published_at")))),
        }
        return build.part("articles/sitemap_index.xml", context, content_type=XML)
    if part == LISTS:
        found = [*Section.objects.all(), *Topic.objects.filter(articles__in=public).distinct()]
        found += Author.objects.filter(articles__in=public).distinct()
        return build.part("articles/sitemap.xml", {"lists": found}, content_type=XML)
    year, month = divmod(part, 100)
    if not (dt.MINYEAR < year < dt.MAXYEAR and 1 <= month <= 12):
        raise Http404
    stories = public.filter(published_at__year=year, published_at__month=month).newest_first().defer("body")[:MOST]
    if not stories:
        raise Http404
    return build.part("articles/sitemap.xml", {"stories": stories}, content_type=XML)


@pages.kept("news site map")
def news(build: pages.Build) -> pages.Page:
    """The stories of the last two days."""
    build.shows(stamps.front(), stamps.chrome())
    build.true_until(Article.objects.changing_by_time(now=build.now))
    fresh = Article.objects.published(now=build.now).filter(published_at__gt=build.now - NEWS_LASTS)
    stories = list(fresh.newest_first().defer("body")[:MOST_NEWS])
    if stories and stories[-1].published_at:
        build.true_until(stories[-1].published_at + NEWS_LASTS)
    return build.part("articles/news_sitemap.xml", {"stories": stories}, content_type=XML)


@pages.kept("robots")
def robots(build: pages.Build) -> pages.Page:
    """What machines are asked not to read."""
    return build.answer(ROBOTS.format(site=pages.Site.ours().url), content_type="text/plain; charset=utf-8")
