"""Deciding on many comments at once, and taking all of that back at once.

Each comment is decided in a transaction of its own, in the common order of locks: two hundred in one would keep everybody
from posting under their stories for seconds. What joins them is the `batch` of their entries in the log.

Taking back goes through them in the same order and no slower than deciding did: whatever is pressed while the first can still
be undone undoes them all.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from comments import limits
from comments.models import Comment, Decision, Rule
from comments.moderation.decisions import recording
from comments.moderation.decisions.by_persons import approve, remove
from comments.moderation.decisions.occasions import Occasion
from comments.moderation.decisions.seen import Changed, Seen
from comments.moderation.decisions.undoing import TooLate, undo
from newsroom.accounts.models import User

Kind = Decision.Kind


class TooMany(ValueError):
    """More comments at once than anybody has read."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comment on which nothing was decided, and why."""

    comment: Comment
    sentence: str


@dataclass(frozen=True, slots=True)
class Together:
    """What was done at once, under which number, and what was left out."""

    batch: uuid.UUID
    done: Sequence[Decision]
    left_out: Sequence[LeftOut]
    # Those for which there was no time; nothing was done to them.
    not_reached: Sequence[int] = ()


def decide_together(
    chosen: Mapping[int, Seen],
    *,
    kind: Decision.Kind,
    by: User,
    rule: Rule | None = None,
    note: str = "",
    batch: uuid.UUID | None = None,
) -> Together:
    """Approve or remove each of these comments that still is what was seen of it; all removals name the same rule.

    `batch` is the number of the form that was sent: whoever presses twice has done it once. After `limits.DECIDED_WITHIN`
    nothing more is begun.

    What has changed meanwhile, or is not for `by` to decide, is left out: of a moderator whose role is gone, all of it. Raises
    `TooMany`, and `ValueError` for a removal that names no rule.
    """
    if kind == Kind.REMOVE and rule is None:
        raise ValueError("A removal names its rule.")
    if len(chosen) > limits.DECIDED_TOGETHER:
        raise TooMany
    batch = batch or uuid.uuid4()
    occasion = Occasion(batch=batch)
    done: list[Decision] = []
    left_out: list[LeftOut] = []
    comments = list(Comment.objects.filter(pk__in=chosen).order_by("discussion_id", "pk"))
    ends = time.monotonic() + limits.DECIDED_WITHIN.total_seconds()
    for at, comment in enumerate(comments):
        if time.monotonic() >= ends:
            return Together(batch, done, left_out, [late.pk for late in comments[at:]])
        seen = chosen[comment.pk]
        try:
            if kind == Kind.REMOVE and rule is not None:
                done.append(remove(comment, by=by, rule=rule, note=note, seen=seen, occasion=occasion))
            else:
                done.append(approve(comment, by=by, seen=seen, occasion=occasion))
        except Changed as changed:
            last = recording.last_on(comment)
            if last is not None and last.batch == batch:
                done.append(last)
            else:
                left_out.append(LeftOut(changed.comment, str(changed)))
        except PermissionDenied as refusal:
            left_out.append(LeftOut(comment, str(refusal)))
    return Together(batch, done, left_out)


def undo_together(batch: uuid.UUID, *, by: User) -> Together:
    """Take back everything that was decided under this number and can still be taken back; the rest is left out."""
    occasion = Occasion(batch=uuid.uuid4())
    taken = list(Decision.objects.filter(batch=batch, kind__in=[Kind.APPROVE, Kind.REMOVE]).order_by("-pk"))
    comments = Comment.objects.in_bulk([decision.comment_id for decision in taken])
    done: list[Decision] = []
    left_out: list[LeftOut] = []
    for decision in _in_common_order(taken, comments):
        try:
            done.append(undo(decision, by=by, occasion=occasion))
        except (TooLate, PermissionDenied) as refusal:
            comment = comments[decision.comment_id or 0]
            last = recording.last_on(comment)
            # Whoever presses twice has undone it once.
            if last is not None and last.undoes_id == decision.pk:
                done.append(last)
            else:
                left_out.append(LeftOut(comment, str(refusal)))
    return Together(occasion.batch or uuid.uuid4(), done, left_out)


def _in_common_order(taken: Iterable[Decision], comments: Mapping[int, Comment]) -> list[Decision]:
    there = [decision for decision in taken if decision.comment_id in comments]
    return sorted(there, key=lambda decision: (comments[decision.comment_id or 0].discussion_id, decision.comment_id or 0))
