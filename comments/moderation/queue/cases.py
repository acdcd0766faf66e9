"""What a line of the list shows: one comment with everything needed to decide it, or what somebody asks for in writing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits, people, references
from comments.models import Awaiting, Comment, Decision, Notice, Objection, Signal
from comments.moderation import checks, codes
from comments.moderation.checks.wording import not_run
from comments.moderation.decisions import Seen, open_to
from comments.moderation.desk import records
from comments.moderation.desk.records import Record
from comments.moderation.harm import Harm
from comments.moderation.queue import listing, reported
from comments.moderation.queue.filters import EVERYTHING, Filters
from comments.moderation.queue.listing import Claim, Row
from comments.moderation.queue.reported import Reported
from newsroom.accounts.models import User


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a case is where it is, in words; grave ones are set apart."""

    words: str
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One comment with what it takes to decide; `since` when it has waited, None if it waits no more."""

    comment: Comment
    row: Row
    reasons: Sequence[Reason]
    record: Record
    # Name of a check, what it said in words, and whether it ran: what was not checked stands out.
    signals: Sequence[tuple[str, str, bool]]
    # Names of the checks that ran and had nothing to say.
    silent: Sequence[str]
    reports: Reported
    seen: Seen
    # What the words refer to, its own and those of what it answers.
    names: references.Known = field(default_factory=dict)

    @property
    def since(self) -> dt.datetime | None:
        """Since when it waits."""
        return self.row.since

    @property
    def harm(self) -> Harm | None:
        """Why it is where it is, factor by factor; None if it waits no more."""
        return self.row.harm

    @property
    def claim(self) -> Claim | None:
        """Who is looking at it."""
        return self.row.claim

    @property
    def answers(self) -> Comment | None:
        """What the comment answers: at the deepest level it stands beside that, not below it."""
        return self.comment.answers_to or self.comment.parent

    @property
    def open_to(self) -> list[Decision.Kind]:
        """What a moderator can do with it as it is now."""
        return open_to(self.comment)

    @property
    def person(self) -> people.Person:
        """Whose comment it is, with the picture beside it: that, too, may be what readers object to."""
        return people.itself(self.comment.author)


@dataclass(frozen=True, slots=True)
class Plea:
    """An objection or a notice in the list: what is asked, about which comment, and until when it is to be answered."""

    row: Row
    objection: Objection | None
    notice: Notice | None

    @property
    def comment(self) -> Comment | None:
        """What it is about; None where that is an account, or no longer there."""
        return self.objection.comment if self.objection else self.notice.comment if self.notice else None

    @property
    def sentence(self) -> str:
        """What is asked, in a line."""
        if self.notice:
            return _("Notice of illegal content: %(law)s") % {"law": self.notice.law}
        return _("Objection to %(what)s") % {"what": self.objection.get_about_display()} if self.objection else ""

    @property
    def words(self) -> str:
        """Why, in the words of whoever asks."""
        return self.notice.why if self.notice else self.objection.words if self.objection else ""

    @property
    def name(self) -> str:
        """Who asks; empty for a reader who has left."""
        if self.notice:
            return self.notice.name
        return self.objection.by.display_name if self.objection and self.objection.by else ""

    @property
    def since(self) -> dt.datetime | None:
        """When it came."""
        return self.row.since

    @property
    def is_late(self) -> bool:
        """Whether it should have been answered by now."""
        return self.due is not None and self.due < timezone.now()

    @property
    def due(self) -> dt.datetime | None:
        """Until when whoever asks may expect an answer."""
        return self.row.since + limits.ANSWERED_WITHIN if self.row.since else None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the desk, and the marker of the next one."""

    items: Sequence[Case | Plea]
    next: str | None


def waiting(
    filters: Filters = EVERYTHING,
    *,
    now: dt.datetime,
    after: str | None = None,
    viewer: User | None = None,
    limit: int = limits.CASES_ON_A_PAGE,
) -> Listing:
    """One page of what waits, what is expected to harm most on top; in a fixed number of queries.

    `after` is the marker of the page before. `viewer` is whose watched stories are meant.
    """
    found = listing.rows(filters, now=now, after=after, viewer=viewer, limit=limit)
    return Listing(_in_full(found.items), found.next)


def case_of(comment_id: int, *, now: dt.datetime, whole: bool = False) -> Case:
    """One comment as a case, whether it waits or not, with its first reports or the `whole` of them.

    Raises `Comment.DoesNotExist`.
    """
    row = listing.rows_of([comment_id], now=now).get(comment_id) or Row(None, "comment", comment_id)
    for case in _cases([row], whole=whole).values():
        return case
    raise Comment.DoesNotExist


def _in_full(rows: Sequence[Row]) -> list[Case | Plea]:
    cases = _cases([row for row in rows if row.kind == "comment"])
    asked = _asked([row.key for row in rows if row.key and row.kind != "comment"])
    pleas = {row.key: Plea(row, asked[row.key].objection, asked[row.key].notice) for row in rows if row.key in asked}
    # What went away between one query and the next is in neither.
    both = [cases.get(row.comment_id) if row.kind == "comment" else pleas.get(row.key) for row in rows]
    return [item for item in both if item is not None]


def _asked(keys: Collection[int]) -> dict[int | None, Awaiting]:
    """Objections and notices, with what they are about, by the keys under which they wait. One query, or none."""
    if not keys:
        return {}
    about = ("comment__discussion__article", "comment__author")
    asked = Awaiting.objects.select_related(
        *(f"{what}__{path}" for what in ("objection", "notice") for path in about),
        "objection__by",
        "objection__sanction__account",
    )
    return dict(asked.in_bulk(keys))


def _cases(rows: Sequence[Row], *, whole: bool = False) -> dict[int | None, Case]:
    """Each row's comment with what it takes to decide it."""
    ids = [row.comment_id for row in rows]
    if not ids:
        return {}
    newest = Decision.objects.on_standing().filter(comment_id=OuterRef("pk")).order_by("-pk")
    known = Comment.objects.select_related("author", "parent__author", "answers_to__author", "discussion__article", "tally")
    comments = known.annotate(last=Subquery(newest.values(row=JSONObject(id="id", codes="codes"))[:1])).in_bulk(ids)
    # What was found in the words as they are; earlier wordings have findings of their own.
    signals = _of_the_last_look(Signal.objects.filter(comment__in=ids, revision=F("comment__revision")).order_by("pk"))
    reports = reported.of(ids, whole=whole)
    behaved = records.of_authors({comment.author_id for comment in comments.values() if comment.author_id})
    last = {row.pk: Decision(**row.last) for row in comments.values() if row.last}
    shown = [said for row in comments.values() for said in (row, row.answers_to or row.parent) if said is not None]
    names = references.known(said.body for said in shown)
    return {
        row.comment_id: Case(
            comment=comment,
            row=row,
            reasons=_reasons(comment, signals[comment.pk], reports[comment.pk], last.get(comment.pk)),
            record=behaved.get(comment.author_id or 0, Record()),
            signals=[_in_words(signal) for signal in signals[comment.pk] if _says_something(signal)],
            silent=[signal.check_name for signal in signals[comment.pk] if not _says_something(signal)],
            reports=reports[comment.pk],
            seen=Seen(comment.revision, _id_of(last.get(comment.pk)), reports[comment.pk].newest),
            names=names,
        )
        for row in rows
        if (comment := comments.get(row.comment_id or 0)) is not None
    }


def _of_the_last_look(signals: Iterable[Signal]) -> defaultdict[int, list[Signal]]:
    """By comment, what the checks said when they looked last: whoever is checked again gets a whole new set."""
    looks: defaultdict[int, list[Signal]] = defaultdict(list)
    for signal in signals:
        before = looks[signal.comment_id]
        if before and (before[0].decision_id or 0) < (signal.decision_id or 0):
            before.clear()
        before.append(signal)
    return looks


def _id_of(decision: Decision | None) -> int | None:
    return decision.pk if decision else None


def _reasons(comment: Comment, signals: Sequence[Signal], reports: Reported, last: Decision | None) -> list[Reason]:
    reasons = []
    if reports.many:
        said = ngettext("%(n)s report: %(rules)s", "%(n)s reports: %(rules)s", reports.many)
        reasons.append(Reason(said % {"n": reports.many, "rules": ", ".join(reports.rules)}, is_grave=True))
    if comment.status == Comment.Status.PUBLISHED and last and "not_checked" in last.codes:
        reasons += [Reason(_in_words(signal)[1]) for signal in signals if signal.ran != Signal.Ran.RAN]
    if comment.status == Comment.Status.HELD:
        found = [_in_words(signal)[1] for signal in signals if _says_something(signal)]
        found += codes.for_moderators(last.codes) if last else []
        reasons += [Reason(words) for words in found] or [Reason(_("held"))]
    return reasons


def _says_something(signal: Signal) -> bool:
    return signal.score > 0 or signal.ran != Signal.Ran.RAN


def _in_words(signal: Signal) -> tuple[str, str, bool]:
    """A check's name, what it said, and whether it ran."""
    if signal.ran != Signal.Ran.RAN:
        return signal.check_name, not_run(signal.ran, signal.detail), False
    return signal.check_name, checks.for_moderators(signal.check_name, signal.detail), True
