"""What else on an open desk follows a decision: the counts, the author's record, the log of one comment, the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Comment
from comments.moderation import queue
from comments.moderation.desk import history, records
from comments.moderation.desk.history import Entry
from comments.moderation.desk.records import Record
from comments.moderation.forms.deciding import Place
from comments.moderation.queue import Queue


@dataclass(frozen=True, slots=True)
class Ending:
    """What to say where a list of cases ends, and where to go from there."""

    title: str
    sentence: str
    way: str
    address: str


@dataclass(frozen=True, slots=True)
class Followed:
    """How things stand after a decision on `comment`, at the moment `at` in milliseconds: later ones replace earlier ones."""

    at: int
    counts: Mapping[Queue, int]
    ending: Ending
    comment: Comment
    record: Record
    decisions: list[Entry]


def after_deciding(comment_id: int, *, place: Place) -> Followed:
    """What a page of the desk that was open at `place` shows wrongly by now. Four queries; eight on a comment's own page."""
    # Taken first: whatever is asked later knows at least as much.
    at = int(timezone.now().timestamp() * 1000)
    comment = Comment.objects.select_related("author", "pick").get(pk=comment_id)
    record = records.of_authors([comment.author_id]).get(comment.author_id) if comment.author_id else None
    counts = queue.counts()
    decided = history.of_comment(comment) if place.is_alone else []
    return Followed(at, counts, ending(counts, place=place), comment, record or Record(), decided)


def ending(counts: Mapping[Queue, int], *, place: Place) -> Ending:
    """What waits when all that was listed at `place` has been gone through."""
    here = counts[place.queue]
    if here:
        title = ngettext("%(n)s comment still waits.", "%(n)s comments still wait.", here) % {"n": here}
        return Ending(title, _("This was the end of the page."), _("Show what waits"), Place(place.filters).address)
    everything = counts[Queue.ALL]
    if everything:
        way = ngettext("Show the %(n)s that waits elsewhere", "Show the %(n)s that wait elsewhere", everything)
        return Ending(_("This queue is empty."), "", way % {"n": everything}, Place().address)
    sentence = _("Everything that readers wrote has been looked at.")
    return Ending(_("Nothing waits."), sentence, _("See the decisions"), reverse("moderation:log"))
