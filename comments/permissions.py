"""Who may do what in a conversation. Every refusal carries the sentence that the reader sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, FilteredRelation
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits, sanctioned, spans
from comments.models import Comment, Discussion, Sanction, Standing
from comments.models.sanction import in_force
from comments.sanctioned import Held
from newsroom.accounts import confirmation
from newsroom.accounts.models import User

Viewer = User | AnonymousUser
Kind = Sanction.Kind
Mode = Discussion.Mode
Status = Comment.Status


class Way(StrEnum):
    """What the reader can do about a refusal, so that a page can offer it."""

    NONE = ""
    SIGN_IN = "sign in"
    CONFIRM = "confirm the address"
    WAIT = "wait"
    ACKNOWLEDGE = "acknowledge the warning"
    READ_REASONS = "read the reasons"


@dataclass(frozen=True, slots=True)
class Permission:
    """Yes, or no with a sentence; true when allowed. `address` is where the way leads, if it leads to a page of its own."""

    sentence: str = ""
    way: Way = Way.NONE
    allowed: bool = False
    address: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Permission(allowed=True)


def refused(sentence: str, *, way: Way = Way.NONE, address: str = "") -> Permission:
    """No, and why."""
    return Permission(sentence, way, address=address)


def accepts_comments(discussion: Discussion, *, now: dt.datetime) -> Permission:
    """Whether anybody can still write here."""
    if discussion.mode == Mode.CLOSED:
        return refused(_("There is no conversation under this story."))
    if discussion.mode == Mode.READ_ONLY:
        return refused(_("This conversation is read only. You can still read and recommend."))
    if discussion.closes_at is not None and discussion.closes_at <= now:
        return refused(_("This conversation has closed. You can still read and recommend."))
    if discussion.switch.is_paused:
        return refused(_("Nobody can comment at the moment. %(reason)s") % {"reason": discussion.switch.reason})
    return ALLOWED


def can_comment(user: Viewer, discussion: Discussion, *, now: dt.datetime) -> Permission:
    """Whether `user` may write under `discussion`. One query for a signed-in reader."""
    if not (open_now := accepts_comments(discussion, now=now)):
        return open_now
    return _takes_part(user, writes=True, now=now)


def can_reply(user: Viewer, comment: Comment, *, discussion: Discussion, now: dt.datetime) -> Permission:
    """Whether `user` may answer `comment`."""
    return can_be_answered(comment, discussion=discussion) and can_comment(user, discussion, now=now)


def can_be_answered(comment: Comment, *, discussion: Discussion) -> Permission:
    """Whether a comment takes answers: readers must see it, in this conversation."""
    if comment.discussion_id != discussion.pk:
        return refused(_("That comment belongs to another conversation, so it cannot be answered here."))
    if comment.status == Status.PUBLISHED:
        return ALLOWED
    if comment.status == Status.TAKEN_BACK:
        return refused(_("Its author took that comment back, so it cannot be answered any more. You can start a thread."))
    if comment.status == Status.HELD and comment.number is None:
        return refused(_("That comment has not been published yet. It can be answered once it is."))
    return refused(_("That comment is no longer shown, so it cannot be answered any more. You can start a thread."))


def is_not_too_soon(
    *,
    seconds_since_last: float | None,
    standing: str,
    seconds_since_last_here: float | None = None,
    pause_here: int = 0,
) -> Permission:
    """Whether enough time has passed since the writer's last comment, and since their last one here (slow mode)."""
    pause = (limits.PAUSE_WHEN_TRUSTED if standing == Standing.Level.TRUSTED else limits.PAUSE).total_seconds()
    wait = 0.0 if seconds_since_last is None else pause - seconds_since_last
    wait_here = 0.0 if seconds_since_last_here is None else pause_here - seconds_since_last_here
    if max(wait, wait_here) <= 0:
        return ALLOWED
    if wait_here > wait:
        return refused(
            _("This conversation is in slow mode: one comment in %(pause)s. Wait %(left)s more: what you wrote is still here.")
            % {"pause": spans.in_words(pause_here), "left": spans.in_words(wait_here)},
            way=Way.WAIT,
        )
    left = max(1, round(wait))
    return refused(
        ngettext(
            "You have just posted. Wait %(left)s more second and send it again: what you wrote is still here.",
            "You have just posted. Wait %(left)s more seconds and send it again: what you wrote is still here.",
            left,
        )
        % {"left": left},
        way=Way.WAIT,
    )


def can_recommend(user: Viewer, comment: Comment) -> Permission:
    """Whether `user` may recommend `comment`; also once the conversation has closed."""
    if not (seen := _is_shown(comment)):
        return seen
    if user.is_authenticated and comment.author_id == user.pk:
        return refused(_("This is your own comment. Leave it to others to recommend it."))
    return _takes_part(user, writes=False, now=timezone.now())


def can_report(user: Viewer, comment: Comment) -> Permission:
    """Whether `user` may report `comment` to the moderators."""
    if not (seen := _is_shown(comment)):
        return seen
    if user.is_authenticated and comment.author_id == user.pk:
        return refused(_("This is your own comment. You can take it back instead."))
    return _takes_part(user, writes=False, now=timezone.now())


def can_mute(user: Viewer, person: User) -> Permission:
    """Whether `user` may mute `person`: anybody but themselves. It concerns nobody else, so no address need be confirmed."""
    if not user.is_authenticated:
        return refused(_("Sign in to mute somebody."), way=Way.SIGN_IN)
    if person.pk == user.pk:
        return refused(_("This is you. What you write yourself cannot be folded away."))
    return ALLOWED


def can_mute_author(user: Viewer, comment: Comment) -> Permission:
    """Whether `user` may mute whoever wrote `comment`; of one that is not shown nobody learns who that was."""
    if not (seen := _is_shown(comment)):
        return seen
    if comment.author is None:
        return refused(_("Whoever wrote this has left, and will not write again."))
    return can_mute(user, comment.author)


def can_pick(user: Viewer) -> Permission:
    """Whether `user` chooses editors' picks. Which comments they may choose from is the business of the verb."""
    if user.is_authenticated and (user.is_moderator or user.is_editor):
        return ALLOWED
    return refused(_("Only editors and moderators choose editors’ picks."))


def can_take_back(user: Viewer, comment: Comment) -> Permission:
    """Whether `user` may take `comment` back: its author, at any time, as long as it is there or held."""
    if not user.is_authenticated:
        return refused(_("Sign in to take your comment back."), way=Way.SIGN_IN)
    if comment.author_id != user.pk:
        return refused(_("Only its author can take a comment back."))
    if comment.status not in {Status.PUBLISHED, Status.HELD}:
        return refused(_("This comment is not shown any more."))
    return ALLOWED


def can_edit(user: Viewer, comment: Comment, *, discussion: Discussion, is_answered: bool, now: dt.datetime) -> Permission:
    """Whether `user` may change the words of `comment` now: its author, for 15 minutes, until somebody has answered."""
    if not user.is_authenticated:
        return refused(_("Sign in to change your comment."), way=Way.SIGN_IN)
    if comment.author_id != user.pk:
        return refused(_("Only its author can change a comment."))
    return can_still_change(comment, is_answered=is_answered, now=now) and can_comment(user, discussion, now=now)


def can_still_change(comment: Comment, *, is_answered: bool, now: dt.datetime) -> Permission:
    """Whether the words of a comment may still become others, whoever asks."""
    if comment.status == Status.TAKEN_BACK:
        return refused(_("You have taken this comment back, so it cannot be changed any more."))
    if comment.status not in {Status.PUBLISHED, Status.HELD}:
        return refused(_("This comment is not shown any more, so it cannot be changed. “Your comments” says why."))
    if now >= comment.created_at + limits.EDIT_WINDOW:
        return refused(
            _("A comment can be changed for %(time)s, and that time is over. You can take it back, or answer it.")
            % {"time": spans.in_words(limits.EDIT_WINDOW.total_seconds())}
        )
    if is_answered:
        return refused(_("Somebody has answered this comment, so it stays as it was. You can take it back, or answer it."))
    return ALLOWED


def _is_shown(comment: Comment) -> Permission:
    if comment.status != Status.PUBLISHED or comment.discussion.mode == Mode.CLOSED:
        return refused(_("This comment is no longer shown."))
    return ALLOWED


def may_write(held: Sequence[Held]) -> Permission:
    """Whether somebody may write against whom these sanctions hold."""
    if stops := sanctioned.keeps_silent(held):
        return refused(stops.sentence, way=Way.READ_REASONS, address=stops.address)
    if warning := sanctioned.of_kinds(held, Kind.WARNING):
        return refused(warning.sentence, way=Way.ACKNOWLEDGE, address=warning.address)
    return ALLOWED


def may_take_part(held: Sequence[Held]) -> Permission:
    """Whether somebody may recommend and report against whom these sanctions hold."""
    if barred := sanctioned.of_kinds(held, Kind.BARRED):
        return refused(barred.sentence, way=Way.READ_REASONS, address=barred.address)
    return ALLOWED


def _takes_part(user: Viewer, *, writes: bool, now: dt.datetime) -> Permission:
    if not user.is_authenticated:
        return refused(_("Sign in to take part."), way=Way.SIGN_IN)
    is_confirmed, held = _known_of(user, now=now)
    if not is_confirmed:
        return refused(_("Confirm your e-mail address first: open the link in the message that we sent you."), way=Way.CONFIRM)
    return may_write(held) if writes else may_take_part(held)


def _known_of(user: User, *, now: dt.datetime) -> tuple[bool, list[Held]]:
    """Whether somebody's address is confirmed, and what holds against them. One query: it is asked with every comment."""
    known = User.objects.filter(pk=user.pk).annotate(
        is_confirmed=Exists(confirmation.proofs(user)),
        held=FilteredRelation("sanctions", condition=in_force(now, of="sanctions__")),
    )
    rows = list(known.values_list("is_confirmed", *(f"held__{name}" for name in sanctioned.COLUMNS)))
    return any(row[0] for row in rows), sanctioned.of_rows(row[1:] for row in rows)
