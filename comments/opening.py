"""Opening a conversation with its story, how long it stays open, and how it is run meanwhile."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Article, Publication
from comments import counting, limits, spans
from comments.models import Discussion
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

# "So many days after publication" of a story that has none yet is counted from here, a moment that nobody lives to see.
BEFORE_PUBLICATION = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)

# What tells our entries of a story's history from others; the admin shows it translated.
_NAME = "conversation"


class Settings(TypedDict, total=False):
    """How a conversation may be run: what is not named stays as it is. `closes_at` None: never."""

    mode: str
    closes_at: dt.datetime | None
    pause_seconds: int
    question: str
    pinned_note: str


@pages.verb
def follow_publication(article: Article) -> None:
    """Give a published story its conversation, open for 14 days from the last publication or correction.

    Called inside the transaction that publishes, schedules, updates, corrects or withdraws. One that closes another number
    of days after them keeps its number; one that closes at a moment somebody chose, or never, is left so.
    """
    if article.published_at is None:
        return
    last = _last_news(article)
    with pages.change() as change:
        defaults = {"closes_at": last + limits.OPEN_FOR}
        discussion, made = Discussion.objects.select_for_update(no_key=True).get_or_create(article=article, defaults=defaults)
        days = None if made else closes_after(discussion)
        if days is not None and discussion.closes_at != last + days:
            discussion.closes_at = last + days
            discussion.save(update_fields=["closes_at"])
        change.raises(stamps.discussion(article.pk))


@pages.verb
def run_discussion(discussion: Discussion, *, by: User | None = None, **settings: Unpack[Settings]) -> Discussion:
    """Set how a conversation is run; at once, for every reader. What `by` changed stands in the story's history."""
    with pages.change() as change:
        as_it_is = counting.lock(discussion.pk)
        changed = {name: value for name, value in settings.items() if getattr(as_it_is, name) != value}
        if "pinned_note" in changed:
            changed["pinned_at"] = timezone.now() if changed["pinned_note"] else None
        for name, value in (settings | changed).items():
            setattr(discussion, name, value)
        if changed:
            discussion.save(update_fields=list(changed))
            change.raises(stamps.discussion(discussion.pk))
            if "mode" in changed and Discussion.Mode.CLOSED in {as_it_is.mode, discussion.mode}:
                # The head of the story's page names the feed of a conversation that is shown.
                change.raises(stamps.article(discussion.pk))
            if by is not None:
                _note(discussion, changed, by=by)
    return discussion


def closes_after(discussion: Discussion) -> dt.timedelta | None:
    """How many days after the last publication or correction a conversation closes; None if at a chosen moment, or never.

    Nothing but the moment is stored: a whole number of days after any publication or correction was meant as such.
    """
    if discussion.closes_at is None:
        return None
    for moment in _moments(discussion.article):
        after = discussion.closes_at - moment
        if after.days > 0 and after == dt.timedelta(days=after.days):
            return after
    return None


def closing_moment(article: Article, *, days: int) -> dt.datetime:
    """When a conversation closes that stays open for so many days after the last publication or correction."""
    return (BEFORE_PUBLICATION if article.published_at is None else _last_news(article)) + dt.timedelta(days=days)


def history(discussion: Discussion) -> list[LogEntry]:
    """Who changed how a conversation is run, and when, newest first."""
    entries = LogEntry.objects.filter(content_type__app_label="articles", content_type__model="article")
    ours = entries.filter(object_id=str(discussion.pk), change_message__contains=f'"name": "{_NAME}"')
    return list(ours.select_related("user").order_by("-action_time", "-pk")[:50])


def _last_news(article: Article) -> dt.datetime:
    return max(at for at in (article.published_at, *_corrected(article)) if at)


def _moments(article: Article) -> Iterable[dt.datetime]:
    """Every moment from which days may have been counted, the latest first; also those a story was once scheduled for."""
    planned = Publication.objects.filter(Q(article_id=article.pk), due_at__isnull=False).values_list("due_at", flat=True)
    known = {article.published_at, article.first_published_at, *_corrected(article), *planned}
    return [BEFORE_PUBLICATION, *sorted((at for at in known if at), reverse=True)]


def _corrected(article: Article) -> list[dt.datetime]:
    return list(article.corrections.values_list("at", flat=True))


def _note(discussion: Discussion, changed: dict[str, Any], *, by: User) -> None:
    """Leave a trace in the story's history in the admin, in its own form: what was changed, and what it is now."""
    shown = [name for name in changed if name != "pinned_at"]
    entry = {
        "name": _NAME,
        "fields": [str(Discussion._meta.get_field(name).verbose_name) for name in shown],  # type: ignore[union-attr]
        "object": "; ".join(Truncator(_in_words(name, discussion)).chars(80) for name in shown),
    }
    message = json.dumps([{"changed": entry}])
    LogEntry.objects.log_actions(by.pk, [discussion.article], CHANGE, change_message=message, single_object=True)


def _in_words(name: str, discussion: Discussion) -> str:
    value = getattr(discussion, name)
    if name == "mode":
        return str(discussion.get_mode_display())
    if name == "pause_seconds":
        return spans.in_words(value) if value else _("as everywhere")
    if name == "closes_at":
        return formats.date_format(timezone.localtime(value), "j M Y, H:i T") if value else _("never")
    return value or _("none")
