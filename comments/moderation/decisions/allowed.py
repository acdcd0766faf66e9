"""Who may decide on a comment."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.accounts.models import User


def must_be_allowed(comment: Comment, *, by: User) -> None:
    """Raise `PermissionDenied` for anybody but a moderator, and for one whose own comment it is."""
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    if not User.objects.get(pk=by.pk).is_moderator:
        raise PermissionDenied(_("Only moderators decide on comments."))
    if comment.author_id == by.pk:
        raise PermissionDenied(_("Nobody decides on their own comment. Ask a colleague."))
