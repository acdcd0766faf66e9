"""A reader's own comments: what became of each and why, in words for its author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, permissions, references, sanctioned
from comments.models import Comment, Decision, Draft, Evidence, Signal, Statement
from comments.moderation import checks, objections
from comments.moderation.objections import Imposed
from comments.sanctioned import Held
from newsroom.accounts.models import User
from newsroom.web import pagination

Status = Comment.Status

# What a marker of `page_of` carries: the moment and the id of the last comment shown.
MARKER = (dt.datetime, int)


@dataclass(frozen=True, slots=True)
class Own:
    """One comment as its author sees it: its state, why a person looks first, or which rule took it away."""

    comment: Comment
    reasons: Sequence[str] = field(default_factory=list)
    # Why it was removed or refused, as its author was told.
    statement: Statement | None = None
    # What its words refer to.
    names: references.Known = field(default_factory=dict)
    # Whether nothing that holds against its author, and nothing about its conversation, keeps them from writing.
    may_write: bool = True

    @property
    def state(self) -> str:
        """What became of it, in a few words."""
        return {
            Status.PUBLISHED: _("Published"),
            Status.HELD: _("A person looks first"),
            Status.REFUSED: _("Not published"),
            Status.REMOVED: _("Removed by a moderator"),
            Status.TAKEN_BACK: _("Taken back by you"),
        }[Status(self.comment.status)]

    @property
    def can_be_changed(self) -> bool:
        """Whether its author may and there is time left; whether somebody has answered is asked when one does."""
        return self.may_write and bool(permissions.can_still_change(self.comment, is_answered=False, now=timezone.now()))

    @property
    def can_be_taken_back(self) -> bool:
        """Whether there is anything to take back."""
        return self.comment.status in {Status.PUBLISHED, Status.HELD}


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of a reader's comments, the marker of the next, words set aside, and what was decided about the reader.

    `held` is what holds against them now; `imposed` that and what was, with where they read why and how an objection stands.
    """

    comments: list[Own]
    drafts: list[Draft]
    next: str | None
    held: Sequence[Held] = ()
    imposed: Sequence[Imposed] = ()


def page_of(user: User, *, after: tuple[dt.datetime, int] | None) -> OwnPage:
    """The newest comments of `user`, or those after a marker. Eleven queries at most."""
    mine = Comment.objects.filter(author=user).select_related("discussion__article", "tally")
    slice_ = pagination.after(mine, by=["-created_at", "-pk"], values=after, most=limits.OWN_ON_A_PAGE)
    drafts = [] if after else list(Draft.objects.filter(account=user).select_related("discussion__article").order_by("-at"))
    now = timezone.now()
    imposed = [] if after else objections.against(user, now=now)
    held = sanctioned.holding(user, now=now)
    return OwnPage(explain(slice_.items, may_write=not sanctioned.keeps_silent(held)), drafts, slice_.next, held, imposed)


def explain(comments: Iterable[Comment], *, may_write: bool = True) -> list[Own]:
    """Each comment with what is to be said about it. Six queries at most, none for comments that simply stand."""
    rows = list(comments)
    names = references.known(row.body for row in rows)
    explained = {row.pk for row in rows if row.status in {Status.HELD, Status.REFUSED, Status.REMOVED}}
    last = _last_decisions(explained)
    found = _signals(pk for pk, decision in last.items() if decision.status_after == Status.HELD)
    switched = [decision.pk for decision in last.values() if "switch" in decision.codes]
    kept = Evidence.objects.only("facts").in_bulk(switched) if switched else {}
    restricting = [decision.pk for decision in last.values() if decision.kind in Decision.RESTRICTIONS]
    reasons = Statement.objects.in_bulk(restricting) if restricting else {}
    return [
        Own(
            row,
            reasons=_reasons(last[row.pk], found, kept) if row.status == Status.HELD and row.pk in last else [],
            statement=reasons.get(last[row.pk].pk) if row.pk in last else None,
            names=names,
            may_write=may_write,
        )
        for row in rows
    ]


def appears_by_itself(comment: Comment) -> bool:
    """Whether nothing but an outside check that was not asked yet keeps a comment from readers. One query, mostly none."""
    if comment.status != Status.HELD or not any(check.look is None for check in checks.in_force()):
        return False
    newest = Decision.objects.on_standing().filter(comment_id=comment.pk).order_by("-pk").first()
    return newest is not None and newest.codes == ["not_checked"]


def _last_decisions(comment_ids: Iterable[int]) -> dict[int, Decision]:
    """What was decided last on each and holds: what an undoing has brought back, where there was one."""
    ids = list(comment_ids)
    if not ids:
        return {}
    newest = Decision.objects.on_standing().filter(comment_id__in=ids).order_by("comment_id", "-pk").distinct("comment_id")
    return {decision.comment_id or 0: decision for decision in Decision.objects.that_hold(newest).values()}


def _signals(comment_ids: Iterable[int]) -> dict[tuple[int | None, str], Signal]:
    """What was found on these comments, by decision and check."""
    ids = list(comment_ids)
    if not ids:
        return {}
    return {(s.decision_id, s.check_name): s for s in Signal.objects.filter(comment__in=ids)}


def _reasons(decision: Decision, found: dict[tuple[int | None, str], Signal], kept: Mapping[int, Evidence]) -> list[str]:
    """Why a person looks first, from the codes that the policy gave; no rule is named, because none was broken."""
    told = kept[decision.pk].facts.get("commenting_reason", "") if decision.pk in kept else ""
    others = {
        "mode": _("Every comment under this story is looked at first."),
        "switch": _("At that time a person looked at every comment on this site first. %(reason)s") % {"reason": told},
        "standing": _("A moderator has asked to see your comments first."),
        "reports": _("Several readers reported it, so a moderator looks at it."),
        "not_checked": _not_checked(decision, found),
    }
    reasons = []
    for code in decision.codes:
        signal = found.get((decision.pk, code))
        if signal is not None and (words := checks.for_author(code, signal.detail)):
            reasons.append(words)
        elif code in others:
            reasons.append(others[code])
    return reasons or [_("A moderator is looking at it.")]


def _not_checked(decision: Decision, found: dict[tuple[int | None, str], Signal]) -> str:
    """What becomes of a comment that not every check has seen: if that is all, and none has failed, it appears by itself."""
    has_failed = any(at == decision.pk and signal.ran == Signal.Ran.FAILED for (at, _check), signal in found.items())
    if has_failed or decision.codes != ["not_checked"]:
        return _("One of our checks did not run, so a person looks instead.")
    return _("One of our checks is not done yet. Your comment appears by itself once it is, if nothing is found.")
