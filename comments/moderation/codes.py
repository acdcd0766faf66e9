"""What made a person look first that no check found: the codes of the policy beside the checks' names, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def for_moderators(codes: Iterable[str]) -> list[str]:
    """Each of these codes that is no check's, in a moderator's words."""
    words = {
        "mode": _("every comment under this story is looked at first"),
        "switch": _("every comment on the site was looked at first when it came"),
        "standing": _("everything this reader writes is looked at first"),
        "reports": _("hidden after reports, until a person has looked"),
    }
    return [words[code] for code in codes if code in words]
