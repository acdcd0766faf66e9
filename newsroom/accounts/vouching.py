"""Saying that somebody is expert in something: the newsroom has made sure of it, and readers see it."""

from __future__ import annotations

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from newsroom.accounts import holdings
from newsroom.accounts.models import User
from newsroom.web import pages

log = logging.getLogger(__name__)


@pages.verb
def vouch(user: User, *, expertise: str, by: User) -> None:
    """Show "Expert: …" beside the comments of `user`; nothing any more with an empty `expertise`. Raises `PermissionDenied`."""
    if not by.has_perm("accounts.vouch_for_user"):
        raise PermissionDenied(_("Only editors, moderators and administrators say who is expert in something."))
    if user.pk == by.pk:
        raise PermissionDenied(_("Nobody vouches for themselves. Ask a colleague."))
    with pages.change():
        user.expertise = " ".join(expertise.split())
        user.save(update_fields=["expertise"])
        sentence = _("Expert in %(what)s.") % {"what": user.expertise} if user.expertise else _("Is no longer called an expert.")
        log.info("expert_changed", extra={"account": user.pk, "by": by.pk, "expertise": user.expertise})
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=sentence, single_object=True)
        for holding in holdings.HOLDINGS:
            holding.renamed(user)
