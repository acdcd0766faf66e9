"""What a decision that restricts somebody is based on: in words for whom it restricts, kept in its statement of reasons."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from comments.models import Comment, Decision, Signal
from comments.moderation import checks
from comments.moderation.checks.finding import Finding
from comments.moderation.policy import Verdict

Initiative = Decision.Initiative


def found_on(comment: Comment) -> list[Signal]:
    """What the checks that found something in a comment's present words said when they looked last. One query."""
    looked = list(Signal.objects.filter(comment=comment, revision=comment.revision).order_by("pk"))
    newest = max((signal.decision_id or 0 for signal in looked), default=0)
    return [s for s in looked if (s.decision_id or 0) == newest and s.ran == Signal.Ran.RAN and s.score > 0]


def of_removal(decision: Decision, found: Sequence[Signal], *, note: str) -> str:
    """What a moderator wrote to the author, or what they decided if they wrote nothing; and what the checks had found."""
    said = [note or _decided(decision)]
    words = [checks.BY_NAME[signal.check_name].for_author(signal.detail) for signal in found if signal.check_name in checks.BY_NAME]
    if words:
        said.append(_("When it was sent, our checks said: %(words)s") % {"words": " ".join(words)})
    return "\n\n".join(said)


def of_refusal(verdict: Verdict, findings: Sequence[Finding]) -> str:
    """What the checks say to the author that made the policy refuse a comment."""
    refused = [finding for finding in findings if finding.check in verdict.codes and finding.check in checks.BY_NAME]
    return " ".join(checks.BY_NAME[finding.check].when_refused(finding.detail) for finding in refused)


def _decided(decision: Decision) -> str:
    return {
        Initiative.REPORT: _("Readers reported your comment. A moderator read it and found that it breaks this rule."),
        Initiative.NOTICE: _(
            "We received a notice that your comment is against the law. A moderator read it and found that it breaks this rule."
        ),
        Initiative.OBJECTION: _("After an objection a moderator read your comment again and found that it breaks this rule."),
    }.get(Initiative(decision.initiative), _("A moderator read your comment and found that it breaks this rule."))
