"""A moderator at the desk, as a browser sends what they do."""

from django.urls import reverse

from comments.moderation.decisions import Seen

BY_SCRIPT = {"HX-Request": "true"}


def form(comment, **over):
    """The fields of a case's form as it is now."""
    seen = Seen.of(comment)
    return {
        "kind": "approve",
        "seen_revision": seen.revision,
        "seen_decision": seen.decision_id or "",
        "seen_report": seen.report_id or "",
        **over,
    }


def decide(desk, comment, *, headers=None, **over):
    """Send that form."""
    return desk.post(reverse("moderation:decide", args=[comment.pk]), form(comment, **over), headers=headers)
