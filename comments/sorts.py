"""The orders in which a conversation can be read, as links above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.models import Discussion, Ranking
from comments.nodes import NEWEST, OLDEST
from newsroom.web import pages

PICKS = "picks"


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: what it is called, where it begins, and what its further pages call the way back there."""

    name: str
    label: str
    back: str
    address: str


@dataclass(frozen=True)
class InOrder(pages.Choice):
    """The order that an address asks for; where it asks for none, the site's own."""

    @property
    def default(self) -> str:
        """What the setting says."""
        return str(settings.COMMENTS_ORDER)

    def normal(self, raw: str | None) -> str:
        """The word itself, or the default."""
        return raw if raw is not None and raw in self.values else self.default


def of(discussion: Discussion) -> list[Sort]:
    """Every order of this conversation; the editors' picks where there are any."""
    best, answered = Ranking.Order.BEST, Ranking.Order.ANSWERED
    sorts = [
        Sort(best, _("Best"), _("Back to the best"), _address(discussion, best)),
        Sort(NEWEST, _("Newest"), _("Back to the newest"), _address(discussion, NEWEST)),
        Sort(OLDEST, _("Oldest"), _("Back to the oldest"), _address(discussion, OLDEST)),
        Sort(answered, _("Most answered"), _("Back to the most answered"), _address(discussion, answered)),
    ]
    if discussion.has_picks:
        picks = reverse("comments:picks", args=[discussion.pk])
        sorts.append(Sort(PICKS, _("Editors’ picks"), _("Back to the newest picks"), picks))
    return sorts


def current(discussion: Discussion, name: str) -> Sort:
    """The order of this name."""
    return next(sort for sort in of(discussion) if sort.name == name)


def _address(discussion: Discussion, order: str) -> str:
    whole = discussion.get_absolute_url()
    return whole if order == settings.COMMENTS_ORDER else f"{whole}?order={order}"
