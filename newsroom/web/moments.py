"""Moments that people type: a form takes only one that every page can show and reckon with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Old enough for an archive. Nearer to the end of the calendar than this, "two weeks later" or another zone's clock would
# have no date, and a page that shows it no answer.
EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2199, 12, 31, 23, 59, tzinfo=dt.UTC)
OUT_OF_RANGE = _("Choose a moment between the years 1900 and 2199.")


def is_in_range(moment: dt.datetime) -> bool:
    """Whether pages can show a moment, and verbs reckon from it."""
    return EARLIEST <= moment <= LATEST


def nearest(moment: dt.datetime) -> dt.datetime:
    """The moment itself, or the end of the range it lies beyond: what a page shows of one that no form would take."""
    return min(max(moment, EARLIEST), LATEST)


def check(moment: dt.datetime) -> None:
    """Refuse a moment out of range. Raises `ValidationError` with the sentence why."""
    if not is_in_range(moment):
        raise ValidationError(OUT_OF_RANGE, code="out_of_range")


class MomentField(forms.DateTimeField):
    """One field for one moment, by the clock of the site; it has one label."""

    default_validators = [check]

    def prepare_value(self, value: Any) -> Any:
        """The moment by the clock of the site, or the nearest that has one there."""
        is_stored = isinstance(value, dt.datetime) and value.tzinfo is not None
        return super().prepare_value(nearest(value) if is_stored else value)
