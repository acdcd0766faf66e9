"""Telling Akismet where a moderator disagrees with it, if the newsroom has switched that on."""

from __future__ import annotations

from django.conf import settings

from comments import limits
from comments.models import Comment, Decision, Evidence, Rule, Signal
from comments.moderation.checks import akismet as check
from comments.moderation.outside import akismet
from comments.moderation.outside.question import Question
from newsroom.jobs import job

Kind = Decision.Kind

# From which score on what it found counts as "advertising".
SAID_SPAM = 0.5
# An insult is no advertising: only what is removed under a rule that names one of these checks teaches anything.
RULES_AGAINST_SPAM = ["akismet", "links"]


def teach_later(decision: Decision) -> None:
    """Queue, in the transaction of a person's decision, that Akismet hears of it once it can no longer be undone.

    No query unless that is switched on.
    """
    if settings.CHECKING.akismet_key and settings.CHECKING.akismet_learns and decision.kind in {Kind.APPROVE, Kind.REMOVE}:
        seconds = int(limits.UNDO_WINDOW.total_seconds())
        teach.configure(schedule_in={"seconds": seconds}).defer(decision_id=decision.pk)


@job(retry=8)
def teach(decision_id: int) -> None:
    """Tell Akismet of one mistake; nothing if it made none, or if the decision no longer stands."""
    decision = Decision.objects.get(pk=decision_id)
    if Decision.objects.on_standing().filter(comment_id=decision.comment_id, pk__gt=decision.pk).exists():
        return
    said = Signal.objects.filter(
        comment=decision.comment_id, revision=decision.revision, check_name=check.CHECK.name, ran=Signal.Ran.RAN
    )
    score = said.order_by("-pk").values_list("score", flat=True).first()
    evidence = Evidence.objects.filter(pk=decision.pk).first()
    # Whoever has left since took their words with them.
    if score is None or evidence is None or not evidence.body or not _is_mistaken(decision, said_spam=score >= SAID_SPAM):
        return
    comment = Comment.objects.select_related("discussion__article").get(pk=decision.comment_id or 0)
    comment.body = evidence.body
    akismet.tell_of_mistake(Question.about(comment), is_spam=decision.kind == Kind.REMOVE)


def _is_mistaken(decision: Decision, *, said_spam: bool) -> bool:
    if decision.kind == Kind.APPROVE:
        return said_spam
    against_spam = Rule.objects.filter(number=decision.rule_number or 0, cited_by__in=RULES_AGAINST_SPAM)
    return not said_spam and against_spam.exists()
