"""A reader's news: what the page shows, what its buttons do, and how much of it waits unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app as jobs

from articles.models import Article
from comments import limits
from comments.models import Decision, Notification, Objection, Report
from comments.moderation import standards
from comments.moderation.standards import NamedRule
from newsroom.accounts.models import User
from newsroom.jobs import job
from newsroom.web import pages, pagination

Kind = Notification.Kind

# What a marker of `page_of` carries: the moment and the id of the last row shown.
MARKER = (dt.datetime, int)
# Of those who wrote one after the other, so many are named.
NAMED = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the page: one row of news, or several about the same conversation that stand together."""

    rows: Sequence[Notification]
    # What a decision on one's own comment says.
    decision: Decision | None = None
    rule: NamedRule | None = None
    # What came of one's report.
    report: Report | None = None
    # Which objection of one's own was answered.
    objection: Objection | None = None

    @property
    def can_be_objected_to(self) -> bool:
        """Whether it is about a report that was dismissed; until when one can object is said on the page of that."""
        return self.kind == Kind.REPORT and self.report is not None and self.report.outcome == Report.Outcome.DISMISSED

    @property
    def reasons_address(self) -> str:
        """The statement of reasons that its reader was given, with the rule in full and the way to object; or nothing."""
        if self.kind != Kind.DECISION or self.decision is None or self.decision.kind not in Decision.RESTRICTIONS:
            return ""
        return reverse("comments:reasons", args=[self.decision.pk])

    @property
    def newest(self) -> Notification:
        """The row that says when."""
        return self.rows[0]

    @property
    def kind(self) -> str:
        """What kind of news it is."""
        return self.newest.kind

    @property
    def is_unread(self) -> bool:
        """Whether its reader has not opened all of it."""
        return any(row.read_at is None for row in self.rows)

    @property
    def story(self) -> Article | None:
        """The story that it was said under; a change of the standards was said under none."""
        return self.newest.comment.discussion.article if self.newest.comment else None

    @property
    def who(self) -> str:
        """Whose comments these are: two by name, of more how many others."""
        comments = [row.comment for row in self.rows if row.comment]
        names = list(dict.fromkeys(str(comment.author or _("A former reader")) for comment in comments))
        others = len(names) - NAMED
        if others > 0:
            names[NAMED:] = [ngettext("%(count)s other", "%(count)s others", others) % {"count": others}]
        return get_text_list(names, _("and"))

    @property
    def address(self) -> str:
        """Where it leads: to the comment; to what is new in the conversation, if that is more; to one's own comments, or the
        reasons why one of them is not shown; to what changed in the standards; to one's objection with its answer."""
        comment = self.newest.comment
        if comment is None:
            return f"{reverse('comments:standards_version', args=[self.newest.standards_version])}#changes"
        if self.objection is not None:
            return reverse("comments:object", args=[self.objection.decision_id])
        if self.reasons_address:
            return self.reasons_address
        if self.kind == Kind.DECISION:
            return f"{reverse('comments:mine')}#comment-{comment.pk}"
        if len(self.rows) == 1:
            return comment.get_place_url()
        before = min(row.comment.number or 1 for row in self.rows if row.comment) - 1
        return f"{reverse('comments:new', args=[comment.discussion_id])}?since={before}"


@dataclass(frozen=True, slots=True)
class NewsPage:
    """One page of a reader's news, and the marker of the next."""

    items: Sequence[Item]
    next: str | None
    # Up to which row "mark all as read" goes: what comes while the page is open stays unread.
    through: int = 0
    # Whether anything is unread, be it on this page or on another.
    has_unread: bool = False


def unread(reader: User) -> int:
    """How much news waits for `reader`, at most one more than `limits.NEWS_COUNTED`. One query."""
    waiting = Notification.objects.shown(now=timezone.now()).unread().filter(reader=reader)
    return waiting.values("pk")[: limits.NEWS_COUNTED + 1].count()


def page_of(reader: User, *, after: tuple[dt.datetime, int] | None, now: dt.datetime) -> NewsPage:
    """The newest news of `reader`, or what comes after a marker. Eight queries at most."""
    mine = Notification.objects.shown(now=now).filter(reader=reader)
    rows = mine.select_related("comment__author", "comment__discussion__article")
    slice_ = pagination.after(rows, by=["-at", "-pk"], values=after, most=limits.NEWS_ON_A_PAGE)
    # A few of the newest, because two rows told at the same moment may have their numbers the other way round.
    newest = [row.pk for row in slice_.items]
    if after is not None:
        newest = list(mine.order_by("-at", "-pk").values_list("pk", flat=True)[: limits.NEWS_ON_A_PAGE])
    return NewsPage(
        list(_items(reader, slice_.items)),
        slice_.next,
        through=max(newest, default=0),
        has_unread=any(row.read_at is None for row in slice_.items) or mine.unread().exists(),
    )


@pages.verb
def open_news(reader: User, *, row_ids: Collection[int]) -> str:
    """Mark these rows of `reader` as read. Returns where they lead; the page of news, where none of them is theirs."""
    with pages.change():
        now = timezone.now()
        mine = Notification.objects.shown(now=now).filter(reader=reader, pk__in=row_ids)
        rows = list(mine.select_related("comment__discussion__article").order_by("-at", "-pk"))
        Notification.objects.unread().filter(pk__in=[row.pk for row in rows]).update(read_at=now)
    return next((item.address for item in _items(reader, rows)), reverse("comments:news"))


@pages.verb
def mark_all_as_read(reader: User, *, through: int) -> None:
    """Mark what `reader` had been told up to this row as read."""
    with pages.change():
        Notification.objects.unread().filter(reader=reader, pk__lte=through).update(read_at=timezone.now())


@jobs.periodic(cron="53 3 * * *")
@job(retry=3)
def let_go_of_old_news(timestamp: int) -> None:
    """Forget what was read a season ago, and what nobody came for in a year."""
    now = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    Notification.objects.filter(read_at__lt=now - limits.NEWS_KEPT_ONCE_READ).delete()
    Notification.objects.filter(at__lt=now - limits.NEWS_KEPT).delete()


def _items(reader: User, rows: Sequence[Notification]) -> Iterator[Item]:
    decisions = _decisions(row.decision_id for row in rows if row.kind in {Kind.DECISION, Kind.REPORT})
    rules = standards.rules_named_by(decisions.values())
    reports = _reports(reader, [row.comment_id or 0 for row in rows if row.kind == Kind.REPORT])
    objections = _objections(reader, [row.decision_id for row in rows if row.kind == Kind.DECISION])
    for together in _together(rows):
        decision = decisions.get(together[0].decision_id or 0)
        yield Item(
            together,
            decision=decision,
            rule=rules.get(decision.pk) if decision else None,
            report=reports.get(together[0].comment_id or 0),
            objection=objections.get(together[0].decision_id) if together[0].kind == Kind.DECISION else None,
        )


def _together(rows: Sequence[Notification]) -> Iterator[list[Notification]]:
    """Rows as lines: what one follows in one conversation stands together, the read apart from the unread."""
    line: list[Notification] = []
    for row in rows:
        if line and _belongs(line[0]) != _belongs(row):
            yield line
            line = []
        line.append(row)
    if line:
        yield line


def _belongs(row: Notification) -> tuple[object, ...]:
    """What two rows next to each other have in common that are one line; all others have a line of their own."""
    if row.kind != Kind.FOLLOWED or row.comment is None:
        return (row.pk,)
    return (row.comment.discussion_id, row.read_at is None)


def _decisions(ids: Iterator[int | None]) -> Mapping[int, Decision]:
    """The decisions with these numbers; of an undoing, what it has brought back."""
    return Decision.objects.that_hold(Decision.objects.in_bulk([pk for pk in ids if pk is not None]).values())


def _reports(reader: User, comment_ids: Sequence[int]) -> Mapping[int, Report]:
    if not comment_ids:
        return {}
    return {report.comment_id: report for report in Report.objects.filter(reader=reader, comment__in=comment_ids)}


def _objections(reader: User, decision_ids: Sequence[int | None]) -> Mapping[int | None, Objection]:
    """The objections of a reader that these decisions have answered, by the decision."""
    if not decision_ids:
        return {}
    return {row.answer_decision_id: row for row in Objection.objects.filter(by=reader, answer_decision_id__in=decision_ids)}
