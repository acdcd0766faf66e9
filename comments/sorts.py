"""The orders in which a conversation can be read, as links above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from comments.models import Discussion, Ranking
from comments.nodes import NEWEST, OLDEST

PICKS = "picks"


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: what it is called, where it begins, and what its further pages call the way back there."""

    name: str
    label: str
    back: str
    address: str


def of(discussion: Discussion) -> list[Sort]:
    """Every order of this conversation; the editors' picks where there are any."""
    whole = discussion.get_absolute_url()
    best, answered = Ranking.Order.BEST, Ranking.Order.ANSWERED
    sorts = [
        Sort(best, _("Best"), _("Back to the best"), f"{whole}?order={best}"),
        Sort(NEWEST, _("Newest"), _("Back to the newest"), whole),
        Sort(OLDEST, _("Oldest"), _("Back to the oldest"), f"{whole}?order={OLDEST}"),
        Sort(answered, _("Most answered"), _("Back to the most answered"), f"{whole}?order={answered}"),
    ]
    if discussion.has_picks:
        picks = reverse("comments:picks", args=[discussion.pk])
        sorts.append(Sort(PICKS, _("Editors’ picks"), _("Back to the newest picks"), picks))
    return sorts


def current(discussion: Discussion, name: str) -> Sort:
    """The order of this name."""
    return next(sort for sort in of(discussion) if sort.name == name)
