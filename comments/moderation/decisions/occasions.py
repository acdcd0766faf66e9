"""What a decision is taken about besides its comment, and what it is taken together with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from comments.models import Decision

Initiative = Decision.Initiative


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why somebody looked at a comment at all: an objection or a notice by its number; `batch` joins what was done at once."""

    objection_id: int | None = None
    notice_id: int | None = None
    batch: uuid.UUID | None = None

    def initiative(self, *, was_reported: bool) -> Decision.Initiative:
        """On whose initiative a moderator decides."""
        if self.objection_id is not None:
            return Initiative.OBJECTION
        if self.notice_id is not None:
            return Initiative.NOTICE
        return Initiative.REPORT if was_reported else Initiative.OWN


PLAIN = Occasion()
