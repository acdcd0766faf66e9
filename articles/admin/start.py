"""The newsroom's first page: what somebody works on, what is about to happen, what happened today, what waits for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.admin.story_buttons import state_of
from articles.models import Article
from articles.models.article import ArticleQuerySet
from newsroom.accounts.models import User

# As many of each as one takes in at a glance; the list of stories has the rest.
SHOWN = 8


@dataclass(frozen=True)
class Row:
    """One story on the page: what it is called, where it leads, and when what happened or will."""

    headline: str
    address: str
    at: dt.datetime | None
    words: str = ""
    # Who saved it last, where that says something.
    by: str = ""


@dataclass(frozen=True)
class Today:
    """What the page shows to one person; lists that are not theirs to see stay empty."""

    may_write: bool = False
    may_publish: bool = False
    mine: list[Row] = field(default_factory=list)
    unpublished: list[Row] = field(default_factory=list)
    theirs: list[Row] = field(default_factory=list)
    coming: list[Row] = field(default_factory=list)
    published: list[Row] = field(default_factory=list)


def today(user: User, *, now: dt.datetime) -> Today:
    """The page for this person at this moment, in a fixed number of queries."""
    stories = Article.objects.defer("body").select_related("latest_revision", "latest_revision__by")
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    out_today = stories.published(now=now).filter(first_published_at__gte=midnight).order_by("-published_at", "-pk")
    if not user.has_perm("articles.change_article"):
        # Whoever does not work on stories sees what every reader sees.
        seen = user.has_perm("articles.view_article")
        return Today(published=[_public(story) for story in out_today[:SHOWN]] if seen else [])
    may_publish = user.has_perm("articles.publish_article")
    drafts = stories.filter(status=Article.Status.DRAFT).order_by("-latest_revision__at", "-pk")
    own = Q(latest_revision__by=user) | Q(pk__in=_begun_by(user))
    changed = stories.published(now=now).exclude(latest_revision=F("live_revision")).order_by("-latest_revision__at")
    return Today(
        may_write=user.has_perm("articles.add_article"),
        may_publish=may_publish,
        mine=[_saved(story) for story in drafts.filter(own)[:SHOWN]],
        unpublished=[_saved(story) for story in changed[:SHOWN]] if may_publish else [],
        theirs=[_saved(story) for story in drafts.exclude(own)[:SHOWN]] if may_publish else [],
        coming=_coming(stories, now=now),
        published=[_public(story, address=_form(story)) for story in out_today[:SHOWN]],
    )


def _begun_by(user: User) -> ArticleQuerySet:
    return Article.objects.filter(revisions__number=1, revisions__by=user).values("pk")


def _coming(stories: ArticleQuerySet, *, now: dt.datetime) -> list[Row]:
    """What appears or disappears by itself, the next first."""
    rows = [
        Row(story.headline, _form(story), story.published_at, state_of(story))
        for story in stories.scheduled(now=now).order_by("published_at")[:SHOWN]
    ]
    rows += [
        Row(story.headline, _form(story), story.withdraw_at, state_of(story))
        for story in stories.published(now=now).filter(withdraw_at__gt=now).order_by("withdraw_at")[:SHOWN]
    ]
    return sorted(rows, key=lambda row: row.at or now)[:SHOWN]


def _saved(story: Article) -> Row:
    last = story.latest_revision
    by = str(last.by) if last and last.by else ""
    return Row(story.headline, _form(story), last.at if last else story.created_at, by=by)


def _public(story: Article, *, address: str = "") -> Row:
    return Row(story.headline, address or story.get_absolute_url(), story.published_at)


def _form(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])
