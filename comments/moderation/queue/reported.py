"""What readers say against a comment and nobody has answered: the first of it, and how much more there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber

from comments.models import Report
from comments.moderation import measures


@dataclass(frozen=True, slots=True)
class Reported:
    """The open reports of one comment: those that are shown, how many there are, and the newest, whether it is shown or not."""

    shown: Sequence[Report] = ()
    many: int = 0
    newest: int | None = None

    @property
    def left(self) -> int:
        """How many more there are than are shown."""
        return self.many - len(self.shown)

    @property
    def rules(self) -> list[str]:
        """Under which rules, each once, in the order in which they were named first."""
        return list(dict.fromkeys(report.rule.title for report in self.shown))


def of(comment_ids: Collection[int | None], *, whole: bool = False) -> defaultdict[int, Reported]:
    """By comment, its first reports, with the first under each rule; or the `whole` of them. One query."""
    rows = Report.objects.filter(comment__in=comment_ids, outcome=Report.Outcome.OPEN).annotate(
        many=Window(Count("pk"), partition_by=F("comment")),
        newest=Window(Max("pk"), partition_by=F("comment")),
        place=Window(RowNumber(), partition_by=F("comment"), order_by=["at", "pk"]),
        place_in_rule=Window(RowNumber(), partition_by=[F("comment"), F("rule")], order_by=["at", "pk"]),
    )
    if not whole:
        rows = rows.filter(Q(place__lte=measures.REPORTS_SHOWN) | Q(place_in_rule=1))
    found = defaultdict(list)
    for row in rows.select_related("rule", "reader").order_by("at", "pk"):
        found[row.comment_id].append(row)
    return defaultdict(Reported, {key: Reported(rows, rows[0].many, rows[0].newest) for key, rows in found.items()})
