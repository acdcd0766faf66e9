"""Sanctions: what moderators do about an account, each with a rule, a reason and a length."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

# Lengths are days: of two moderators who decide the same a moment apart, the second adds nothing.
THE_SAME_END = dt.timedelta(hours=1)


def in_force(now: dt.datetime, *, of: str = "") -> models.Q:
    """What is said of a sanction that holds at `now`: begun, not over, not lifted. `of` leads there from another table.

    A warning holds until its reader has acknowledged it.
    """
    begun = models.Q(**{f"{of}lifted_at__isnull": True, f"{of}acknowledged_at__isnull": True, f"{of}starts_at__lte": now})
    return begun & (models.Q(**{f"{of}ends_at__isnull": True}) | models.Q(**{f"{of}ends_at__gt": now}))


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Which sanctions, said once."""

    def in_force(self, *, now: dt.datetime) -> SanctionQuerySet:
        """Those that hold at `now`."""
        return self.filter(in_force(now))

    def to_acknowledge(self) -> SanctionQuerySet:
        """Warnings that their reader has not acknowledged."""
        return self.filter(kind=Sanction.Kind.WARNING, acknowledged_at__isnull=True, lifted_at__isnull=True)


class Sanction(models.Model):
    """One sanction against one account. There is none that its reader is not told of."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("a warning")
        LOOKED_AT_FIRST = "first", _("everything is looked at first")
        MUTED = "muted", _("muted: reads, recommends, reports; does not write")
        BARRED = "barred", _("barred: reads, takes no part")

    # From the mildest to the strongest: of several that hold, the strongest says what its reader may still do.
    STRENGTH = (Kind.WARNING, Kind.LOOKED_AT_FIRST, Kind.MUTED, Kind.BARRED)

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sanctions")
    kind = models.CharField(_("sanction"), max_length=7, choices=Kind)
    rule_number = models.PositiveSmallIntegerField(_("rule"))
    standards_version = models.PositiveIntegerField()
    reason = models.TextField(_("reason"), help_text=_("Its reader reads this together with the rule."))
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="sanctions")
    starts_at = models.DateTimeField()
    # Empty: until it is lifted. A warning ends when it is acknowledged.
    ends_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decision_id = models.BigIntegerField(null=True, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_sanction_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="a_sanction_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=True) | ~models.Q(by=models.F("account")), name="nobody_sanctions_themselves"
            ),
            models.CheckConstraint(condition=~models.Q(kind="muted") | models.Q(ends_at__isnull=False), name="a_mute_ends"),
        ]
        indexes = [
            models.Index(fields=["account", "-starts_at"], name="sanctions_of_a_reader"),
            models.Index(fields=["account"], name="sanctions_not_lifted", condition=models.Q(lifted_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.account_id}"

    @property
    def strength(self) -> int:
        """How strong it is, to be compared with another."""
        return self.STRENGTH.index(Sanction.Kind(self.kind))

    def covers(self, other: Sanction) -> bool:
        """Whether `other` would add nothing while this one holds: it is no stronger, and ends no later."""
        if other.kind == self.Kind.WARNING:
            return self.kind == self.Kind.WARNING and self.acknowledged_at is None and self.comment_id == other.comment_id
        ends_later = self.ends_at is not None and (other.ends_at is None or other.ends_at > self.ends_at + THE_SAME_END)
        return self.strength >= other.strength and not ends_later
