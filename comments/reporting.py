"""Reporting a comment to the moderators, under a rule of the standards."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import limits, permissions, wording
from comments.models import Comment, Report, Rule, Tally
from comments.moderation import awaiting, decisions, weighing
from comments.permissions import Permission, refused
from newsroom.accounts.models import User
from newsroom.web import limits as limiter
from newsroom.web import pages


@pages.verb
def report(comment: Comment, *, by: User, rule: Rule, words: str = "", now: dt.datetime | None = None) -> Permission:
    """Put a comment on the moderators' desk. Returns whether it was taken, with the sentence.

    One report a reader and comment: a second one changes nothing and says so. Readers see no difference, unless enough
    of those who were right before have reported it: then it is hidden until a person has looked.
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
        awaiting.settle(comment)
    # A transaction of its own: it locks the conversation, which comes before the comment locked above.
    weights = list(_weights(comment, now=now or timezone.now()))
    if weighing.hides(weights):
        decisions.hold_for_reports(comment, weights=weights)
    return permission


def first_time(comment: Comment, *, by: User) -> Permission:
    """Whether `by` has not reported this comment yet; if so, the sentence says what came of it. One query."""
    earlier = Report.objects.filter(comment=comment, reader=by).select_related("rule").first()
    if earlier is None:
        return permissions.ALLOWED
    said = {"rule": earlier.rule.number, "at": date_format(timezone.localtime(earlier.at), "j M Y")}
    if earlier.outcome == Report.Outcome.OPEN:
        return refused(_("You have reported this comment on %(at)s, under rule %(rule)s. A moderator will look at it.") % said)
    return refused(_("You have reported this comment on %(at)s, under rule %(rule)s. A moderator has kept it.") % said)


def _weights(comment: Comment, *, now: dt.datetime) -> Iterator[float]:
    """What each open report of a comment weighs toward hiding it. Two queries."""
    waiting = Report.objects.filter(comment=comment, outcome=Report.Outcome.OPEN, reader__is_active=True)
    joined = dict(waiting.values_list("reader_id", "reader__date_joined"))
    if len(joined) < limits.READERS_TO_HIDE:
        return
    upheld = defaultdict(list)
    for reader_id, at in Report.objects.filter(reader__in=joined, outcome=Report.Outcome.UPHELD).values_list("reader_id", "at"):
        upheld[reader_id].append(now - at)
    for reader_id, since in joined.items():
        yield weighing.weight(upheld[reader_id], account_age=now - since)
