"""The record of publishing: what readers were given or lost, when, and by whose hand. Append-only."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """One entry of the record, written by `articles.publishing` alone.

    Numbers are plain (no foreign keys): the record outlives what it speaks of. The database refuses UPDATE, DELETE and
    TRUNCATE.
    """

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("published")
        SCHEDULE = "schedule", _("scheduled")
        UPDATE = "update", _("updated")
        CORRECT = "correct", _("note added")
        WITHDRAW = "withdraw", _("withdrawn")
        PLAN_WITHDRAWAL = "plan", _("withdrawal planned")
        KEEP = "keep", _("planned withdrawal called off")
        EXCHANGE = "exchange", _("photograph exchanged")
        UNSCHEDULE = "unschedule", _("taken off the schedule")

    article_id = models.BigIntegerField(_("story"))
    kind = models.CharField(_("what was done"), max_length=10, choices=Kind)
    # The number of the revision that readers see from then on (saw until then).
    revision = models.PositiveIntegerField(_("revision"), null=True)
    # The moment that was set, where it is another one than now.
    due_at = models.DateTimeField(_("for"), null=True)
    by_id = models.BigIntegerField(_("by"), null=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("record of publishing")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["article_id", "-id"], name="record_of_a_story")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.article_id}"
