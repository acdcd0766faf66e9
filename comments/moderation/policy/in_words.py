"""Today's policy in words for moderators. Nothing here says what the policy does: each sentence asks it and tells the answer.

So the page cannot drift: whoever changes a limit, a threshold or the policy itself changes what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import permissions
from comments.models import Discussion, SiteSwitch, Standing
from comments.moderation import checks
from comments.moderation.checks.finding import Check, Finding, Ran
from comments.moderation.policy import CURRENT, VERSIONS, thresholds_in_force
from comments.moderation.policy.verdict import Kind, Verdict
from comments.moderation.policy.version_3 import NOT_CHECKED_HOLDS

# Scores are asked for in steps of a hundredth: finer than any check gives them.
STEPS = 100
# Nobody says the same more often in a day without having been refused, or never being.
MOST_REPEATS = 10
# The one threshold that is a number of times, and no score.
REFUSED_AFTER = "repeats_refused_after"
# Any number: whether a rule is cited matters, not which.
SOME_RULE = 1


@dataclass(frozen=True, slots=True)
class Line:
    """What is looked at, and what follows."""

    what: str
    follows: str


@dataclass(frozen=True, slots=True)
class CheckInWords:
    """One check: what it looks for and what follows from each kind, from which score on a person looks first, and refusals."""

    name: str
    version: int
    lines: Sequence[Line]
    holds_from: float | None
    refuses: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Of several ways in which something may be set: those under which all is as usual, and what follows from the others."""

    as_usual: Sequence[str]
    otherwise: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Version:
    """An older version, and what the next one made otherwise."""

    number: int
    changes: Sequence[Line]


@dataclass(frozen=True, slots=True)
class InWords:
    """The policy of today."""

    version: int
    checks: Sequence[CheckInWords]
    # What becomes of one on which a check did not run, as the newsroom has set it, and as it might have.
    not_checked: str
    not_checked_otherwise: str
    # What becomes of a comment in which nothing was found.
    usual: str
    modes: Ways
    standings: Ways
    switches: Ways
    older: Sequence[Version]


def in_words(*, rules: Mapping[str, int], thresholds: Mapping[str, float] | None = None) -> InWords:
    """The policy in force, with the newsroom's settings; `rules` maps a check to the number of the rule it cites."""
    given = thresholds_in_force() if thresholds is None else thresholds
    usual = _follows_where_nothing_was_found(_ask(thresholds=given))
    modes = [Line(str(mode.label), _of_mode(mode, thresholds=given)) for mode in Discussion.Mode]
    standings = [
        Line(str(level.label), _follows_where_nothing_was_found(_ask(standing=level, thresholds=given)))
        for level in Standing.Level
    ]
    switches = [Line(str(state.label), _of_switch(state, thresholds=given)) for state in SiteSwitch.State]
    set_otherwise = {**given, NOT_CHECKED_HOLDS: 1 - given[NOT_CHECKED_HOLDS]}
    return InWords(
        version=CURRENT,
        checks=[_check(check, rules=rules, thresholds=given) for check in checks.in_force()],
        not_checked=_of_not_checked(thresholds=given),
        not_checked_otherwise=_of_not_checked(thresholds=set_otherwise),
        usual=usual,
        modes=_ways(modes, usual=usual),
        standings=_ways(standings, usual=usual),
        switches=_ways(switches, usual=usual),
        older=[Version(number, differences(number, number + 1)) for number in sorted(VERSIONS, reverse=True) if number < CURRENT],
    )


def thresholds_of(version: int) -> Mapping[str, float]:
    """The thresholds that a version has unless it is given others."""
    given: Mapping[str, float] = _defaults(version)["thresholds"]
    return given


def _defaults(version: int) -> Mapping[str, Any]:
    """What a version takes by name, with what it takes it for unless it is told."""
    return VERSIONS[version].__kwdefaults__ or {}


def differences(older: int, newer: int) -> list[Line]:
    """What the newer of two versions makes otherwise, and which thresholds it has besides."""
    before, after = thresholds_of(older), thresholds_of(newer)
    found = [
        Line(what, _("%(new)s; before: %(old)s") % {"new": new, "old": old})
        for what, asked in _cases()
        if (old := _follows(_ask(**asked, version=older))) != (new := _follows(_ask(**asked, version=newer)))
    ]
    found += [
        Line(threshold_in_words(name), _other_number(name, old=before.get(name), new=after.get(name)))
        for name in sorted({*before, *after} - {NOT_CHECKED_HOLDS})
        if before.get(name) != after.get(name)
    ]
    return _said_once(found)


def threshold_in_words(name: str) -> str:
    """What a threshold is about; of a check that nobody named here, its name in the log, without its underscores."""
    words = {
        "repeats": _("the same words again"),
        "near_repeats": _("nearly the same words again"),
        "wordlist": _("words of a list"),
        "length": _("too little or too much in one comment"),
        "links": _("links"),
        "mentions": _("many readers called at once"),
        "shouting": _("capitals and rows of marks"),
        "pace": _("quick answers"),
        "newcomer": _("a reader’s first comments"),
        "account_age": _("new accounts"),
        "robots": _("forms filled in by programs"),
        "history": _("removals before"),
        "reported": _("reports on the author"),
        "outside": _("the newsroom’s own outside check"),
        "akismet": _("Akismet"),
        REFUSED_AFTER: _("the same words, refused"),
    }
    return words.get(name, name.replace("_", " "))


def _other_number(name: str, *, old: float | None, new: float | None) -> str:
    if name == REFUSED_AFTER:
        now, before = (_("never") if number is None else f"{number:g}" for number in (new, old))
        return _("after so many times before: %(new)s; before: %(old)s") % {"new": now, "old": before}
    if new is None:
        return _("no number of its own any more; before: a person looks first from %(old)s on") % {"old": f"{old:g}"}
    if old is None:
        return _("a person looks first from %(new)s on; before: no number of its own") % {"new": f"{new:g}"}
    return _("a person looks first from %(new)s on; before: from %(old)s on") % {"new": f"{new:g}", "old": f"{old:g}"}


def _said_once(lines: Sequence[Line]) -> list[Line]:
    """What has the same follow from it in one line."""
    by_what_follows: dict[str, list[str]] = {}
    for line in lines:
        by_what_follows.setdefault(line.follows, []).append(line.what)
    return [Line("; ".join(whats), follows) for follows, whats in by_what_follows.items()]


def _ways(lines: Sequence[Line], *, usual: str) -> Ways:
    return Ways([line.what for line in lines if line.follows == usual], [line for line in lines if line.follows != usual])


def _cases() -> list[tuple[str, dict[str, Any]]]:
    """One of everything that may be said of a comment."""
    failed = [Finding("links", ran=Ran.FAILED)]
    cases: list[tuple[str, dict[str, Any]]] = [
        (f"{threshold_in_words(check.name)}: {kind.words}", {"findings": [Finding(check.name, score=kind.score, detail={})]})
        for check in checks.CHECKS
        for kind in check.kinds()
    ]
    cases += [(str(mode.label), {"mode": mode}) for mode in Discussion.Mode]
    cases += [(str(level.label), {"standing": level}) for level in Standing.Level]
    cases += [(_("All commenting: %(state)s") % {"state": state.label}, {"commenting": state}) for state in SiteSwitch.State]
    cases += [
        (
            _("not checked, where the newsroom lets such comments wait"),
            {"findings": failed, "thresholds": {NOT_CHECKED_HOLDS: 1}},
        ),
        (_("not checked, where the newsroom lets them appear"), {"findings": failed, "thresholds": {NOT_CHECKED_HOLDS: 0}}),
    ]
    return cases


def _check(check: Check, *, rules: Mapping[str, int], thresholds: Mapping[str, float]) -> CheckInWords:
    def asked(score: float) -> Verdict:
        return _ask([Finding(check.name, score=score)], thresholds=thresholds)

    steps = (step / STEPS for step in range(STEPS + 1))
    return CheckInWords(
        name=check.name,
        version=check.version,
        lines=[Line(kind.words, _follows(asked(kind.score))) for kind in check.kinds()],
        holds_from=next((score for score in steps if asked(score).kind != Kind.PUBLISH), None),
        refuses=_refuses(check, rules=rules, thresholds=thresholds),
    )


def _refuses(check: Check, *, rules: Mapping[str, int], thresholds: Mapping[str, float]) -> str:
    """How often one has to say the same until it is refused, and under which rule."""
    for times in range(1, MOST_REPEATS + 1):
        finding = Finding(check.name, score=1.0, detail={"mine": times})
        if _ask([finding], rules={check.name: SOME_RULE}, thresholds=thresholds).kind == Kind.REFUSE:
            if check.name in rules:
                words = ngettext(
                    "said %(times)s time before within the window, it is refused under rule %(rule)s",
                    "said %(times)s times before within the window, it is refused under rule %(rule)s",
                    times,
                )
            else:
                words = ngettext(
                    "said %(times)s time before within the window, it would be refused if a rule named this check",
                    "said %(times)s times before within the window, it would be refused if a rule named this check",
                    times,
                )
            return words % {"times": times, "rule": rules.get(check.name)}
    return ""


def _ask(findings: Sequence[Finding] = (), *, version: int = CURRENT, **asked: Any) -> Verdict:
    """What a version makes of this. What it does not know makes no difference to it."""
    takes = {"mode", "standing", *_defaults(version)}
    known = {name: given for name, given in asked.items() if name in takes}
    if "thresholds" in known:
        known["thresholds"] = {**thresholds_of(version), **known["thresholds"]}
    return VERSIONS[version](findings, **{"mode": Discussion.Mode.OPEN, "standing": Standing.Level.KNOWN, **known})


def _follows(verdict: Verdict) -> str:
    return {
        Kind.PUBLISH: _("nothing by itself: the comment appears, and moderators see the finding"),
        Kind.HOLD: _("a person looks first"),
        Kind.REFUSE: _("refused under rule %(rule)s") % {"rule": verdict.rule_number},
    }[verdict.kind]


def _of_mode(mode: str, *, thresholds: Mapping[str, float]) -> str:
    discussion = Discussion(mode=mode)
    discussion.switch = SiteSwitch()
    return permissions.accepts_comments(discussion, now=timezone.now()).sentence or _follows_where_nothing_was_found(
        _ask(mode=mode, thresholds=thresholds)
    )


def _of_switch(state: str, *, thresholds: Mapping[str, float]) -> str:
    discussion = Discussion(mode=Discussion.Mode.OPEN)
    discussion.switch = SiteSwitch(state=state)
    # What readers are told besides is written when it is thrown, so the sentence stands here without it.
    return permissions.accepts_comments(discussion, now=timezone.now()).sentence.strip() or _follows_where_nothing_was_found(
        _ask(commenting=state, thresholds=thresholds)
    )


def _follows_where_nothing_was_found(verdict: Verdict) -> str:
    return _("the comment appears at once") if verdict.kind == Kind.PUBLISH else _follows(verdict)


def _of_not_checked(*, thresholds: Mapping[str, float]) -> str:
    if _ask([Finding("links", ran=Ran.FAILED)], thresholds=thresholds).kind == Kind.PUBLISH:
        return _("the comment appears, is marked as not checked, and is checked again")
    return _("the comment waits until the check has run, or until a person has looked")
