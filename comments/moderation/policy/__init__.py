"""Signals in, verdict out. Pure and versioned: an old decision is reproduced by calling the version it was made under."""

from collections.abc import Mapping

from django.conf import settings

from comments.moderation.policy import version_1, version_2, version_3
from comments.moderation.policy.nudges import trouble_expected
from comments.moderation.policy.verdict import Verdict
from comments.moderation.policy.version_3 import NotChecked

VERSIONS = {1: version_1.decide, 2: version_2.decide, 3: version_3.decide}
CURRENT = 3

decide = version_3.decide


def thresholds_in_force() -> Mapping[str, float]:
    """The thresholds of today's policy, as this newsroom has set them: what `decide` is given, and what is stored."""
    return version_3.thresholds(not_checked=NotChecked(settings.CHECKING.not_checked))


__all__ = ["CURRENT", "VERSIONS", "NotChecked", "Verdict", "decide", "thresholds_in_force", "trouble_expected"]
