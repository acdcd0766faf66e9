"""Giving and taking roles: the only writer of who is staff."""

from __future__ import annotations

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.accounts import holdings
from newsroom.accounts.models import Role, User

log = logging.getLogger(__name__)


def appoint(user: User, role: Role, *, by: User | None) -> None:
    """Give `user` a role. `by` is an administrator, or None for the machine itself. Raises `PermissionDenied`."""
    _may_change_roles(by)
    with transaction.atomic():
        _lock(user)
        # The migration made the groups; one that was deleted by hand comes back empty instead of stopping the newsroom.
        group, _made = Group.objects.get_or_create(name=role.value)
        user.groups.add(group)
        _settle(user)
        _note(user, _("Became %(role)s.") % {"role": role.value}, by=by)


def dismiss(user: User, role: Role, *, by: User | None) -> None:
    """Take a role from `user`. `by` as in `appoint`. Raises `PermissionDenied`, also for an administrator's own role."""
    _may_change_roles(by)
    if by is not None and by.pk == user.pk and role == Role.ADMINISTRATOR:
        # So that the last one cannot lock everybody out by a slip.
        raise PermissionDenied(_("Ask another administrator to end your own role."))
    with transaction.atomic():
        _lock(user)
        user.groups.remove(*Group.objects.filter(name=role.value))
        _settle(user)
        _note(user, _("Is no longer %(role)s.") % {"role": role.value}, by=by)


def _may_change_roles(by: User | None) -> None:
    if by is not None and not by.is_administrator:
        raise PermissionDenied(_("Only administrators give and take roles."))


def _lock(user: User) -> None:
    """Lock the row, so that two administrators change one person's roles one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _settle(user: User) -> None:
    """Set who may enter the admin from the roles just written, and forget what the instance remembered."""
    user.__dict__.pop("roles", None)
    user.is_staff = user.is_superuser or user.groups.filter(name__in=Role.values).exists()
    user.save(update_fields=["is_staff"])
    # A role is shown as a badge beside the name, on pages that are kept.
    for holding in holdings.HOLDINGS:
        holding.renamed(user)


def _note(user: User, sentence: str, *, by: User | None) -> None:
    """Leave a trace where administrators look for it (the account's history) and in the log."""
    log.info("role_changed", extra={"account": user.pk, "by": by.pk if by else None, "change": sentence})
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=sentence, single_object=True)
