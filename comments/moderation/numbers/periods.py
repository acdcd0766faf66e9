"""The spans that the desk's numbers are asked for, and how each is cut for a chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _


class Period(models.TextChoices):
    """How far back the numbers go."""

    DAY = "24h", _("24 hours")
    WEEK = "7d", _("7 days")
    MONTH = "30d", _("30 days")

    @classmethod
    def of(cls, text: str | None) -> Period:
        """The period that an address names; what makes no sense is a day."""
        return cls(text) if text in cls.values else cls.DAY

    @property
    def span(self) -> dt.timedelta:
        """How long it is."""
        return {"24h": dt.timedelta(hours=24), "7d": dt.timedelta(days=7), "30d": dt.timedelta(days=30)}[self.value]

    @property
    def step(self) -> dt.timedelta:
        """Into which pieces it is cut: 24 to 30 of them, which a telephone can still show beside each other."""
        return {"24h": dt.timedelta(hours=1), "7d": dt.timedelta(hours=6), "30d": dt.timedelta(days=1)}[self.value]

    def starts(self, *, now: dt.datetime) -> Sequence[dt.datetime]:
        """When each piece begins; the last one ends `now`, so that all are of one length."""
        pieces = self.span // self.step
        return [now - self.step * (pieces - at) for at in range(pieces)]
