"""Which findings are said to a writer before anything is stored: "this may break rule 3; post it anyway?" Once a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comments.moderation.checks.finding import Finding, Ran

# What the writer can change in the text before them, and will be asked to by a person otherwise.
NUDGES = [
    "repeats",  # the same words again: held, and refused under a rule if it goes on; easily a slip
    "near_repeats",  # nearly the same: as above
    "wordlist",  # words chosen in anger are the ones most often taken back a minute later
    "links",  # one link fewer, and it appears at once
    "mentions",  # fewer names, and it appears at once
    "shouting",  # a locked key is easily overlooked by whoever looks at their fingers
    "length",  # a paragraph more, or a word
    "pace",  # an exchange that goes back and forth quickly is better for a pause, and this is where one can be made
]
# Words are listed for many reasons, and the list does not say which: whether they break a rule, and which, a person tells.
NAMES_NO_RULE = frozenset({"wordlist"})
# Not `newcomer`: it happens to everybody, is no fault, and is said above the box. Not `history`: it is about the writer, not
# about these words, so there is nothing to change; nor `account_age` and `reported`, for the same reason.


def trouble_expected(findings: Sequence[Finding], *, thresholds: Mapping[str, float]) -> list[Finding]:
    """Of what the checks found, what its writer should hear before posting, in the order of the list above."""
    would_hold = {
        finding.check: finding
        for finding in findings
        if finding.ran == Ran.RAN and finding.score >= thresholds.get(finding.check, 0.5)
    }
    return [would_hold[check] for check in NUDGES if check in would_hold]
