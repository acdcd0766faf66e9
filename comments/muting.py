"""Muting a person: what they write is folded away for one reader, and nobody else learns of it.

Anybody can be muted, moderators and staff too. What a moderator decides reaches the reader by decisions and mail, and what the
newsroom has to say to everyone stands in its pinned note; what either writes as a comment is a voice among others.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, permissions
from comments.models import Comment, Mute, Notification
from comments.permissions import Permission, refused
from newsroom.accounts.models import User
from newsroom.web import pages


@pages.verb
def mute(person: User, *, by: User) -> Permission:
    """Fold away what `person` writes, for `by` alone; twice changes nothing. Returns whether that was allowed, and why not.

    What they wrote before is no news to `by` any more.
    """
    permission = permissions.can_mute(by, person)
    if not permission:
        return permission
    with pages.change():
        # Two presses at once come one after the other, so that the list ends where it should; whoever leaves keeps none.
        if not User.objects.select_for_update(no_key=True).get(pk=by.pk).is_active:
            return refused(_("This account has been closed."))
        mine = Mute.objects.filter(reader=by)
        if not mine.filter(muted=person).exists() and mine.count() >= limits.MUTED_BY_ONE_READER:
            return refused(_("Your list of muted people is full. Unmute somebody first."))
        Mute.objects.get_or_create(reader=by, muted=person, defaults={"at": timezone.now()})
        _forget_news_of(person, by=by)
    return permission


@pages.verb
def unmute(person: User, *, by: User) -> None:
    """Show what `person` writes again; nothing happens if they were not muted."""
    with pages.change():
        gone, _rows = Mute.objects.filter(reader=by, muted=person).delete()
        if gone:
            # What was being told at the moment of muting was written all the same, and stayed out of sight.
            _forget_news_of(person, by=by)


def muted_by(reader: User) -> list[Mute]:
    """Whom `reader` has muted, the latest first, each with their name. One query."""
    return list(Mute.objects.filter(reader=reader).select_related("muted").order_by("-at", "-pk"))


def names_of_muted(reader: User, *, shown: Sequence[int]) -> dict[int, str]:
    """Which of these comments are by somebody whom `reader` has muted, each with the name. One query."""
    theirs = Comment.objects.filter(pk__in=shown, author__in=Mute.objects.filter(reader=reader).values("muted"))
    return dict(theirs.values_list("pk", "author__display_name"))


def _forget_news_of(person: User, *, by: User) -> None:
    Notification.objects.about_comments().filter(reader=by, comment__author=person).delete()
