"""Seals: each vouches for a batch of the log, and for the seal before it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """One link of the chain: the entries of the log from `first_id` to `last_id`, as they were when they were sealed.

    The database refuses UPDATE, DELETE and TRUNCATE. Whoever keeps the digest of one seal can later prove everything up to it.
    """

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    # The digest of the seal before; the first has none.
    previous = models.BinaryField(null=True, unique=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    # Number and digest of each entry, one after the other: so that a broken batch can say which of its entries it is.
    members = models.BinaryField()
    entries = models.PositiveIntegerField(_("entries"))
    # Up to and with this one.
    entries_in_all = models.PositiveBigIntegerField(_("entries in all"))
    at = models.DateTimeField(_("sealed at"))
    digest = models.BinaryField(unique=True)

    class Meta:
        verbose_name = _("seal of the log")
        verbose_name_plural = _("seals of the log")

    def __str__(self) -> str:
        return f"seal {self.number}: {self.short}"

    @property
    def hex(self) -> str:
        """The digest as it is written down and compared."""
        return bytes(self.digest).hex()

    @property
    def short(self) -> str:
        """The beginning of the digest: enough to compare by eye."""
        return self.hex[:12]
