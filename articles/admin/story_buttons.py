"""What the buttons of a story's page do, each by a verb of `publishing`, and the state it leads to in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import publishing
from articles.models import Article


@dataclass(frozen=True)
class Said:
    """What somebody said beside the buttons: a moment."""

    at: dt.datetime | None


def state_of(story: Article) -> str:
    """What readers see of a story, in words."""
    now = timezone.now()
    if story.status == Article.Status.DRAFT:
        return _("draft")
    if story.status == Article.Status.WITHDRAWN or (story.withdraw_at and story.withdraw_at <= now):
        return _("withdrawn")
    if story.published_at and story.published_at > now:
        return _("scheduled for %s") % date_format(timezone.localtime(story.published_at), "DATETIME_FORMAT")
    if story.is_leaving(now=now):
        return _("public until %s") % date_format(timezone.localtime(story.withdraw_at), "DATETIME_FORMAT")
    return _("public")


def _publish(story: Article, said: Said, by: Any) -> str:
    publishing.publish(story, by=by)
    return _("Public now.")


def _schedule(story: Article, said: Said, by: Any) -> str:
    if said.at is None:
        raise publishing.Refused(_("Say when the story should appear."))
    publishing.schedule(story, by=by, at=said.at)
    return _("It appears by itself: %s.") % state_of(story)


def _update(story: Article, said: Said, by: Any) -> str:
    publishing.update(story, by=by)
    return _("Readers see the newest version.")


def _keep(story: Article, said: Said, by: Any) -> str:
    publishing.keep(story, by=by)
    return _("It stays: nothing takes it away from readers by itself any more.")


# By what the button sends. Withdrawing and correcting are no buttons: they have pages of their own, which ask first.
BUTTONS: dict[str, Callable[[Article, Said, Any], str]] = {
    "publish": _publish,
    "schedule": _schedule,
    "update": _update,
    "keep": _keep,
}
