"""The switch over every conversation: pause all commenting, or hold everything, with a reason that readers see.

Nobody who posts may slip past it, and nobody who posts may wait for another who does. So whoever posts takes an advisory
lock that all of them share, and reads the switch under it: it stays as it was read until their transaction ends. Whoever
switches takes the same lock alone: they wait for the few milliseconds that the posts under way still need, and posts that
come meanwhile wait for them. Every comment is therefore written either before the switch, as it was judged, or after it.
A share lock on the row itself would promise the same, but writes the row's page (and its log) with each comment.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import wording
from comments.models import SiteSwitch
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

log = logging.getLogger(__name__)

# "SWITCH" on a telephone's keys: any number that nothing else here locks.
_LOCK = 794824

State = SiteSwitch.State


class Changed(Exception):
    """Somebody else has used the switch since; `switch` is how it stands now."""

    def __init__(self, switch: SiteSwitch) -> None:
        stands = f"{switch.get_state_display()}. {switch.reason}".rstrip(". ")
        sentence = _("Somebody has just used this switch, and it stands so: %(stands)s. Send yours once more if it shall count.")
        super().__init__(sentence % {"stands": stands})
        self.switch = switch


class Position(NamedTuple):
    """What the switch says: where it stands, and the sentence that readers see."""

    state: str
    reason: str


# Two statements in one round trip. Each sees what was committed before it began, and the second begins with the lock held.
# S608: a constant of this file and nothing else.
_STEADY = f"SELECT pg_advisory_xact_lock_shared({_LOCK}); SELECT state, reason FROM comments_siteswitch"  # noqa: S608


# Asked along with another query, and read by `read`: what keeps people from commenting as usual, and who said so.
RESTRICTING = """(
  SELECT json_build_object('state', switch.state, 'reason', switch.reason, 'at', switch.at, 'by', account.display_name)::text
    FROM comments_siteswitch AS switch LEFT JOIN accounts_user AS account ON account.id = switch.by_id
   WHERE switch.state <> 'usual')"""


def read(said: str | None) -> SiteSwitch | None:
    """What `RESTRICTING` has answered; None while commenting runs as usual."""
    if said is None:
        return None
    row = json.loads(said)
    by = User(display_name=row["by"]) if row["by"] else None
    return SiteSwitch(state=row["state"], reason=row["reason"], at=dt.datetime.fromisoformat(row["at"]), by=by)


def steady() -> SiteSwitch:
    """The switch as it stands, and as it stays until this transaction ends. One query; nobody who posts waits for another."""
    with connection.cursor() as cursor:
        cursor.execute(_STEADY)
        cursor.nextset()
        row = cursor.fetchone()
    return SiteSwitch(state=row[0], reason=row[1]) if row else SiteSwitch()


@pages.verb
def switch(*, to: str, reason: str, by: User, seen: Position | None = None) -> SiteSwitch:
    """Set how commenting is run on the whole site; at once, for every reader and for every comment not yet written.

    `reason` is what readers are told (none is needed for "as usual"). Raises `PermissionDenied` for whoever may not, and
    `Changed` if the switch no longer says what `by` has `seen`.
    """
    # Asked of the database: a role taken away a second ago no longer switches.
    if not User.objects.get(pk=by.pk).has_perm("comments.change_siteswitch"):
        raise PermissionDenied(_("Only editors, moderators and administrators use this switch."))
    wanted = Position(to, "" if to == State.USUAL else " ".join(wording.clean(reason).split()))
    with pages.change() as change:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        row = SiteSwitch.objects.as_it_stands()
        stands = Position(row.state, row.reason)
        if stands == wanted:
            return row
        if seen is not None and seen != stands:
            raise Changed(row)
        row.state, row.reason, row.by, row.at = *wanted, by, timezone.now()
        row.save()
        _note(row, by=by)
        change.raises(stamps.commenting())
    return row


def history() -> list[LogEntry]:
    """Who used the switch and when, newest first."""
    entries = LogEntry.objects.filter(content_type__app_label="comments", content_type__model="siteswitch")
    return list(entries.select_related("user").order_by("-action_time", "-pk")[:50])


def _note(row: SiteSwitch, *, by: User) -> None:
    """Leave a trace where the newsroom looks for it (the switch's history) and in the log."""
    log.warning("commenting_switched", extra={"state": row.state, "by": by.pk})
    sentence = {
        State.USUAL: _("Commenting runs as usual again."),
        State.HOLD: _("Every comment is looked at first: %(reason)s"),
        State.PAUSED: _("Nobody can comment: %(reason)s"),
    }[State(row.state)] % {"reason": row.reason}
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=sentence, single_object=True)
