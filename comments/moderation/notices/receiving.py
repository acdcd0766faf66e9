"""Receiving a notice from anybody, and one more about the same: stored, acknowledged, on the desk, in one transaction."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import limits, notice_letters, permissions, wording
from comments.models import Comment, Notice
from comments.moderation import awaiting, decisions, second_looks
from comments.permissions import Permission, refused
from newsroom.accounts.models import User
from newsroom.web import pages


class Refused(Exception):
    """Nothing was stored; the sentence says why."""


@pages.verb
def receive(
    comment: Comment,
    *,
    address: str,
    law: str,
    why: str,
    name: str,
    email: str,
    by: User | None = None,
    now: dt.datetime | None = None,
) -> Notice:
    """Take a notice that was sent in good faith: it waits on the desk from now on, and a receipt is queued.

    `by` is who was signed in, if anybody was: they decide nothing about it, whatever address they have written down. Raises
    `Refused` if readers do not see the comment any more: then there is nothing to decide.
    """
    with pages.change():
        # Waits for whoever decides about the comment, so that no notice falls between decision and letter.
        comment = decisions.lock(comment.pk)
        if comment.status != Comment.Status.PUBLISHED:
            raise Refused(_("That comment is not shown any more, so there is nothing left to decide."))
        if (same := sent_before(comment, law=law, why=why, email=email)) is not None:
            return same
        return _take(
            Notice(
                comment=comment,
                address=_line(address)[:500],
                law=_law(law),
                why=_case(why),
                name=_line(name)[:120],
                # As our own accounts keep theirs.
                email=email.lower(),
                good_faith=True,
                at=now or timezone.now(),
                sent_by_id=by.pk if by else None,
            )
        )


def sent_before(comment: Comment, *, law: str, why: str, email: str) -> Notice | None:
    """The same notice from the same sender, if it waits: pressed twice, it is one; about another law it is a second one."""
    waiting = Notice.objects.filter(comment=comment, outcome=Notice.Outcome.OPEN)
    return waiting.filter(email=email.lower(), law=_law(law), why=_case(why)).first()


def can_be_asked_again(notice: Notice, *, now: dt.datetime) -> Permission:
    """Whether the sender of a notice, whose comment is loaded, can still ask that somebody else looks at it. One query."""
    if notice.outcome != Notice.Outcome.STAYS or notice.answered_at is None:
        return refused(_("There is no decision that the comment stays, so there is nothing to look at again."))
    if notice.follows_id is not None or Notice.objects.filter(follows=notice).exists():
        second = _("This was the second look already.")
        return refused(second if notice.follows_id is not None else _("You have asked for a second look already."))
    if not (in_time := _is_in_time(notice.answered_at, now=now)):
        return in_time
    if not notice.email:
        return refused(_("We have erased who sent this notice. Please send a new one."))
    if notice.comment is None or notice.comment.status != Comment.Status.PUBLISHED:
        return refused(_("That comment is not shown any more, so there is nothing left to decide."))
    return permissions.ALLOWED


def _is_in_time(answered_at: dt.datetime, *, now: dt.datetime) -> Permission:
    """Whether an answer stands for good by now, and was given not too long ago."""
    if now <= (told := answered_at + limits.UNDO_WINDOW):
        at = date_format(timezone.localtime(told) + dt.timedelta(seconds=1), "H:i:s")
        said = _("The moderator can still take this decision back. You can ask for a second look from %(at)s on.")
        return refused(said % {"at": at})
    if now > answered_at + limits.OBJECT_WITHIN:
        return refused(_("A second look could be asked for within six months."))
    return permissions.ALLOWED


@pages.verb
def ask_again(notice: Notice, *, why: str, now: dt.datetime | None = None) -> Notice:
    """Let somebody else look at a notice again: once, in the words of its sender. Raises `Refused`."""
    moment = now or timezone.now()
    with pages.change():
        if notice.comment_id is not None:
            decisions.lock(notice.comment_id)
        notice = Notice.objects.select_for_update(of=("self",)).select_related("comment").get(pk=notice.pk)
        permission = can_be_asked_again(notice, now=moment)
        if not permission:
            raise Refused(permission.sentence)
        again = Notice(
            comment=notice.comment,
            address=notice.address,
            law=notice.law,
            why=_case(why),
            name=notice.name,
            email=notice.email,
            good_faith=True,
            at=moment,
            follows=notice,
            sent_by_id=notice.sent_by_id,
        )
        return _take(again)


def _take(notice: Notice) -> Notice:
    notice.save(force_insert=True)
    # Who must not decide is written by the database.
    notice.refresh_from_db(fields=["contested_by_id"])
    awaiting.settle_notice(notice)
    notice_letters.acknowledge(notice)
    if second_looks.is_left_to_editors(notice):
        notice_letters.call_editors.defer(notice_id=notice.pk)
    return notice


def _law(typed: str) -> str:
    return _line(typed)[: limits.LONGEST_LAW]


def _case(typed: str) -> str:
    return wording.clean(typed)[: limits.LONGEST_NOTICE]


def _line(typed: str) -> str:
    """Words on one line."""
    return " ".join(wording.clean(typed).split())
