"""One notice as whoever decides it reads it: what is said, by whom, about which comment, and what else there is about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from comments import limits, references
from comments.models import Decision, Notice
from comments.moderation import second_looks
from comments.moderation.decisions import Seen
from comments.moderation.desk import history, past, records, surroundings
from comments.moderation.desk.history import Entry
from comments.moderation.desk.past import Past
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Surroundings
from comments.moderation.objections.showing import seconds_left
from comments.permissions import Permission
from newsroom.accounts.models import User

Outcome = Notice.Outcome


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page of one notice; `permission` says whether whoever reads it may decide."""

    notice: Notice
    permission: Permission
    steps_in: Sequence[User]
    record: Record
    seen: Seen
    names: references.Known
    surroundings: Surroundings | None
    past: Past | None
    # Other notices about the comment that wait too, and that whoever reads this may decide.
    others: Sequence[Notice]
    answered: Entry | None
    seconds_to_undo: int

    @property
    def is_overdue(self) -> bool:
        """Whether it has waited for longer than anybody should."""
        return self.notice.outcome == Outcome.OPEN and timezone.now() - self.notice.at > limits.ANSWERED_WITHIN

    @property
    def due(self) -> dt.datetime:
        """When it should be decided."""
        return self.notice.at + limits.ANSWERED_WITHIN


def sheet(notice: Notice, *, by: User) -> Sheet:
    """The page of one notice, whose comment is loaded. Thirty queries, whatever stands round it."""
    comment = notice.comment
    author = comment.author_id if comment else None
    answer = Decision.objects.filter(pk=notice.decision_id or 0).first()
    return Sheet(
        notice=notice,
        permission=second_looks.can_decide(by, notice),
        steps_in=second_looks.who_steps_in(notice),
        record=records.of_authors([author]).get(author, Record()) if author else Record(),
        seen=Seen.of(comment) if comment else Seen(1, None),
        names=references.known([comment.body] if comment else []),
        surroundings=surroundings.around(comment) if comment else None,
        past=past.of(comment) if comment else None,
        others=others_about(notice),
        answered=history.in_words(answer) if answer else None,
        seconds_to_undo=seconds_left(answer, answered=notice.outcome in {Outcome.REMOVED, Outcome.STAYS}),
    )


def others_about(notice: Notice) -> list[Notice]:
    """What else was sent about the same comment and waits, for the same people to decide, the oldest first."""
    same = Notice.objects.filter(comment=notice.comment_id, outcome=Outcome.OPEN, contested_by_id=notice.contested_by_id)
    return list(same.exclude(pk=notice.pk).order_by("at", "pk")[: limits.NOTICES_TOGETHER]) if notice.comment_id else []
