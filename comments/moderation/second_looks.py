"""Who takes a second look: at a decision that somebody objects to, at a notice, and at one that was sent once more."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comments.models import Notice, Objection
from comments.permissions import ALLOWED, Permission, refused
from newsroom.accounts.models import Role, User

Contested = Objection | Notice


def can_decide(user: User, contested: Contested) -> Permission:
    """Whether `user` may answer an objection or decide a notice: a moderator whom it does not concern.

    Where it concerns every moderator there is, an editor may as well. Two queries at most.
    """
    if contested.contested_by_id == user.pk:
        return refused(_("You took this decision yourself, so somebody else looks at it again."))
    if isinstance(contested, Objection) and contested.by_id == user.pk:
        return refused(_("This is your own objection. A colleague answers it."))
    if isinstance(contested, Notice) and contested.sent_by_id == user.pk:
        return refused(_("You sent this notice yourself. Ask a colleague."))
    if contested.comment is not None and contested.comment.author_id == user.pk:
        return refused(_("This is about your own comment. Ask a colleague."))
    if user.is_moderator or (user.is_editor and is_left_to_editors(contested)):
        return ALLOWED
    return refused(_("The moderation desk is for moderators."))


def can_open(user: User, contested: Contested) -> bool:
    """Whether `user` may read the page of an objection or a notice: moderators, and an editor who may decide it or has."""
    if user.is_moderator:
        return True
    return user.is_editor and (contested.answered_by_id == user.pk or bool(can_decide(user, contested)))


def is_left_to_editors(contested: Contested) -> bool:
    """Whether the only moderators there are may not decide it, so that an editor or administrator does. One query."""
    return not _others(contested, Q(groups__name=Role.MODERATOR.value)).exists()


def who_steps_in(contested: Contested) -> list[User]:
    """The editors and administrators who may decide what no moderator is left for; nobody, where one is. Two queries.

    An account that may do everything is an administrator's, also without the role.
    """
    if not is_left_to_editors(contested):
        return []
    above = Q(groups__name__in=[Role.EDITOR.value, Role.ADMINISTRATOR.value]) | Q(is_superuser=True)
    return list(_others(contested, above).order_by("pk"))


def _others(contested: Contested, who: Q) -> QuerySet[User]:
    concerned = {contested.contested_by_id}
    concerned.add(contested.by_id if isinstance(contested, Objection) else contested.sent_by_id)
    if contested.comment is not None:
        concerned.add(contested.comment.author_id)
    there = User.objects.filter(who, is_active=True)
    return there.exclude(pk__in=[pk for pk in concerned if pk is not None]).distinct()
