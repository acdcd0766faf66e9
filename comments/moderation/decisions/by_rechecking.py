"""What the policy decides once more checks have run on the same words: those that had failed, or that strangers answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comments import notifying
from comments.models import Comment, Decision, Discussion, Evidence, Sanction, Signal, SiteSwitch, Standing
from comments.moderation import policy
from comments.moderation.checks.finding import Finding
from comments.moderation.decisions import by_the_policy, grounds, recording
from comments.moderation.facts import Facts
from comments.moderation.outside import limits
from comments.moderation.policy import Verdict
from newsroom.web import pages

Kind = Decision.Kind
Status = Comment.Status

# Whose comment stands is told of no rule that it broke: a check that comes late makes a person look, and takes nothing away.
NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a comment's present words, what was known, and what the policy made of it when it looked last."""

    decision: Decision
    findings: Sequence[Finding]
    facts: Facts


def last_look(comment: Comment) -> Looked | None:
    """The last time that the policy looked at a comment's words as they are; None if what was known then has been erased.

    Three queries.
    """
    decision = _newest(comment)
    kept = Evidence.objects.filter(pk=decision.pk).values_list("facts", flat=True).first() if decision else None
    if decision is None or not kept:
        return None
    signals = Signal.objects.filter(comment=comment, decision_id=decision.pk).order_by("pk")
    findings = [grounds.as_finding(signal) for signal in signals]
    return Looked(decision, findings, Facts.as_kept(kept, body=comment.body))


@pages.verb
def decide_again(comment: Comment, *, looked: Looked, findings: Sequence[Finding], now: dt.datetime) -> Decision | None:
    """Decide with more `findings` than when the policy `looked`; None, and nothing done, if that was not the last look, or
    if the words were taken back or erased.

    As long as it is the policy's alone, the comment's state follows, and its author is told. What a person has decided
    meanwhile stands, and so does what reports have hidden; then the findings are kept for the record.
    """
    with pages.change() as change:
        comment = recording.lock(comment.pk)
        newest, last = _newest(comment), recording.last_on(comment)
        if newest is None or newest.pk != looked.decision.pk or last is None:
            return None
        if comment.status == Status.TAKEN_BACK or comment.is_wordless:
            return None
        facts = _as_it_is_run_now(looked.facts, comment, now=now)
        verdict = _judged(facts, findings)
        if not is_the_policys(last.that_holds()):
            return _for_the_record(comment, verdict=verdict, findings=findings, facts=facts, now=now)
        was = comment.status
        decision = by_the_policy.decide_anew(comment, verdict=verdict, findings=findings, facts=facts, now=now, change=change)
        appeared = comment.status == Status.PUBLISHED and now - comment.created_at > limits.WAIT_WORTH_A_LETTER
        if comment.status != was and (appeared or comment.status == Status.HELD):
            notifying.tell_later(decision)
    return decision


def _newest(comment: Comment) -> Decision | None:
    """The newest entry of the policy about a comment's words as they are."""
    entries = Decision.objects.filter(comment_id=comment.pk, initiative=Decision.Initiative.POLICY, revision=comment.revision)
    return entries.order_by("-pk").first()


def is_the_policys(holds: Decision) -> bool:
    """Whether a decision in force is the policy's alone: nobody decided, and no reader has reported."""
    return holds.initiative == Decision.Initiative.POLICY and "reports" not in holds.codes


def _as_it_is_run_now(facts: Facts, comment: Comment, *, now: dt.datetime) -> Facts:
    """What was known then; and where a person looks first at everything by now, so they do at this.

    What was stricter then stays: whoever waits for a person because of it is not let through by a check.
    """
    account = comment.author_id
    if Discussion.objects.filter(pk=comment.discussion_id, mode=Discussion.Mode.LOOKED_AT_FIRST).exists():
        facts = replace(facts, mode=Discussion.Mode.LOOKED_AT_FIRST)
    switch = SiteSwitch.objects.as_it_stands()
    if switch.holds:
        facts = replace(facts, commenting=switch.state, commenting_reason=switch.reason)
    sanctions = Sanction.objects.in_force(now=now).filter(account=account).exclude(kind=Sanction.Kind.WARNING)
    if Standing.objects.filter(account=account, level=Standing.Level.WATCHED).exists() or sanctions.exists():
        facts = replace(facts, standing=Standing.Level.WATCHED)
    return facts


def _judged(facts: Facts, findings: Sequence[Finding]) -> Verdict:
    return policy.decide(
        findings,
        mode=facts.mode,
        standing=facts.standing,
        commenting=facts.commenting,
        rules=facts.rules,
        standards_version=facts.standards_version,
        thresholds={**policy.thresholds_in_force(), "repeats_refused_after": NEVER},
    )


def _for_the_record(
    comment: Comment, *, verdict: Verdict, findings: Sequence[Finding], facts: Facts, now: dt.datetime
) -> Decision:
    entry = Decision(
        kind=Kind.RECHECK,
        initiative=Decision.Initiative.POLICY,
        automatic=True,
        standards_version=verdict.standards_version,
        policy_version=verdict.policy_version,
        thresholds=dict(verdict.thresholds),
        codes=list(verdict.codes),
        previous_id=recording.last_id_on(comment),
    )
    return recording.append(entry, on=comment, facts=facts.without_words(), findings=findings, now=now)
