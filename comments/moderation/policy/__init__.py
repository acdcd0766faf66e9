"""Signals in, verdict out. Pure and versioned: an old decision is reproduced by calling the version it was made under."""

from comments.moderation.policy import version_1
from comments.moderation.policy.verdict import Verdict

VERSIONS = {1: version_1.decide}
CURRENT = 1

decide = VERSIONS[CURRENT]

__all__ = ["CURRENT", "VERSIONS", "Verdict", "decide"]
