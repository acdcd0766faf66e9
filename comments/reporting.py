"""Reporting a comment to the moderators, under a rule of the standards."""

from __future__ import annotations

import datetime as dt

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, permissions, wording
from comments.models import Comment, Report, Rule, Tally
from comments.permissions import Permission, refused
from newsroom.accounts.models import User
from newsroom.web import limits as limiter
from newsroom.web import pages


@pages.verb
def report(comment: Comment, *, by: User, rule: Rule, words: str = "", now: dt.datetime | None = None) -> Permission:
    """Put a comment on the moderators' desk. Returns whether it was taken, with the sentence.

    One report a reader and comment: a second one changes nothing and says so. No page for readers changes by it.
    """
    permission = permissions.can_report(by, comment)
    if not permission:
        return permission
    if not limiter.allow(f"report:{by.pk}", times=limits.REPORTS_PER_HOUR, within=dt.timedelta(hours=1)):
        return refused(_("You have reported a great many comments in an hour. Please go on later."))
    with pages.change():
        # Waits for a moderator who is deciding on this comment, so that no report falls between decision and count.
        comment = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("discussion").get(pk=comment.pk)
        if not (still := permissions.can_report(by, comment)):
            return still
        _row, made = Report.objects.get_or_create(
            comment=comment,
            reader=by,
            defaults={
                "rule": rule,
                "words": wording.clean(words)[: limits.LONGEST_REPORT],
                "at": now or timezone.now(),
            },
        )
        if not made:
            return refused(_("You have already reported this comment. Thank you: a moderator will look at it."))
        Tally.objects.filter(pk=comment.pk).update(reports=F("reports") + 1)
    return permission
