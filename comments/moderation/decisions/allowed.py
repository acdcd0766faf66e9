"""Who may decide on a comment."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comments.models import Comment, Notice, Objection
from comments.moderation import second_looks
from comments.moderation.decisions.occasions import PLAIN, Occasion
from newsroom.accounts.models import User


def must_be_allowed(comment: Comment, *, by: User, occasion: Occasion = PLAIN) -> None:
    """Raise `PermissionDenied` for anybody but a moderator, and for one whose own comment it is.

    Where an objection or a notice is decided, for whoever it concerns; an editor may step in there.
    """
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    user = User.objects.get(pk=by.pk)
    contested = _contested(occasion)
    if contested is not None:
        permission = second_looks.can_decide(user, contested)
        if not permission:
            raise PermissionDenied(permission.sentence)
        return
    if not user.is_moderator:
        raise PermissionDenied(_("Only moderators decide on comments."))
    if comment.author_id == by.pk:
        raise PermissionDenied(_("Nobody decides on their own comment. Ask a colleague."))


def _contested(occasion: Occasion) -> second_looks.Contested | None:
    if occasion.objection_id is not None:
        return Objection.objects.select_related("comment").get(pk=occasion.objection_id)
    if occasion.notice_id is not None:
        return Notice.objects.select_related("comment").get(pk=occasion.notice_id)
    return None
