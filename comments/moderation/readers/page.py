"""All that the page of one reader shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from comments import limits, references, same_place
from comments.models import Comment, Decision, Note, Objection, Sanction, Standing, Statement
from comments.moderation import measures, sanctions
from comments.moderation.readers import counting
from comments.moderation.readers.counting import Month, Often, Reports
from comments.same_place import Neighbour
from newsroom.accounts.models import FormerName, User
from newsroom.web import pagination

# What a marker of their comments carries: the moment and the id of the last one shown.
MARKER = (dt.datetime, int)


@dataclass(frozen=True, slots=True)
class Imposed:
    """One sanction as moderators see it: under which rule, whether it holds, who ended it, and what was objected."""

    sanction: Sanction
    rule: str
    now: dt.datetime
    # The newest entry of the log that says whether it holds, with the name of who took it.
    last: Decision | None
    last_by: str
    objections: Sequence[Objection]

    @property
    def words(self) -> str:
        """What it is and until when."""
        return sanctions.in_words(self.sanction)

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back before anybody was told: it never happened."""
        return self.last is not None and self.last.kind == Decision.Kind.UNDO and self.sanction.lifted_at is not None

    @property
    def holds(self) -> bool:
        """Whether it holds now."""
        row = self.sanction
        is_over = row.ends_at is not None and row.ends_at <= self.now
        return row.lifted_at is None and row.acknowledged_at is None and not is_over

    @property
    def is_lifted(self) -> bool:
        """Whether somebody ended it before its time."""
        return self.sanction.lifted_at is not None and not self.is_undone

    @property
    def can_be_lifted(self) -> bool:
        """Whether there is something to lift: what holds, or a warning that can be taken back."""
        return self.holds or (self.sanction.kind == Sanction.Kind.WARNING and self.sanction.lifted_at is None)

    @property
    def seconds_to_undo(self) -> int:
        """How long what was decided last can be undone; 0 if it cannot."""
        last = self.last
        if last is None or last.kind == Decision.Kind.UNDO or last.objection_id:
            return 0
        if any(said.decision_id == last.pk and said.outcome == Objection.Outcome.REJECTED for said in self.objections):
            return 0
        if last.kind != Decision.Kind.LIFT and self.sanction.acknowledged_at is not None:
            return 0
        return max(0, int((last.at + limits.UNDO_WINDOW - self.now).total_seconds()))


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """One reader, for moderators."""

    account: User
    standing: Standing | None
    former_names: Sequence[FormerName]
    months: Sequence[Month]
    often: Sequence[Often]
    made: Reports
    on_them: Reports
    imposed: Sequence[Imposed]
    notes: Sequence[Note]
    neighbours: Sequence[Neighbour]
    comments: Sequence[Comment]
    names: references.Known
    next: str | None

    @property
    def in_all(self) -> Month:
        """What became of all their comments."""
        return counting.in_all(self.months)

    @property
    def holding(self) -> Sequence[Imposed]:
        """What holds against them now, the strongest first."""
        return sorted((row for row in self.imposed if row.holds), key=lambda row: row.sanction.strength, reverse=True)

    @property
    def is_watched_untold(self) -> bool:
        """Whether a moderator once chose to have them watched, and nobody wrote down why."""
        return self.standing is not None and self.standing.by_hand and self.standing.level == Standing.Level.WATCHED

    @property
    def are_more_neighbours(self) -> bool:
        """Whether more accounts were at the same place than are shown."""
        return len(self.neighbours) > measures.ACCOUNTS_FROM_A_PLACE

    @property
    def neighbours_shown(self) -> Sequence[Neighbour]:
        """As many of them as say anything."""
        return self.neighbours[: measures.ACCOUNTS_FROM_A_PLACE]


def _notes_on(account: User) -> list[Note]:
    notes = Note.objects.filter(account=account).select_related("by")
    return list(notes.order_by("-at", "-pk")[: measures.NOTES_SHOWN])


def page_of(account: User, *, viewer: User | None = None, after: tuple[dt.datetime, int] | None = None) -> ReaderPage:
    """All about one reader, with a page of their comments behind the marker `after`. Sixteen queries at most.

    Nobody reads what colleagues noted about them here: their own data has the words, and not who wrote them.
    """
    now = timezone.now()
    written = Comment.objects.filter(author=account).select_related("discussion__article", "answers_to")
    slice_ = pagination.after(written, by=["-created_at", "-pk"], values=after, most=measures.COMMENTS_OF_A_READER)
    return ReaderPage(
        account=account,
        standing=Standing.objects.filter(account=account).first(),
        former_names=list(FormerName.objects.filter(account=account)[: measures.NAMES_SHOWN]),
        months=counting.by_month(account, now=now),
        often=counting.how_often(account),
        made=counting.reports_made(account),
        on_them=counting.reports_on(account),
        imposed=imposed_on(account, now=now),
        notes=_notes_on(account) if account != viewer else [],
        neighbours=same_place.others_at_places_of(account, now=now),
        comments=slice_.items,
        names=references.known(comment.body for comment in slice_.items),
        next=slice_.next,
    )


def imposed_on(account: User, *, now: dt.datetime) -> list[Imposed]:
    """Their sanctions, the latest first. Five queries at most, one where there are none."""
    theirs = Sanction.objects.filter(account=account).select_related("by", "comment").order_by("-starts_at", "-pk")
    rows = list(theirs[: measures.SANCTIONS_SHOWN])
    if not rows:
        return []
    keys = [row.pk for row in rows]
    last = {
        entry.sanction_id: entry
        for entry in Decision.objects.on_sanctions()
        .filter(sanction_id__in=keys)
        .order_by("sanction_id", "-pk")
        .distinct("sanction_id")
    }
    names = _names(entry.by_id for entry in last.values())
    said = Statement.objects.in_bulk([row.decision_id for row in rows if row.decision_id])
    objections = defaultdict(list)
    for objection in Objection.objects.filter(sanction__in=keys).order_by("pk"):
        objections[objection.sanction_id].append(objection)
    return [
        Imposed(
            row,
            rule=f"{row.rule_number}. {said[row.decision_id].rule_title}" if row.decision_id in said else str(row.rule_number),
            now=now,
            last=last.get(row.pk),
            last_by=names.get(last[row.pk].by_id or 0, "") if row.pk in last else "",
            objections=objections[row.pk],
        )
        for row in rows
    ]


def _names(accounts) -> Mapping[int, str]:  # type: ignore[no-untyped-def]
    return dict(User.objects.filter(pk__in={pk for pk in accounts if pk}).values_list("pk", "display_name"))
