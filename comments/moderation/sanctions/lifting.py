"""Lifting a sanction, and undoing what was just done: each is a decision too."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, wording
from comments.models import Decision, Sanction
from comments.moderation import overtaking
from comments.moderation.decisions import recording
from comments.moderation.decisions.occasions import PLAIN, Occasion
from comments.moderation.sanctions import letters, trail
from comments.moderation.sanctions.refusing import AlreadyDone, NotDone, moment, must_be_allowed
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Decision.Kind


class TooLate(NotDone):
    """It cannot be undone any more: its reader has been told, or somebody decided anew."""


@pages.verb
def lift(sanction: Sanction, *, by: User, note: str = "", occasion: Occasion = PLAIN, now: dt.datetime | None = None) -> Decision:
    """End a sanction now; its reader is told, with `note`, when that can no longer be undone.

    An objection that is upheld (`occasion`) takes one that is over off the record too. Raises `AlreadyDone`, `NotDone`,
    `PermissionDenied`.
    """
    with pages.change():
        account, sanction = _locked(sanction.pk, account_id=sanction.account_id)
        moderator = must_be_allowed(account, by=by, objection_id=occasion.objection_id)
        now = now or timezone.now()
        last = trail.last_on(sanction)
        if sanction.lifted_at is not None:
            raise AlreadyDone(sanction, _done_by(last, asked_by=moderator))
        if sanction.ends_at is not None and sanction.ends_at <= now and occasion.objection_id is None:
            raise NotDone(_("This ended by itself on %(moment)s.") % {"moment": moment(sanction.ends_at)})
        sanction.lifted_at = now
        sanction.save(update_fields=["lifted_at"])
        entry = Decision(
            kind=Kind.LIFT,
            initiative=occasion.initiative(was_reported=False),
            by_id=moderator.pk,
            previous_id=last.pk if last else None,
            objection_id=occasion.objection_id,
            notice_id=occasion.notice_id,
            batch=occasion.batch,
        )
        note = wording.clean(note)[: limits.LONGEST_NOTE]
        decision = recording.append_on_account(entry, account=account, sanction=sanction, note=note, now=now)
        overtaking.overtake_on_account(sanction, decision=decision)
        letters.tell_later(decision)
    return decision


@pages.verb
def undo(decision: Decision, *, by: User) -> Decision:
    """Put a sanction back as it was before `decision`: gone, if it was imposed; in force again, if it was lifted.

    Raises `TooLate` once its reader has been told or has acknowledged it, or when another decision has followed.
    """
    with pages.change():
        account, sanction = _locked(decision.sanction_id or 0, account_id=decision.account_id or 0)
        moderator = must_be_allowed(account, by=by, objection_id=decision.objection_id)
        now = timezone.now()
        if decision.kind not in {*Decision.SANCTIONS, Kind.LIFT}:
            raise TooLate(_("Only a moderator's decision can be undone."))
        was_read = decision.kind != Kind.LIFT and sanction.acknowledged_at is not None
        if now - decision.at > limits.UNDO_WINDOW or was_read:
            raise TooLate(_("The reader has already been told. Make a new decision instead."))
        last = trail.last_on(sanction)
        if last is None or last.pk != decision.pk or overtaking.is_confirmed(decision):
            raise TooLate(_("Somebody has decided on this since."))
        sanction.lifted_at = None if decision.kind == Kind.LIFT else now
        sanction.save(update_fields=["lifted_at"])
        entry = Decision(
            kind=Kind.UNDO,
            initiative=Decision.Initiative.OWN,
            by_id=moderator.pk,
            undoes_id=decision.pk,
            previous_id=decision.pk,
        )
        undone = recording.append_on_account(entry, account=account, sanction=sanction, note="", now=now)
        overtaking.give_back(decision)
        if sanction.lifted_at is not None:
            overtaking.overtake_on_account(sanction, decision=undone)
    return undone


def _locked(sanction_id: int, *, account_id: int) -> tuple[User, Sanction]:
    account = User.objects.select_for_update(no_key=True).get(pk=account_id)
    sanction = Sanction.objects.select_for_update(of=("self",), no_key=True).filter(pk=sanction_id).first()
    if sanction is None:
        raise TooLate(_("This reader has left, and the sanction went with their account. There is nothing left to decide."))
    return account, sanction


def _done_by(last: Decision | None, *, asked_by: User) -> str:
    if last is not None and last.by_id == asked_by.pk:
        return _("You have just done this.")
    by = User.objects.filter(pk=last.by_id or 0).first() if last else None
    return _("%(name)s has just done this.") % {"name": by.display_name if by else _("Somebody who has left")}
