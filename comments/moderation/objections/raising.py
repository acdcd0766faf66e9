"""Objecting: once to a decision, in words, within six months."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, objection_letters, wording
from comments.models import Decision, Objection
from comments.moderation import awaiting, decisions, second_looks
from comments.moderation.objections.matters import Matter, matter_of
from newsroom.accounts.models import User
from newsroom.web import pages


class NotTheirs(Exception):
    """The decision does not concern them: whoever asks is answered as if there were none."""


class Refused(Exception):
    """Nothing was stored; the sentence says why. `matter` is how things stand, where that is the reason."""

    def __init__(self, sentence: str, *, matter: Matter | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.matter = matter


@pages.verb
def object_to(decision: Decision, *, by: User, words: str, now: dt.datetime | None = None) -> Objection:
    """Ask for another look at a decision, or at what holds in its place by now. Raises `NotTheirs`, `Refused`.

    It waits on the desk from now on; where no moderator is left who may answer, editors and administrators are written to.
    """
    said = must_say_why(words)
    with pages.change():
        # Whoever leaves at this moment leaves nothing behind; and of two presses at once, the second finds the first.
        account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if not account.is_active:
            raise NotTheirs
        if decision.comment_id is not None:
            decisions.lock(decision.comment_id)
        matter = matter_of(decision, by=account, now=now or timezone.now())
        if matter is None:
            raise NotTheirs
        if not matter.permission:
            raise Refused(matter.permission.sentence, matter=matter)
        objection = Objection.objects.create(
            decision_id=matter.decision.pk,
            about=matter.about,
            by=account,
            comment=matter.comment,
            sanction=matter.sanction,
            words=said,
            at=now or timezone.now(),
        )
        # Who took the decision is written by the database.
        objection.refresh_from_db(fields=["contested_by_id"])
        awaiting.settle_objection(objection)
        if second_looks.is_left_to_editors(objection):
            objection_letters.call_editors.defer(objection_id=objection.pk)
    return objection


def must_say_why(typed: str) -> str:
    """The words, cleaned, if they can be an objection. Raises `Refused`."""
    said = wording.clean(typed)
    if len(said) < limits.SHORTEST_OBJECTION:
        raise Refused(_("Say in a sentence why the decision was wrong: whoever looks again reads it."))
    if len(said) > limits.LONGEST_OBJECTION:
        over = _("That is too long by %(over)s characters: an objection has %(most)s at most. Nothing you wrote is lost.")
        raise Refused(over % {"over": len(said) - limits.LONGEST_OBJECTION, "most": limits.LONGEST_OBJECTION})
    return said
