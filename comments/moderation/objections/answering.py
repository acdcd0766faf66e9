"""Answering an objection: in writing, by somebody else than who took the decision."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, objection_letters, wording
from comments.models import Decision, Objection, Rule
from comments.moderation import awaiting, decisions, sanctions, second_looks
from comments.moderation.decisions import Occasion
from newsroom.accounts.models import User
from newsroom.web import pages

About = Objection.About
Outcome = Objection.Outcome


class Answered(Exception):
    """Somebody has answered it since, or there is nothing left to answer; `objection` is what it is now."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(_("Somebody has answered this objection since you opened the page. Nothing was changed."))
        self.objection = objection


@pages.verb
def answer(
    objection: Objection,
    *,
    by: User,
    upheld: bool,
    words: str,
    rule: Rule | None = None,
    note: str = "",
    now: dt.datetime | None = None,
) -> Objection:
    """Answer an objection. Raises `Answered`, `PermissionDenied`, and `ValidationError` for an answer that says nothing.

    Upheld, everything is as if the decision had not been taken: the comment is back with its number, its counts and its
    place, or waits for a person again if it had been held, or the sanction is lifted. A dismissal that was wrong ends with the
    removal of the comment, under `rule` and with `note` to its author. Rejected, the log says who looked again. Whoever
    objected is told when it can no longer be undone.
    """
    said, moment = must_say_something(words), now or timezone.now()
    with pages.change():
        objection = _locked(objection)
        if objection.outcome != Outcome.OPEN:
            raise Answered(objection)
        # Asked of the database inside the transaction: a role taken away a second ago no longer decides.
        permission = second_looks.can_decide(User.objects.get(pk=by.pk), objection)
        if not permission:
            raise PermissionDenied(permission.sentence)
        if upheld:
            decision = _uphold(objection, by=by, rule=rule, note=note, now=moment)
        else:
            decision = decisions.confirm(objection, by=by, now=moment)
        objection.outcome = Outcome.UPHELD if upheld else Outcome.REJECTED
        objection.answer, objection.answered_at = said, moment
        objection.answered_by_id, objection.answer_decision_id = by.pk, decision.pk
        objection.save(update_fields=["outcome", "answer", "answered_at", "answered_by_id", "answer_decision_id"])
        awaiting.settle_objection(objection)
        objection_letters.tell_later(objection)
    return objection


@pages.verb
def undo(objection: Objection, *, by: User) -> Decision:
    """Take an answer back: all is as before it, and the objection is open again. Raises `decisions.TooLate`."""
    with pages.change():
        objection = _locked(objection)
        decision = Decision.objects.filter(pk=objection.answer_decision_id or 0).first()
        if decision is None or decision.objection_id != objection.pk:
            raise decisions.TooLate(_("Nobody has answered this objection, so there is nothing to undo."))
        if not objection.words:
            raise decisions.TooLate(_("Whoever objected has left, and their objection with them. There is nothing to undo."))
        if decision.kind == Decision.Kind.CONFIRM:
            return decisions.unconfirm(decision, by=by)
        if decision.kind == Decision.Kind.LIFT:
            try:
                return sanctions.undo(decision, by=by)
            except sanctions.TooLate as late:
                raise decisions.TooLate(str(late)) from late
        return decisions.undo(decision, by=by)


def must_say_something(typed: str) -> str:
    """The answer, cleaned. Raises `ValidationError` where it is none."""
    said = wording.clean(typed)
    if len(said) < limits.SHORTEST_ANSWER:
        raise ValidationError(_("Write the answer in a sentence or two: they read it, and it is all they learn."))
    if len(said) > limits.LONGEST_ANSWER:
        raise ValidationError(_("An answer has %(most)s characters at most.") % {"most": limits.LONGEST_ANSWER})
    return said


def _locked(objection: Objection) -> Objection:
    """The objection as it is, under the locks of what it is about: account, then comment, then itself."""
    if objection.sanction is not None:
        User.objects.select_for_update(no_key=True).get(pk=objection.sanction.account_id)
    if objection.comment_id is not None:
        decisions.lock(objection.comment_id)
    rows = Objection.objects.select_for_update(of=("self",)).select_related("comment", "sanction")
    return rows.get(pk=objection.pk)


def _uphold(objection: Objection, *, by: User, rule: Rule | None, note: str, now: dt.datetime) -> Decision:
    occasion = Occasion(objection_id=objection.pk)
    if objection.sanction is not None:
        return sanctions.lift(objection.sanction, by=by, occasion=occasion, now=now)
    if objection.comment is None:
        raise Answered(objection)
    if objection.about != About.DISMISSAL:
        return decisions.overturn(objection.comment, by=by, occasion=occasion, now=now)
    if rule is None:
        raise ValidationError({"rule": _("Choose the rule that the comment breaks: its author reads it.")})
    return decisions.remove(objection.comment, by=by, rule=rule, note=note, occasion=occasion, now=now)
