"""Replaying: what a machine decided then, decided again from what was stored of it, and by nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from comments.models import Decision, Evidence, Signal
from comments.moderation import policy, weighing
from comments.moderation.checks.finding import Finding
from comments.moderation.decisions import grounds
from comments.moderation.facts import Facts
from comments.moderation.policy import Verdict
from comments.moderation.policy.verdict import Kind

# So many decisions are fetched at once, with what was found and known.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """A machine's decision and what comes out now. `verdict` is None where what was known went with the reader who left."""

    decision: Decision
    verdict: Verdict | None

    @property
    def is_the_same(self) -> bool:
        """Whether it comes out as it did: the outcome, its codes, its rule and versions."""
        then, now = self.decision, self.verdict
        if now is None:
            return False
        # What was only kept for the record left the state to a person.
        kind = now.kind if then.kind == Decision.Kind.RECHECK else then.kind
        said = (kind, tuple(then.codes), then.rule_number, then.standards_version, then.policy_version)
        return said == (now.kind, now.codes, now.rule_number, now.standards_version, now.policy_version)


def machines() -> QuerySet[Decision]:
    """What was decided by machine, the oldest first."""
    return Decision.objects.filter(automatic=True).order_by("pk")


def replay(decisions: Iterable[Decision]) -> Iterator[Replayed]:
    """Each of these decisions of a machine, decided again. Four queries at most for 500 of them."""
    for entries in _pieces(decisions):
        ids = [entry.pk for entry in entries]
        known = dict(Evidence.objects.filter(pk__in=ids).values_list("pk", "facts"))
        found: dict[int, list[Finding]] = defaultdict(list)
        for signal in Signal.objects.filter(comment__in={entry.comment_id for entry in entries}, decision_id__in=ids):
            found[signal.decision_id or 0].append(grounds.as_finding(signal))
        reported = _held_by_reports_before(entries)
        for entry in entries:
            facts = known.get(entry.pk)
            verdict = _again(entry, facts, found[entry.pk], reported=entry.pk in reported) if facts else None
            yield Replayed(entry, verdict)


def _again(entry: Decision, kept: Mapping[str, Any], findings: Sequence[Finding], *, reported: bool) -> Verdict:
    if entry.initiative == Decision.Initiative.REPORT:
        return _by_reports(entry, kept)
    facts = Facts.as_kept(kept, body="")
    # The first version asked for nothing of the switch for the whole site, which there was not yet.
    since_2 = {"commenting": facts.commenting} if (entry.policy_version or 0) > 1 else {}
    verdict = policy.VERSIONS[entry.policy_version or 0](
        findings,
        mode=facts.mode,
        standing=facts.standing,
        rules=facts.rules,
        standards_version=facts.standards_version,
        thresholds=entry.thresholds,
        **since_2,
    )
    if reported and "reports" in entry.codes:
        # Readers had brought it to the desk, and no change of its author's took it away from there.
        return replace(verdict, kind=Kind.HOLD, codes=tuple(sorted({*verdict.codes, "reports"})))
    return verdict


def _by_reports(entry: Decision, kept: Mapping[str, Any]) -> Verdict:
    hides = weighing.hides(kept["weights"], least=entry.thresholds["reports_weight"], readers=entry.thresholds["reports_readers"])
    kind, codes = (Kind.HOLD, ("reports",)) if hides else (Kind.PUBLISH, ())
    return Verdict(kind, entry.policy_version or 0, entry.thresholds, codes)


def _held_by_reports_before(entries: Sequence[Decision]) -> set[int]:
    """Those of these entries before which reports had hidden the comment."""
    carried = {entry.pk: entry.previous_id for entry in entries if "reports" in entry.codes and entry.previous_id}
    if not carried:
        return set()
    before = Decision.objects.in_bulk(set(carried.values()))
    held = Decision.objects.that_hold(before.values())
    return {pk for pk, previous in carried.items() if previous in held and "reports" in held[previous].codes}


def _pieces(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    left = iter(decisions.iterator(chunk_size=AT_ONCE) if isinstance(decisions, QuerySet) else decisions)
    while piece := list(islice(left, AT_ONCE)):
        yield piece
