"""What the policy decides about a new comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from comments.models import Comment, Decision, Signal
from comments.moderation.checks.finding import Finding
from comments.moderation.decisions import recording
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict


def record_verdict(
    comment: Comment, *, verdict: Verdict, findings: Sequence[Finding], facts: Facts, now: dt.datetime
) -> Decision:
    """Keep what the checks found on a new comment and what the policy made of it. Inside the transaction of the caller."""
    Signal.objects.bulk_create(
        Signal(
            comment=comment,
            revision=comment.revision,
            check_name=finding.check,
            check_version=finding.version,
            ran=finding.ran,
            score=finding.score,
            detail=dict(finding.detail),
            microseconds=finding.microseconds,
        )
        for finding in findings
    )
    entry = Decision(
        kind=verdict.kind,
        initiative=Decision.Initiative.POLICY,
        automatic=True,
        rule_number=verdict.rule_number,
        standards_version=verdict.standards_version,
        policy_version=verdict.policy_version,
        thresholds=dict(verdict.thresholds),
        codes=list(verdict.codes),
    )
    known = {key: value for key, value in asdict(facts).items() if key != "body"}
    return recording.append(entry, on=comment, facts=known, now=now)
