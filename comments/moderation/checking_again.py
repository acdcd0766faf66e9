"""Checking comments again that not every check has seen: at once by a job of their own, later in turn.

No call to a stranger's server is made in a request, or while a transaction is open. A comment is taken up (`turns.claim`), the
servers are asked, and then, under the comment's lock, `decisions.check_again` writes what they found, if the words are still
the same. A worker that dies on the way leaves a turn that comes up again.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable, Sequence

from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from comments import limits as of_deciding
from comments.models import Comment, Decision
from comments.moderation import checks, decisions
from comments.moderation.checks.finding import Check, Finding, Ran
from comments.moderation.decisions import Looked
from comments.moderation.outside import asking, limits, resting, turns
from comments.moderation.outside.question import Question
from comments.moderation.policy import Verdict
from newsroom.jobs import job
from newsroom.web import pages

logger = logging.getLogger(__name__)

# One place of the worker for what was just posted, and one for the backlog: letters and pictures go on in the others.
AT_ONCE = f"{__name__}.at_once"
LATER = f"{__name__}.later"


def see_to(comment: Comment, *, verdict: Verdict, findings: Iterable[Finding], now: dt.datetime, is_new: bool) -> None:
    """Queue that a comment is checked again if a check has not run on it. In the transaction that judged its words.

    Two queries then, one for a changed comment that every check has seen, otherwise none.
    """
    if "not_checked" in verdict.codes:
        turns.take(comment, missing=missing_in(findings), now=now)
        check_again.defer(comment_id=comment.pk)
    elif not is_new:
        turns.let_go(comment)


def missing_in(findings: Iterable[Finding]) -> list[str]:
    """The checks that have not run."""
    return [finding.check for finding in findings if finding.ran != Ran.RAN]


# Not tried again by itself: whatever went wrong, the comment's next turn comes.
@job(retry=0, lock=AT_ONCE)
def check_again(comment_id: int) -> None:
    """Check one comment again, if it is its turn."""
    now = timezone.now()
    claimed = turns.claim(comment_id, now=now)
    if claimed is not None:
        _take_up(comment_id, claimed=claimed, now=now)


@jobs.periodic(cron="* * * * *")
@job(retry=0, lock=LATER)
def work_off(timestamp: int) -> None:
    """Check again whatever waits for its turn, those that waited longest first, for a little less than a minute."""
    ends = time.monotonic() + limits.BACKLOG_SECONDS
    for _ in range(limits.BACKLOG_AT_ONCE):
        now = timezone.now()
        comment_id = turns.whose_is_next(now=now, resting=resting.at_rest(now=now))
        if comment_id is None or time.monotonic() > ends:
            return
        try:
            check_again(comment_id=comment_id)
        except Exception:
            # One comment that cannot be checked keeps no other from it; its own next turn comes later.
            logger.exception("comment not checked again", extra={"comment": comment_id})


def _take_up(comment_id: int, *, claimed: turns.Claim, now: dt.datetime) -> None:
    comment = Comment.objects.select_related("discussion__article").get(pk=comment_id)
    looked, last = decisions.last_look(comment), decisions.last_on(comment)
    if looked is None or last is None:
        turns.keep(comment, missing=[], claimed=claimed)
        return
    holds = last.that_holds()
    if holds.by_id is not None:
        # A person has looked: there is nothing left to check, unless they think again.
        if now - last.at > of_deciding.UNDO_WINDOW:
            turns.keep(comment, missing=[], claimed=claimed)
        return
    findings = _looked_again(comment, looked)
    if _is_news(findings, looked=looked, holds=holds):
        _decide(comment, looked=looked, findings=findings, claimed=claimed)
    else:
        _keep(comment, findings, claimed=claimed)


@pages.verb
def _decide(comment: Comment, *, looked: Looked, findings: Sequence[Finding], claimed: turns.Claim) -> None:
    with pages.change():
        decision = decisions.decide_again(comment, looked=looked, findings=findings, now=timezone.now())
        # Where a person has decided meanwhile, it is looked at once more: they may think again.
        if decision is not None and decision.kind != Decision.Kind.RECHECK:
            _keep(comment, findings, claimed=claimed)


def _keep(comment: Comment, findings: Sequence[Finding], *, claimed: turns.Claim) -> None:
    """Let its turn come up again if a check is missing; as soon as the server is asked again where it answers nobody."""
    now, missing = timezone.now(), missing_in(findings)
    is_down = bool(missing) and not set(missing).isdisjoint(resting.at_rest(now=now))
    turns.keep(comment, missing=missing, claimed=claimed, soon=now + limits.OUTSIDE_RESTS if is_down else None)


def _is_news(findings: Sequence[Finding], *, looked: Looked, holds: Decision) -> bool:
    """Whether more is known than the decision in force was made of."""
    then = {finding.check: finding.ran for finding in looked.findings}
    now = {finding.check: finding.ran for finding in findings}
    return then != now or (looked.decision.kind == Decision.Kind.RECHECK and decisions.is_the_policys(holds))


def _looked_again(comment: Comment, looked: Looked) -> list[Finding]:
    """What is known now: what had run as it was found, and the others asked again, as far as they can be.

    Our own checks look at what was known when the words were written. A stranger's check that is no longer set up, or one of
    ours that is no more, is not missed.
    """
    in_force = {check.name: check for check in checks.in_force()}
    findings = [finding for finding in looked.findings if finding.ran == Ran.RAN]
    seen = {finding.check for finding in findings}
    once = {finding.check: finding for finding in looked.findings}
    for check in in_force.values():
        if check.name in seen:
            continue
        if check.look is None:
            findings.append(_asked(check, comment, before=once.get(check.name)))
        elif check.name in once:
            findings += checks.run_all(looked.facts, [check], milliseconds=limits.CHECK_AGAIN_MILLISECONDS)
    return findings


def _asked(check: Check, comment: Comment, *, before: Finding | None) -> Finding:
    """What a stranger's server says now; what it said before, if it is left alone."""
    if not resting.may_be_asked(check.name, now=timezone.now()):
        return before or Finding(check.name, check.version, Ran.SKIPPED)
    finding = asking.ask(check, Question.about(comment))
    if finding.ran == Ran.RAN:
        resting.answered(check.name, now=timezone.now())
    else:
        resting.failed(check.name, why=str(finding.detail.get("why", "")), now=timezone.now())
    return finding
