"""Notes that moderators leave each other about a reader."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, wording
from comments.models import Note
from newsroom.accounts.models import User
from newsroom.web import pages


@pages.verb
def note(account: User, *, by: User, words: str) -> Note | None:
    """Leave a note about a reader; the same words of the same moderator again, and no words, make none.

    Raises `PermissionDenied` for anybody but a moderator, and for one whom it would be about.
    """
    with pages.change():
        # Whoever leaves at this moment leaves no note behind; the same form sent twice comes one after the other.
        account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
        # Asked of the database inside the transaction: a role taken away a second ago no longer writes.
        if not User.objects.get(pk=by.pk).is_moderator:
            raise PermissionDenied(_("Only moderators write notes about readers."))
        if account.pk == by.pk:
            raise PermissionDenied(_("Nobody writes notes about themselves. Ask a colleague."))
        words = wording.clean(words)[: limits.LONGEST_NOTE]
        newest = Note.objects.filter(account=account).order_by("-pk").first()
        is_again = newest is not None and (newest.words, newest.by_id) == (words, by.pk)
        if not words or not account.is_active or is_again:
            return None
        return Note.objects.create(account=account, by=by, words=words, at=timezone.now())
