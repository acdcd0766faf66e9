"""The first policy: nothing is refused that a person could judge, except one's own words a third time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comments.models import Discussion, Standing
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.policy.verdict import Kind, Verdict

VERSION = 1

# From which score on a check's finding makes a person look first.
THRESHOLDS: Mapping[str, float] = {
    "repeats": 0.5,
    "wordlist": 0.5,
    "links": 0.5,
    "pace": 0.5,
    "newcomer": 0.1,
    "history": 0.3,
    # The same words this often before, in a day: the next copy is refused under the rule that `repeats` cites.
    "repeats_refused_after": 2,
}


def decide(
    findings: Sequence[Finding],
    *,
    mode: str,
    standing: str,
    rules: Mapping[str, int] | None = None,
    standards_version: int | None = None,
    thresholds: Mapping[str, float] = THRESHOLDS,
) -> Verdict:
    """Say what becomes of a comment. The order of `findings` does not matter.

    `mode` is the discussion's, `standing` the author's; `rules` maps a check to the number of the rule it cites.
    """
    repeats = next((f for f in findings if f.check == "repeats"), None)
    cited = (rules or {}).get("repeats")
    if repeats and cited and repeats.detail.get("mine", 0) >= thresholds["repeats_refused_after"]:
        return Verdict(Kind.REFUSE, VERSION, thresholds, ("repeats",), cited, standards_version)
    codes = sorted(_reasons(findings, mode=mode, standing=standing, thresholds=thresholds))
    return Verdict(Kind.HOLD if codes else Kind.PUBLISH, VERSION, thresholds, tuple(codes), None, standards_version)


def _reasons(findings: Sequence[Finding], *, mode: str, standing: str, thresholds: Mapping[str, float]) -> set[str]:
    codes = {f.check for f in findings if f.ran == Ran.RAN and f.score >= thresholds.get(f.check, 0.5)}
    if any(f.ran != Ran.RAN for f in findings):
        codes.add("not_checked")
    if mode == Discussion.Mode.LOOKED_AT_FIRST:
        codes.add("mode")
    if standing == Standing.Level.WATCHED:
        codes.add("standing")
    return codes
