"""Opening a conversation with its story, and how long it stays open."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from articles.models import Article
from comments import limits
from comments.models import Discussion
from newsroom.web import pages, stamps


@pages.verb
def follow_publication(article: Article) -> None:
    """Give a published story its conversation, open for 14 days from the last publication or correction.

    Called inside the transaction that publishes, schedules, updates, corrects or withdraws. A conversation that was set
    to stay open for ever is left so.
    """
    if article.published_at is None:
        return
    corrected_at = article.corrections.aggregate(at=Max("at"))["at"]
    closes_at = max(at for at in (article.published_at, corrected_at) if at) + limits.OPEN_FOR
    with pages.change() as change:
        discussion, made = Discussion.objects.get_or_create(article=article, defaults={"closes_at": closes_at})
        if not made and discussion.closes_at is not None and discussion.closes_at < closes_at:
            discussion.closes_at = closes_at
            discussion.save(update_fields=["closes_at"])
        change.raises(stamps.discussion(article.pk))


@pages.verb
def run_discussion(discussion: Discussion, *, mode: str, closes_at: dt.datetime | None) -> Discussion:
    """Set how a conversation is run and when it closes (None: never); at once, for every reader."""
    with pages.change() as change:
        discussion.mode, discussion.closes_at = mode, closes_at
        discussion.save(update_fields=["mode", "closes_at"])
        change.raises(stamps.discussion(discussion.pk))
    return discussion
