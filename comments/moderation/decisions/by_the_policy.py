"""What the policy decides about a new comment, and about one whose author has changed its words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from django.db import connection

from comments.models import Comment, Decision
from comments.moderation import awaiting, statements
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
    decision = recording.append(entry, on=comment, facts=facts.without_words(), now=now)
    keep(findings, decision=decision)
    if decision.kind == Decision.Kind.REFUSE:
        statements.give_reasons(decision, facts=grounds.of_refusal(verdict, findings))
    return decision


# Written out: every comment is posted with ten of these, and as model instances they took longer than all the checks.
_KEEP = """
INSERT INTO comments_signal (comment_id, revision, decision_id, check_name, check_version, ran, score, detail, microseconds)
SELECT %s, %s, %s, found.* FROM jsonb_to_recordset(%s::jsonb)
    AS found (name text, version smallint, ran varchar, score float8, detail jsonb, microseconds int)
"""


def keep(findings: Sequence[Finding], *, decision: Decision) -> None:
    """Keep what the checks found, beside what the policy made of it. In the caller's transaction; one query."""
    rows = [
        {
            "name": finding.check,
            "version": finding.version,
            "ran": finding.ran,
            "score": finding.score,
            "detail": dict(finding.detail),
            "microseconds": finding.microseconds,
        }
        for finding in findings
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [decision.comment_id, decision.revision, decision.pk, json.dumps(rows)])


def decide_anew(
    comment: Comment, *, verdict: Verdict, findings: Sequence[Finding], facts: Facts, now: dt.datetime, change: pages.Change
) -> Decision:
    """Give a comment whose words are others now, and which the caller has locked, the state that the policy gives them."""
    previous_id = recording.last_id_on(comment)
    recording.move(comment, to=recording.STATUS_AFTER[Decision.Kind(verdict.kind)], change=change)
    decision = record_verdict(comment, verdict=verdict, findings=findings, facts=facts, now=now, previous_id=previous_id)
    # Once more: what was found, which says how urgent it is, was written after the decision that it belongs to.
    awaiting.settle(comment)
    return decision
