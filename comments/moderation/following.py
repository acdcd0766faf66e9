"""What else on an open desk follows a decision: the counts, the author's record, the log of one comment, the end."""

from __future__ import annotations

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
from comments.moderation.queue import Overview, Queue
from newsroom.accounts.models import User


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
    overview: Overview
    ending: Ending
    comment: Comment
    record: Record
    decisions: list[Entry]


def after_deciding(comment_id: int, *, place: Place, viewer: User) -> Followed:
    """What a page that `viewer` has open at `place` shows wrongly by now. Four queries; eight on a comment's own page.

    After a search one more.
    """
    # Taken first: whatever is asked later knows at least as much.
    at = int(timezone.now().timestamp() * 1000)
    comment = Comment.objects.select_related("author", "pick").get(pk=comment_id)
    record = records.of_authors([comment.author_id]).get(comment.author_id) if comment.author_id else None
    overview = queue.overview(place.filters, viewer=viewer)
    decided = history.of_comment(comment) if place.is_alone else []
    return Followed(at, overview, ending(overview, place=place), comment, record or Record(), decided)


def ending(overview: Overview, *, place: Place) -> Ending:
    """What waits when all that was listed at `place` has been gone through."""
    end_of_page, here, everything = _("This was the end of the page."), overview.here, overview.counts[Queue.ALL]
    if overview.found:
        return Ending(f"{overview.found.sentence}.", end_of_page, _("Show everything that waits"), Place().address)
    if here:
        title = ngettext("%(n)s case still waits in this list.", "%(n)s cases still wait in this list.", here) % {"n": here}
        return Ending(title, end_of_page, _("Show what waits"), Place(place.filters).address)
    if everything:
        title = _("Nothing waits here.") if place.filters.is_narrowed else _("This queue is empty.")
        way = ngettext("Show the %(n)s that waits elsewhere", "Show the %(n)s that wait elsewhere", everything)
        return Ending(title, "", way % {"n": everything}, Place().address)
    sentence = _("Everything that readers wrote has been looked at.")
    return Ending(_("Nothing waits."), sentence, _("See the decisions"), reverse("moderation:log"))
