"""What somebody should know before they write here: said above the comment box, to everybody alike."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comments import spans
from comments.models import Discussion


def sentences(discussion: Discussion) -> list[str]:
    """Who looks at a comment before it appears, and how long one waits between two; empty where all is as everywhere."""
    said = []
    if discussion.switch.holds:
        said.append(
            _("At the moment a person looks at every comment before it appears. %(reason)s")
            % {"reason": discussion.switch.reason}
        )
    elif discussion.mode == Discussion.Mode.LOOKED_AT_FIRST:
        said.append(_("A person looks at every comment here before it appears."))
    if discussion.pause_seconds:
        said.append(
            _("Slow mode: one comment in %(pause)s from each reader.") % {"pause": spans.in_words(discussion.pause_seconds)}
        )
    return said
