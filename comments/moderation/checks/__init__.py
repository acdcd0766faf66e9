"""What is looked at before a comment appears: every check runs on every comment, and leaves what it found."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from comments.moderation.checks import (
    account_age,
    akismet,
    history,
    length,
    links,
    mentions,
    near_repeats,
    newcomer,
    outside,
    pace,
    repeats,
    reported,
    robots,
    shouting,
    wordlist,
)
from comments.moderation.checks.finding import Check, Detail, Finding, Look, Ran
from comments.moderation.facts import Facts
from comments.moderation.outside import limits

logger = logging.getLogger(__name__)

CHECKS: list[Check] = [
    repeats.CHECK,  # the same words again, from one reader or many
    near_repeats.CHECK,  # the same with a few words changed
    wordlist.CHECK,  # words the newsroom wants a person to see first
    length.CHECK,  # no word at all, or a wall of them
    links.CHECK,  # more than two links: often an advertisement
    mentions.CHECK,  # many people called at once
    shouting.CHECK,  # nearly everything in capitals
    pace.CHECK,  # answers that come faster than thought
    newcomer.CHECK,  # a reader's first comments wait for a person
    account_age.CHECK,  # an account that is minutes old
    robots.CHECK,  # a form that looks as if a program had filled it in
    history.CHECK,  # many of a reader's recent comments were removed
    reported.CHECK,  # readers who were right before report this author
]

# Done by servers of strangers, where a newsroom has set them up. No call is made while a comment is posted: it counts as not
# checked until `moderation.outside` has asked.
OUTSIDE: list[Check] = [
    outside.CHECK,  # the newsroom's own, by a signed call
    akismet.CHECK,  # a service that knows much of the advertising there is
]

# No longer run. What they found stays in the log and on the desk, so their words stay here.
RETIRED: list[Check] = []

BY_NAME = {check.name: check for check in [*CHECKS, *OUTSIDE, *RETIRED]}


def for_moderators(name: str, detail: Detail) -> str:
    """What a finding says, also one of a check that nobody knows any more, or of a version that kept other things."""
    try:
        return BY_NAME[name].for_moderators(detail)
    except (LookupError, TypeError, ValueError):
        return ", ".join(f"{what}: {found}" for what, found in detail.items()) or name


def for_author(name: str, detail: Detail) -> str | None:
    """The same for who wrote the comment; nothing where no check of that name is known."""
    try:
        return BY_NAME[name].for_author(detail)
    except (LookupError, TypeError, ValueError):
        return None


def speaks_of_the_words(name: str) -> bool:
    """Whether a check of that name looks at what was written, and not at who wrote it."""
    return name in BY_NAME and not BY_NAME[name].about_writer


def in_force() -> list[Check]:
    """All checks that run on a comment now: ours, and those of strangers that are set up."""
    is_set_up = {outside.CHECK: settings.CHECKING.url, akismet.CHECK: settings.CHECKING.akismet_key}
    return CHECKS + [check for check in OUTSIDE if is_set_up[check]]


def run_all(
    facts: Facts, checks: Sequence[Check] | None = None, *, milliseconds: int = limits.CHECK_MILLISECONDS
) -> list[Finding]:
    """Run every check; one finding each, in their order.

    A check that raises, talks nonsense, or twice takes more than `milliseconds` of the processor leaves a finding that says so,
    and one that a stranger's server does, that it was not asked yet.
    """
    return [_run(check, facts, milliseconds=milliseconds) for check in (in_force() if checks is None else checks)]


def _run(check: Check, facts: Facts, *, milliseconds: int) -> Finding:
    look = check.look
    if look is None:
        return Finding(check.name, check.version, Ran.SKIPPED)
    started = time.perf_counter_ns()
    finding, used = _once(check, look, facts)
    if used > milliseconds:
        # Once may be chance: memory was tidied up meanwhile, or the machine stood still. A check that is too slow is so again.
        finding, used = _once(check, look, facts)
    if used > milliseconds:
        # Nothing can stop it on the way; so that it does not become a habit, it counts as not checked, and is tried again.
        logger.error("check too slow", extra={"check": check.name, "milliseconds": used})
        finding = replace(finding, ran=Ran.FAILED, score=0.0, detail={"slow": used})
    return replace(finding, microseconds=(time.perf_counter_ns() - started) // 1000)


def _once(check: Check, look: Look, facts: Facts) -> tuple[Finding, int]:
    """What a check finds, and how many milliseconds of the processor it took.

    How long it took is measured as a reader waits; whether it was too slow by what it used of the processor, or a busy machine
    would hold everybody's comments.
    """
    started = time.thread_time_ns()
    try:
        score, detail = look(facts)
        if not 0 <= score <= 1:
            raise ValueError(f"{score} is no score")
        ran = Ran.RAN
    except Exception:
        # Whatever a check trips over, the comment is kept and a person is told; the policy decides what that means.
        logger.exception("check failed", extra={"check": check.name})
        score, detail, ran = 0.0, {}, Ran.FAILED
    used = (time.thread_time_ns() - started) // 1_000_000
    return Finding(check.name, check.version, ran=ran, score=score, detail=detail), used
