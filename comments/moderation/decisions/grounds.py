"""What a decision that restricts somebody is based on: in words for whom it restricts, kept in its statement of reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from comments.models import Comment, Decision, Signal
from comments.moderation import checks
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.policy import Verdict

Initiative = Decision.Initiative


# What the policy decides about words that nobody has decided on; checking again for the record alone changes nothing.
_JUDGED = (Decision.Kind.PUBLISH, Decision.Kind.HOLD, Decision.Kind.REFUSE)


def found_on(comment: Comment) -> list[Finding]:
    """The findings in a comment's present words because of which the policy last held or refused it. Two queries at most."""
    judged = Decision.objects.filter(
        comment_id=comment.pk, revision=comment.revision, initiative=Initiative.POLICY, kind__in=_JUDGED
    ).order_by("-pk")
    verdict = judged.first()
    if verdict is None or verdict.kind == Decision.Kind.PUBLISH:
        return []
    signals = Signal.objects.filter(comment=comment, decision_id=verdict.pk).order_by("pk")
    return that_counted([as_finding(signal) for signal in signals], kind=verdict.kind, codes=verdict.codes)


def that_counted(findings: Iterable[Finding], *, kind: str, codes: Collection[str]) -> list[Finding]:
    """Those that made the policy hold or refuse: what stays below its threshold is kept, and has helped nobody to decide."""
    if kind == Decision.Kind.PUBLISH:
        return []
    return [finding for finding in findings if finding.ran == Ran.RAN and finding.score > 0 and finding.check in codes]


def as_finding(signal: Signal) -> Finding:
    """What a check left, as it left it."""
    return Finding(
        check=signal.check_name,
        version=signal.check_version,
        ran=Ran(signal.ran),
        score=signal.score,
        detail=signal.detail,
        microseconds=signal.microseconds,
    )


def of_removal(initiative: str, found: Iterable[Finding], *, note: str) -> str:
    """What a moderator wrote to the author, or what they decided if they wrote nothing; and what the checks found in its words.

    Why a person looked at what a newcomer writes is no ground to remove it, nor is what happened to others of theirs.
    """
    said = [note.strip() or _decided(Initiative(initiative))]
    spoke = [finding for finding in found if checks.speaks_of_the_words(finding.check)]
    # A check may be no more, or have said it otherwise when it looked: its words are left out then, and the decision stands.
    if heard := [words for finding in spoke if (words := checks.for_author(finding.check, finding.detail))]:
        said.append(_("When it was sent, our checks said: %(words)s") % {"words": " ".join(heard)})
    return "\n\n".join(said)


def of_refusal(verdict: Verdict, findings: Iterable[Finding]) -> str:
    """What the checks say to the author that made the policy refuse a comment."""
    refused = [finding for finding in findings if finding.check in verdict.codes and finding.check in checks.BY_NAME]
    words = " ".join(checks.BY_NAME[finding.check].when_refused(finding.detail) for finding in refused)
    return words or _("Our checks found that your comment breaks this rule.")


def _decided(initiative: Decision.Initiative) -> str:
    return {
        Initiative.REPORT: _("Readers reported your comment. A moderator read it and found that it breaks this rule."),
        Initiative.NOTICE: _(
            "We received a notice that your comment is against the law. A moderator read it and found that it breaks this rule."
        ),
        Initiative.OBJECTION: _("After an objection a moderator read your comment again and found that it breaks this rule."),
    }.get(initiative, _("A moderator read your comment and found that it breaks this rule."))
