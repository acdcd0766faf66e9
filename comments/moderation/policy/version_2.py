"""The second policy: the first, and a switch by which a person looks at everything on the whole site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comments.models import SiteSwitch
from comments.moderation.checks.finding import Finding
from comments.moderation.policy import version_1
from comments.moderation.policy.verdict import Kind, Verdict

VERSION = 2

THRESHOLDS = version_1.THRESHOLDS


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
    """Say what becomes of a comment, as version 1 does; `commenting` is where the switch for the whole site stands.

    What is refused stays refused: the switch lets nothing through that would not have been let through without it.
    """
    verdict = version_1.decide(
        findings, mode=mode, standing=standing, rules=rules, standards_version=standards_version, thresholds=thresholds
    )
    verdict = replace(verdict, policy_version=VERSION)
    if verdict.kind == Kind.REFUSE or commenting != SiteSwitch.State.HOLD:
        return verdict
    return replace(verdict, kind=Kind.HOLD, codes=tuple(sorted({*verdict.codes, "switch"})))
