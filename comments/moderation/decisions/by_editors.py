"""What editors and moderators put forward: a comment among the editors' picks, as long as readers see it."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import permissions
from comments.models import Comment, Decision, Pick
from comments.moderation.decisions import recording
from comments.moderation.decisions.seen import Changed
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

Kind = Decision.Kind
Status = Comment.Status


@pages.verb
def feature(comment: Comment, *, by: User, now: dt.datetime | None = None) -> Decision | None:
    """Make a comment that readers see an editors' pick; None if it is one. Raises `Changed`, `PermissionDenied`.

    What is removed or taken back later leaves the picks, and comes back to them if it is restored.
    """
    with pages.change() as change:
        comment = recording.lock(comment.pk)
        _must_be_allowed(comment, by=by)
        if comment.status != Status.PUBLISHED:
            raise Changed(comment)
        given = {"discussion_id": comment.discussion_id, "by": by, "at": now or timezone.now()}
        _pick, made = Pick.objects.get_or_create(comment=comment, defaults=given)
        return _log(Kind.FEATURE, comment, by=by, change=change, now=now) if made else None


@pages.verb
def unfeature(comment: Comment, *, by: User) -> Decision | None:
    """Let a pick be a comment like any other again; None if it is none. Raises `PermissionDenied`."""
    with pages.change() as change:
        comment = recording.lock(comment.pk)
        _must_be_allowed(comment, by=by)
        gone, _rows = Pick.objects.filter(comment=comment).delete()
        return _log(Kind.UNFEATURE, comment, by=by, change=change) if gone else None


def _must_be_allowed(comment: Comment, *, by: User) -> None:
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    permission = permissions.can_pick(User.objects.get(pk=by.pk))
    if not permission:
        raise PermissionDenied(permission.sentence)
    if comment.author_id == by.pk:
        raise PermissionDenied(_("Nobody puts their own comment forward. Ask a colleague."))


def _log(kind: Decision.Kind, comment: Comment, *, by: User, change: pages.Change, now: dt.datetime | None = None) -> Decision:
    change.raises(stamps.discussion(comment.discussion_id))
    entry = Decision(kind=kind, initiative=Decision.Initiative.OWN, by_id=by.pk, previous_id=recording.last_id_on(comment))
    return recording.append(entry, on=comment, now=now)
