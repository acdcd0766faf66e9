"""What the policy decides about a new comment, and about one whose author has changed its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comments.models import Comment, Decision
from comments.moderation.checks.finding import Finding
from comments.moderation.decisions import grounds, recording
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from newsroom.web import pages


def record_verdict(
    comment: Comment,
    *,
    verdict: Verdict,
    findings: Sequence[Finding],
    facts: Facts,
    now: dt.datetime,
    previous_id: int | None = None,
) -> Decision:
    """Keep what the checks found on a revision of a comment and what the policy made of it. In the caller's transaction."""
    entry = Decision(
        kind=verdict.kind,
        initiative=Decision.Initiative.POLICY,
        automatic=True,
        rule_number=verdict.rule_number,
        standards_version=verdict.standards_version,
        policy_version=verdict.policy_version,
        thresholds=dict(verdict.thresholds),
        codes=list(verdict.codes),
        previous_id=previous_id,
    )
    because = grounds.of_refusal(verdict, findings) if entry.kind == Decision.Kind.REFUSE else ""
    return recording.append(entry, on=comment, facts=facts.without_words(), findings=findings, because=because, now=now)


def decide_anew(
    comment: Comment, *, verdict: Verdict, findings: Sequence[Finding], facts: Facts, now: dt.datetime, change: pages.Change
) -> Decision:
    """Give a comment whose words are others now, and which the caller has locked, the state that the policy gives them."""
    previous_id = recording.last_id_on(comment)
    recording.move(comment, to=recording.STATUS_AFTER[Decision.Kind(verdict.kind)], change=change)
    return record_verdict(comment, verdict=verdict, findings=findings, facts=facts, now=now, previous_id=previous_id)
