"""What somebody objected to stands: the log says who looked again. It changes nothing for readers."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits
from comments.models import Decision, Objection
from comments.moderation import overtaking, second_looks
from comments.moderation.decisions import recording
from comments.moderation.decisions.undoing import TooLate
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Decision.Kind


@pages.verb
def confirm(objection: Objection, *, by: User, now: dt.datetime | None = None) -> Decision:
    """Let the decision stand that somebody objects to. Raises `PermissionDenied`.

    The answer is kept with the objection and not as evidence: it speaks to whoever objected, who may not be the author.
    """
    with pages.change():
        _must_be_allowed(objection, by=by)
        return _append(objection, Decision(kind=Kind.CONFIRM, previous_id=objection.decision_id), by=by, now=now)


@pages.verb
def unconfirm(decision: Decision, *, by: User) -> Decision:
    """Take such an answer back and open the objection again. Raises `TooLate`, `PermissionDenied`.

    What is decided is decided: whoever objected to something that holds no more has nothing left to be answered. The caller
    has locked what it is about.
    """
    with pages.change():
        objection = Objection.objects.select_related("comment", "sanction").get(pk=decision.objection_id or 0)
        _must_be_allowed(objection, by=by)
        if decision.kind != Kind.CONFIRM or timezone.now() - decision.at > limits.UNDO_WINDOW:
            raise TooLate(_("Whoever objected has already been told."))
        if objection.answer_decision_id != decision.pk or _is_overtaken(decision):
            raise TooLate(_("Somebody has decided on this since."))
        undone = _append(objection, Decision(kind=Kind.UNCONFIRM, previous_id=decision.pk, undoes_id=decision.pk), by=by)
        overtaking.give_back(decision)
    return undone


def _is_overtaken(decision: Decision) -> bool:
    """Whether something was decided since about the comment or the sanction that this entry is about."""
    since = Decision.objects.filter(comment_id=decision.comment_id, sanction_id=decision.sanction_id, pk__gt=decision.pk)
    return (since.on_standing() | since.on_sanctions()).exists()


def _must_be_allowed(objection: Objection, *, by: User) -> None:
    # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
    permission = second_looks.can_decide(User.objects.get(pk=by.pk), objection)
    if not permission:
        raise PermissionDenied(permission.sentence)


def _append(objection: Objection, entry: Decision, *, by: User, now: dt.datetime | None = None) -> Decision:
    entry.initiative = Decision.Initiative.OBJECTION
    entry.by_id, entry.objection_id = by.pk, objection.pk
    if objection.sanction is not None:
        account = User.objects.select_for_update(no_key=True).get(pk=objection.sanction.account_id)
        return recording.append_on_account(entry, account=account, sanction=objection.sanction, note="", now=now)
    return recording.append(entry, on=recording.lock(objection.comment_id or 0), now=now)
