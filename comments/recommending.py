"""Recommending a comment, and thinking better of it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from comments import limits, permissions
from comments.models import Comment, Recommendation, Tally
from comments.permissions import Permission, refused
from newsroom.accounts.models import User
from newsroom.web import limits as limiter
from newsroom.web import pages, stamps


@pages.verb
def recommend(comment: Comment, *, by: User) -> Permission:
    """Recommend a comment; doing it twice changes nothing. Returns whether it was allowed, with the sentence."""
    permission = permissions.can_recommend(by, comment)
    if not permission:
        return permission
    if not limiter.allow(f"recommend:{by.pk}", times=limits.RECOMMENDATIONS_PER_MINUTE, within=timedelta(minutes=1)):
        return refused(_("That was a great many at once. Wait a minute, then go on."))
    with pages.change() as change:
        # Waits for a moderator who is deciding on this comment, with nothing in hand that the decision may want; afterwards
        # nobody hides it until this is counted.
        locked = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("discussion")
        if not (still := permissions.can_recommend(by, locked.get(pk=comment.pk))):
            return still
        # The database decides who came first: two presses at the same moment make one row.
        _row, made = Recommendation.objects.get_or_create(comment=comment, reader=by)
        if made:
            Tally.objects.filter(pk=comment.pk).update(recommendations=F("recommendations") + 1)
            change.raises(stamps.tally(comment.discussion_id))
    return permission


@pages.verb
def unrecommend(comment: Comment, *, by: User) -> None:
    """Take a recommendation back; nothing happens if there is none."""
    with pages.change() as change:
        gone, _rows = Recommendation.objects.filter(comment=comment, reader=by).delete()
        if gone:
            Tally.objects.filter(pk=comment.pk).update(recommendations=F("recommendations") - 1)
            change.raises(stamps.tally(comment.discussion_id))
