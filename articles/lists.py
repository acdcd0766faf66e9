"""Lists of stories, newest first, a page at a time, each story on exactly one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from articles.models.article import ArticleQuerySet
from articles.teasers import teasers, with_teaser_parts
from newsroom.web import pages, pagination

# Two screens of a list: far enough to choose from, short enough to be there at once.
ON_A_PAGE = 20
# The order of every list, and what its markers hold.
NEWEST_FIRST = ("-published_at", "-id")
Marker = tuple[dt.datetime, int]

AFTER = pages.Marker("after", dt.datetime, int)


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
