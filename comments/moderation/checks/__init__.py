"""What is looked at before a comment appears: every check runs on every comment, and leaves what it found."""

from __future__ import annotations

import logging
import time

from comments.moderation.checks import history, links, newcomer, pace, repeats, robots, wordlist
from comments.moderation.checks.finding import Check, Finding, Ran
from comments.moderation.facts import Facts

logger = logging.getLogger(__name__)

CHECKS: list[Check] = [
    repeats.CHECK,  # the same words again, from one reader or many
    wordlist.CHECK,  # words the newsroom wants a person to see first
    links.CHECK,  # more than two links: often an advertisement
    pace.CHECK,  # answers that come faster than thought
    newcomer.CHECK,  # a reader's first comments wait for a person
    robots.CHECK,  # a form that looks as if a program had filled it in
    history.CHECK,  # many of a reader's recent comments were removed
]

BY_NAME = {check.name: check for check in CHECKS}


def run_all(facts: Facts, checks: list[Check] | None = None) -> list[Finding]:
    """Run every check; one finding each, in their order. A check that raises leaves a finding that says so."""
    return [_run(check, facts) for check in (CHECKS if checks is None else checks)]


def _run(check: Check, facts: Facts) -> Finding:
    started = time.perf_counter_ns()
    try:
        score, detail = check.look(facts)
        ran = Ran.RAN
    except Exception:
        # Whatever a check trips over, the comment is kept and a person is told; the policy decides what that means.
        logger.exception("check failed", extra={"check": check.name})
        score, detail, ran = 0.0, {}, Ran.FAILED
    return Finding(
        check=check.name,
        version=check.version,
        ran=ran,
        score=score,
        detail=detail,
        microseconds=(time.perf_counter_ns() - started) // 1000,
    )
