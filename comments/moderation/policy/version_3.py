"""The third policy: the second, and a newsroom's choice of what becomes of a comment that not every check has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from comments.models import SiteSwitch
from comments.moderation.checks.finding import Finding
from comments.moderation.policy import version_2
from comments.moderation.policy.verdict import Kind, Verdict

VERSION = 3


class NotChecked(StrEnum):
    """What becomes of a comment while a check has not run on it; the values are those of the setting `NOT_CHECKED`."""

    HOLD = "hold"
    PUBLISH_AND_CHECK_AGAIN = "publish"


# 1: a comment that a check has not seen waits for it, or for a person. 0: it appears, and is checked again. It stands among
# the thresholds because those are stored with the decision, and no one can reproduce it without knowing which it was.
NOT_CHECKED_HOLDS = "not_checked_holds"

THRESHOLDS: Mapping[str, float] = {
    **version_2.THRESHOLDS,
    # The checks that came with this version, and one that was there without a word about it.
    "near_repeats": 0.5,
    "length": 0.5,
    "mentions": 0.5,
    "shouting": 0.5,
    "account_age": 0.5,
    "reported": 0.5,
    "robots": 0.5,
    NOT_CHECKED_HOLDS: 1,
}


def thresholds(*, not_checked: NotChecked = NotChecked.HOLD) -> Mapping[str, float]:
    """The thresholds, with the newsroom's choice among them."""
    return {**THRESHOLDS, NOT_CHECKED_HOLDS: int(not_checked == NotChecked.HOLD)}


def decide(
    findings: Sequence[Finding],
    *,
    mode: str,
    standing: str,
    commenting: str = SiteSwitch.State.USUAL,
    rules: Mapping[str, int] | None = None,
    standards_version: int | None = None,
    thresholds: Mapping[str, float] = THRESHOLDS,
) -> Verdict:
    """Say what becomes of a comment, as version 2 does, unless all that speaks against it is that a check has not run.

    Then `thresholds` say whether it waits. The code `not_checked` names it either way: published is not the same as checked.
    """
    verdict = version_2.decide(
        findings,
        mode=mode,
        standing=standing,
        commenting=commenting,
        rules=rules,
        standards_version=standards_version,
        thresholds=thresholds,
    )
    verdict = replace(verdict, policy_version=VERSION)
    if verdict.codes == ("not_checked",) and not thresholds[NOT_CHECKED_HOLDS]:
        return replace(verdict, kind=Kind.PUBLISH)
    return verdict
