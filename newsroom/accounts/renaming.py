"""Changing the name others see."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from newsroom.accounts import holdings
from newsroom.accounts.models import User
from newsroom.web import pages


def is_taken(name: str, *, but: User | None = None) -> bool:
    """Whether another account than `but` bears the name, in any case of its letters."""
    # Both sides folded by the database, which holds the promise with the same function (and its index).
    others = User.objects.alias(folded=Lower("display_name")).filter(folded=Lower(Value(name)))
    return (others.exclude(pk=but.pk) if but else others).exists()


@pages.verb
def rename(user: User, name: str) -> None:
    """Give `user` another display name, everywhere it is shown. Raises `ValidationError` when somebody was quicker."""
    try:
        with pages.change():
            user.display_name = name
            user.save(update_fields=["display_name"])
            for holding in holdings.HOLDINGS:
                holding.renamed(user)
    except IntegrityError as taken:
        user.refresh_from_db(fields=["display_name"])
        raise ValidationError(_("Somebody already uses this name. Please choose another."), code="taken") from taken
