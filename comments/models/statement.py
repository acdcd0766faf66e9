"""Statements of reasons: what somebody who is restricted is told, in full, as it was when it was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.decision import Decision


class Statement(models.Model):
    """Why one decision was taken, for whom it restricts. After article 17 of Regulation (EU) 2022/2065.

    The database refuses a restriction (`Decision.RESTRICTIONS`) that is stored without one. The rule stands here in the words
    it had; erased with the account it speaks to.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="statement"
    )
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="statements")
    kind = models.CharField(_("what was done"), max_length=10, choices=Decision.Kind)
    rule_number = models.PositiveSmallIntegerField(_("rule"))
    rule_title = models.CharField(max_length=120)
    rule_text = models.TextField()
    standards_version = models.PositiveIntegerField()
    # What was found, in words: a moderator's note, or what a check says to the author.
    facts = models.TextField(_("what it is based on"))
    by_machine = models.BooleanField(_("decided by machine"), default=False)
    machine_helped = models.BooleanField(_("a check had found something"), default=False)
    initiative = models.CharField(max_length=9, choices=Decision.Initiative)
    # Until when it holds; empty for good.
    until = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("statement of reasons")
        verbose_name_plural = _("statements of reasons")
        indexes = [models.Index(fields=["reader", "-decision"], name="statements_to_a_reader")]

    def __str__(self) -> str:
        return f"statement of decision {self.decision_id}"
