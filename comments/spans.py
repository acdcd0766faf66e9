"""A span of time as one says it: 40 seconds, 5 minutes, an hour."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR = 60, 3600


def in_words(seconds: float) -> str:
    """The span in its largest sensible unit, rounded up, so that whoever waits as long has waited long enough."""
    whole = max(1, math.ceil(seconds))
    if whole < 2 * MINUTE and whole != MINUTE:
        return ngettext("%(n)s second", "%(n)s seconds", whole) % {"n": whole}
    minutes = math.ceil(whole / MINUTE)
    if minutes == HOUR // MINUTE:
        return _("an hour")
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
