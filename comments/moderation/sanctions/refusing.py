"""Why something about a sanction was not done, in a sentence for the moderator. None of these is an error."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Objection, Sanction
from comments.moderation import second_looks
from newsroom.accounts.models import User

Kind = Sanction.Kind


class NotDone(Exception):
    """Nothing was done and nothing is stored; the sentence says why, and what to do."""


class AlreadyDone(NotDone):
    """What was asked for holds already: `sanction` is it. It `is_fresh` if whoever asked did it and may still undo it."""

    def __init__(self, sanction: Sanction, sentence: str, *, is_fresh: bool = False) -> None:
        super().__init__(sentence)
        self.sanction = sanction
        self.is_fresh = is_fresh


class Changed(NotDone):
    """Somebody has decided about this reader since the page was made."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided about this reader since you opened the page. Look at what holds now."))


def in_words(sanction: Sanction) -> str:
    """What holds, and until when: "muted until 4 May 2026, 14:05"."""
    what = {
        Kind.WARNING: _("warned"),
        Kind.LOOKED_AT_FIRST: _("looked at first"),
        Kind.MUTED: _("muted"),
        Kind.BARRED: _("barred"),
    }[Kind(sanction.kind)]
    if sanction.kind == Kind.WARNING:
        return what
    if sanction.ends_at is None:
        return _("%(what)s until it is lifted") % {"what": what}
    return _("%(what)s until %(moment)s") % {"what": what, "moment": moment(sanction.ends_at)}


def moment(at: dt.datetime) -> str:
    """A moment as readers and moderators are told it, with its zone."""
    return date_format(timezone.localtime(at), "j M Y, H:i T")


def already_done(sanction: Sanction, *, by: User, is_news: bool) -> AlreadyDone:
    """That `sanction` holds already; to whoever has not seen it yet: who has just done this, which may be they themselves."""
    what = in_words(sanction)
    if not is_news:
        return AlreadyDone(sanction, _("This holds already: %(what)s.") % {"what": what})
    if sanction.by_id == by.pk:
        is_fresh = timezone.now() - sanction.starts_at <= limits.UNDO_WINDOW
        return AlreadyDone(sanction, _("You have just done this: %(what)s.") % {"what": what}, is_fresh=is_fresh)
    name = sanction.by.display_name if sanction.by else _("Somebody who has left")
    return AlreadyDone(sanction, _("%(name)s has just done this: %(what)s.") % {"name": name, "what": what})


def must_be_allowed(account: User, *, by: User, objection_id: int | None = None) -> User:
    """`by` as the database knows them now, if they may decide about `account`. Raises `PermissionDenied`.

    Where an objection is answered, for whoever took the decision; an editor may step in there.
    """
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    moderator = User.objects.get(pk=by.pk)
    if objection_id is not None:
        objection = Objection.objects.select_related("comment").get(pk=objection_id)
        if not (permission := second_looks.can_decide(moderator, objection)):
            raise PermissionDenied(permission.sentence)
        return moderator
    if not moderator.is_moderator:
        raise PermissionDenied(_("Only moderators decide about readers."))
    if account.pk == moderator.pk:
        raise PermissionDenied(_("Nobody decides about themselves. Ask a colleague."))
    if account.is_staff and not moderator.is_administrator:
        raise PermissionDenied(_("Colleagues are the administrators’ business. Ask one of them."))
    return moderator
