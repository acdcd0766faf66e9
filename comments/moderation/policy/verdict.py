"""What a policy makes of the signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The three things a policy can say; the values are those of `models.Decision.Kind`."""

    PUBLISH = "publish"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Publish, hold or refuse; the codes say why, and a refusal names the rule of the standards."""

    kind: Kind
    policy_version: int
    thresholds: Mapping[str, float]
    codes: tuple[str, ...] = ()
    rule_number: int | None = None
    standards_version: int | None = field(default=None)
