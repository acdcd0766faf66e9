"""The desk's numbers as its page shows them: each a figure, in which a table says all and a picture says it at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import spans
from comments.moderation import charts, checks, codes
from comments.moderation.numbers.gathered import Numbers
from comments.moderation.numbers.load import Course
from comments.moderation.numbers.periods import Period

KINDS: dict[str, str | Promise] = {
    "notice": gettext_lazy("Notices of illegal content"),
    "objection": gettext_lazy("Objections"),
    "reported": gettext_lazy("Reported"),
    "not_checked": gettext_lazy("Not checked"),
    "held": gettext_lazy("Held"),
    "passed_on": gettext_lazy("Passed on by a colleague"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words or a number, and perhaps a swatch before it."""

    said: str
    swatch: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, its numbers, and its bar."""

    about: str
    cells: Sequence[str]
    bar: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What a figure says, in full, perhaps with a bar below each row's name. Empty: `nothing` says so."""

    about: str
    head: Sequence[Cell]
    rows: Sequence[Row]
    nothing: str

    @property
    def labelled(self) -> Sequence[tuple[Row, Sequence[tuple[Cell, str]]]]:
        """Each row, and its cells with the heads of their columns: on a telephone a cell brings its own."""
        return [(row, list(zip(self.head[1:], row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """A question, its answer in a sentence where there is one, a chart if the table is long, and the table."""

    key: str
    title: str
    table: Table
    sentence: str = ""
    chart: SafeString | None = None


def figures(numbers: Numbers) -> list[Figure]:
    """All figures, in the order in which a moderator asks."""
    return [_waiting(numbers), *_decided(numbers), _times(numbers), _checks(numbers), _rules(numbers)]


def load_in_words(numbers: Numbers) -> str:
    """Where the queue is going, and what that is reckoned from."""
    load, forecast = numbers.load, numbers.forecast
    rate = charts.number(abs(forecast.an_hour))
    where = {
        Course.EMPTY: _("Nothing waits."),
        Course.QUIET: _("Nothing came and nothing was decided lately."),
        Course.STANDS: _("At this rate the queue stays as long as it is."),
        Course.GROWS: _("At this rate it grows by %(rate)s an hour.") % {"rate": rate},
        Course.SLOWLY: _("At this rate it shrinks by %(rate)s an hour, which takes more than two days.") % {"rate": rate},
        Course.EMPTIES: _("At this rate the queue is empty at %(when)s.") % {"when": _when(forecast.empty_at, now=numbers.now)},
    }[forecast.course]
    measured = _("In the last %(hours)s hours %(arrived)s came to wait and %(cleared)s were done with.") % {
        "hours": charts.number(load.hours),
        "arrived": charts.number(load.arrived),
        "cleared": charts.number(load.cleared),
    }
    return f"{where} {measured}"


def _waiting(numbers: Numbers) -> Figure:
    head = [Cell(_("Waiting")), Cell(_("All"))]
    ages = [_("under 1 h"), _("1 to 6 h"), _("6 to 24 h"), _("longer")]
    head += [Cell(age, charts.swatch(at)) for at, age in enumerate(ages)]
    most = max([row.count for row in numbers.waiting], default=0)
    rows = [
        Row(
            str(KINDS[row.kind]),
            [charts.number(n) for n in (row.count, *row.ages)] + [_ago(row.oldest, now=numbers.now)],
            charts.bar(row.ages, most=most),
        )
        for row in numbers.waiting
    ]
    table = Table(_("What waits, by kind and by how long"), [*head, Cell(_("The oldest"))], rows, _("Nothing waits."))
    total = sum(row.count for row in numbers.waiting)
    said = [ngettext("%(total)s waits.", "%(total)s wait.", total)] if total else []
    if numbers.claimed:
        said.append(ngettext("A moderator is looking at %(claimed)s.", "Moderators are looking at %(claimed)s.", numbers.claimed))
    sentence = " ".join(said) % {"total": charts.number(total), "claimed": charts.number(numbers.claimed)}
    return Figure("waiting", _("Waiting now, and for how long"), table, sentence)


def _decided(numbers: Numbers) -> list[Figure]:
    hours = numbers.period.step.total_seconds() / 3600
    people = _("Comments approved or removed, sanctions and their ends, objections rejected; no picks, and nothing undone.")
    checks_alone = _("Comments published, held or refused.")
    return [
        _an_hour("persons", _("Decisions an hour by people"), people, numbers, numbers.by_persons, hours=hours),
        _an_hour("policy", _("Decisions an hour by the checks alone"), checks_alone, numbers, numbers.by_the_policy, hours=hours),
    ]


def _an_hour(key: str, title: str, counted: str, numbers: Numbers, counts: Sequence[int], *, hours: float) -> Figure:
    pieces = list(zip(numbers.starts, counts, strict=True))
    data = [
        charts.Column(
            count / hours,
            _moment(start, numbers.period),
            f"{_span(start, numbers.period)}: {charts.number(count / hours)}",
        )
        for start, count in pieces
    ]
    rows = [
        Row(_span(start, numbers.period), [charts.number(count), charts.number(count / hours)])
        for start, count in reversed(pieces)
    ]
    head = [Cell(_("When")), Cell(_("Decisions")), Cell(_("An hour"))]
    total = sum(counts)
    sentence = _("%(total)s in %(period)s, %(rate)s an hour.") % {
        "total": charts.number(total),
        "period": numbers.period.label,
        "rate": charts.number(total / (hours * len(counts))),
    }
    if not total:
        return Figure(key, title, Table(title, head, [], _("Nothing was decided.")), counted)
    table = Table(title, head, rows, "")
    return Figure(key, title, table, f"{sentence} {counted}", charts.columns(data, name=f"{title}. {sentence}"))


def _times(numbers: Numbers) -> Figure:
    most = max([row.median for row in numbers.times], default=0.0)
    rows = [
        Row(
            str(KINDS[row.kind]),
            [charts.number(row.count), _lasting(row.median, now=numbers.now), _lasting(row.slowest, now=numbers.now)],
            charts.bar([row.median], most=most),
        )
        for row in numbers.times
    ]
    head = [Cell(_("Waited for a person")), Cell(_("Decided")), Cell(_("Half of it within")), Cell(_("Nine in ten within"))]
    table = Table(_("Time until a person decided"), head, rows, _("Nobody decided anything that had waited."))
    return Figure("times", _("Time until a person decided"), table)


def _checks(numbers: Numbers) -> Figure:
    found = sorted(numbers.agreements.items(), key=lambda item: (-item[1].held, item[0]))
    most, rows = max([agreement.held for _name, agreement in found], default=0), []
    for code, agreement in found:
        became = (agreement.removed, agreement.judged - agreement.removed, agreement.held - agreement.judged)
        said = [charts.number(agreement.held), _percent(agreement.held / numbers.looked_at if numbers.looked_at else 0.0)]
        said += [charts.number(count) for count in became]
        said.append(_percent(agreement.removed / agreement.judged) if agreement.judged else "–")
        rows.append(Row(_code(code), said, charts.bar(became, most=most)))
    head = [Cell(_("Stopped because of")), Cell(_("Comments")), Cell(_("Of all"))]
    head += [Cell(name, charts.swatch(at)) for at, name in enumerate([_("Removed"), _("Approved"), _("Not decided")])]
    head.append(Cell(_("Agreed")))
    table = Table(_("What the checks stopped, and what people made of it"), head, rows, _("Nothing was stopped."))
    of = _("The policy looked at %(number)s comments.") % {"number": charts.number(numbers.looked_at)} if rows else ""
    return Figure("checks", _("What the checks stopped, and how often people agreed"), table, of)


def _rules(numbers: Numbers) -> Figure:
    most = max([row.cited for row in numbers.rules], default=0)
    rows = [
        Row(
            f"{row.number}. {row.title}",
            [charts.number(n) for n in (row.cited, row.answered, row.upheld)],
            charts.bar([row.cited], most=most),
        )
        for row in numbers.rules
    ]
    head = [Cell(_("Rule")), Cell(_("Cited")), Cell(_("Objections answered")), Cell(_("Upheld"))]
    table = Table(_("Rules cited, and objections against that"), head, rows, _("There are no rules yet."))
    return Figure("rules", _("Rules cited, and objections upheld"), table)


def _code(code: str) -> str:
    """A check by its name; another reason to hold in the words that the desk has for it."""
    if code in checks.BY_NAME:
        return code
    if code == "not_checked":
        return _("not every check had run")
    return next(iter(codes.for_moderators([code])), code)


def _percent(share: float) -> str:
    return _("%(number)s%%") % {"number": charts.number(100 * share)}


def _ago(moment: dt.datetime, *, now: dt.datetime) -> str:
    return _lasting((now - moment).total_seconds(), now=now)


def _lasting(seconds: float, *, now: dt.datetime) -> str:
    """A span in its two largest units: 40 seconds, 5 minutes, 2 hours and 10 minutes, 3 days."""
    if seconds < 2 * spans.MINUTE:
        return spans.in_words(seconds)
    return timesince(now - dt.timedelta(seconds=seconds), now)


def _when(moment: dt.datetime | None, *, now: dt.datetime) -> str:
    """A moment to come: today by the clock alone."""
    if moment is None:
        return ""
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    return formats.date_format(local, "H:i" if local.date() == today else "H:i, j M")


def _moment(start: dt.datetime, period: Period) -> str:
    """The beginning of a piece, as short as a chart needs it."""
    return formats.date_format(timezone.localtime(start), {Period.DAY: "H:i", Period.WEEK: "D"}.get(period, "j M"))


def _span(start: dt.datetime, period: Period) -> str:
    """A piece of a period from its beginning to its end."""
    ends = timezone.localtime(start + period.step)
    begins = timezone.localtime(start)
    until = formats.date_format(ends, "H:i" if ends.date() == begins.date() else "j M, H:i")
    return f"{formats.date_format(begins, 'j M, H:i')} – {until}"


def context(numbers: Numbers) -> dict[str, Any]:
    """What the page needs."""
    return {
        "numbers": numbers,
        "figures": figures(numbers),
        "load": load_in_words(numbers),
        "periods": Period.choices,
        "period": numbers.period.value,
    }
