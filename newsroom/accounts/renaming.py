"""Changing the name others see: at most once in two weeks, and never into a name that somebody is or was known by."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from newsroom.accounts import holdings, lookalikes, reserving
from newsroom.accounts.models import FormerName, User
from newsroom.web import pages

# Long enough that a conversation goes cold before its people are called otherwise; the first name lasts only a slip.
BETWEEN_CHANGES = dt.timedelta(days=14)
# Nobody slips into a name while those who knew its owner still expect them behind it.
KEPT_FREE = dt.timedelta(days=14)


def is_taken(name: str, *, but: User | None = None, now: dt.datetime | None = None) -> bool:
    """Whether another account than `but` bears the name or one that looks like it, or did so in the last two weeks."""
    key = lookalikes.key(name)
    others = User.objects.exclude(pk=but.pk) if but else User.objects.all()
    # Accounts whose key another one had first are still known by their letters; each half has an index.
    spelt_so = others.alias(folded=Lower("display_name")).filter(folded=Lower(Value(name)))
    return others.filter(name_key=key).exists() or spelt_so.exists() or _was_anothers(key, but=but, now=now)


def not_before(user: User, *, now: dt.datetime) -> dt.datetime | None:
    """From when on `user` may take another name; None if at once. The first change is free."""
    last = user.former_names.order_by("-until").values_list("until", flat=True).first()
    return last + BETWEEN_CHANGES if last and last + BETWEEN_CHANGES > now else None


def objection_to_renaming(user: User, name: str, *, now: dt.datetime) -> str | None:
    """Why `user` cannot take this name now, in a sentence for them. Other capitals or accents are no other name."""
    free_from = not_before(user, now=now)
    if free_from is None or _looks_the_same(user, name):
        return None
    return _("A name can be changed once in two weeks, so that others keep track. Yours can be changed again on %(day)s.") % {
        "day": formats.date_format(timezone.localtime(free_from), "j F Y, H:i")
    }


@pages.verb
def rename(user: User, name: str, *, by: User | None = None, now: dt.datetime | None = None) -> None:
    """Give `user` another display name, everywhere it is shown. Raises `ValidationError` with the sentence why not.

    `by` is whoever works here and does it for them, at any time; None is the owner.
    """
    now = now or timezone.now()
    try:
        with pages.change():
            row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
            if row.display_name == name:
                return
            if by is None and (objection := objection_to_renaming(row, name, now=now)):
                raise ValidationError(objection, code="too_soon")
            if not _looks_the_same(row, name):
                FormerName.objects.create(account=row, name=row.display_name, key=lookalikes.key(row.display_name), until=now)
            user.display_name, user.name_key = name, lookalikes.key(name)
            user.save(update_fields=["display_name", "name_key"])
            # Asked after the row is written: whoever gave the name up a moment ago has said so by now.
            if reserving.is_reserved(name, but=user) or _was_anothers(user.name_key, but=user, now=now):
                raise ValidationError(_("Somebody already uses this name. Please choose another."), code="taken")
            for holding in holdings.HOLDINGS:
                holding.renamed(user)
    except (IntegrityError, ValidationError) as refused:
        user.refresh_from_db(fields=["display_name", "name_key"])
        if isinstance(refused, ValidationError):
            raise
        raise ValidationError(_("Somebody already uses this name. Please choose another."), code="taken") from refused


def _looks_the_same(user: User, name: str) -> bool:
    return lookalikes.key(user.display_name) == lookalikes.key(name)


def _was_anothers(key: str, *, but: User | None, now: dt.datetime | None) -> bool:
    recent = FormerName.objects.filter(key=key, until__gt=(now or timezone.now()) - KEPT_FREE)
    return (recent.exclude(account_id=but.pk) if but else recent).exists()
