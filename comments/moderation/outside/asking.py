"""Asking one outside check about one comment: whatever comes back, or does not, is a finding."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from comments.moderation.checks.finding import Check, Finding, Ran
from comments.moderation.outside import akismet, signed
from comments.moderation.outside.question import Answer, NotAnswered, Question
from newsroom.web import outgoing

ASK: Mapping[str, Callable[[Question], Answer]] = {"outside": signed.ask, "akismet": akismet.ask}
# Of what went wrong, so that a line stays a line.
LONGEST_REASON = 200


def ask(check: Check, question: Question) -> Finding:
    """What the server behind `check` finds; a finding that says that it failed, and why, if it gives no answer that makes sense.

    Takes two seconds at most. Never called while a transaction is open: it would hold its locks for as long.
    """
    started = time.perf_counter_ns()
    try:
        score, detail = ASK[check.name](question)
        ran = Ran.RAN
    except (outgoing.Refused, outgoing.Unreachable, NotAnswered) as error:
        score, detail, ran = 0.0, {"why": " ".join(str(error).split())[:LONGEST_REASON]}, Ran.FAILED
    return Finding(check.name, check.version, ran, score, detail, (time.perf_counter_ns() - started) // 1000)
