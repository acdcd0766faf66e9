"""Signals in, verdict out. Pure and versioned: an old decision is reproduced by calling the version it was made under."""

from comments.moderation.policy import version_1, version_2
from comments.moderation.policy.nudges import trouble_expected
from comments.moderation.policy.verdict import Verdict

VERSIONS = {1: version_1.decide, 2: version_2.decide}
CURRENT = 2

decide = version_2.decide

__all__ = ["CURRENT", "VERSIONS", "Verdict", "decide", "trouble_expected"]
