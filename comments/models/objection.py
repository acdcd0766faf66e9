"""Objections: somebody asks for another look at a decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.sanction import Sanction


class Objection(models.Model):
    """One person's objection to one decision, answered in writing by somebody else than who took it.

    `contested_by_id` is filled by the database from the log, so that it can hold the answer against it.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        UPHELD = "upheld", _("upheld")
        REJECTED = "rejected", _("the decision stands")
        MOOT = "moot", _("settled by another decision")

    class About(models.TextChoices):
        REMOVAL = "removal", _("a removal")
        REFUSAL = "refusal", _("a refusal")
        SANCTION = "sanction", _("a sanction")
        DISMISSAL = "dismissal", _("a report that was dismissed")

    decision_id = models.BigIntegerField()
    about = models.CharField(max_length=9, choices=About)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="objections")
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, related_name="objections")
    sanction = models.ForeignKey(Sanction, on_delete=models.SET_NULL, null=True, related_name="objections")
    words = models.TextField(_("why the decision was wrong"))
    at = models.DateTimeField()
    contested_by_id = models.BigIntegerField(null=True, editable=False)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by_id = models.BigIntegerField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answer_decision_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(
                fields=["decision_id", "by"],
                name="one_objection_a_decision_and_person",
                violation_error_message=_("You have already objected to this decision."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by_id__isnull=True)
                | models.Q(contested_by_id__isnull=True)
                | ~models.Q(answered_by_id=models.F("contested_by_id")),
                name="nobody_answers_an_objection_to_their_own_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by_id__isnull=True)
                | models.Q(by__isnull=True)
                | ~models.Q(answered_by_id=models.F("by")),
                name="nobody_answers_their_own_objection",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["upheld", "rejected"])
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by_id__isnull=False)),
                name="an_objection_is_answered_in_writing",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="open_objections", condition=models.Q(outcome="open")),
            models.Index(fields=["comment"], name="objections_on_a_comment"),
            models.Index(
                fields=["answer_decision_id"],
                name="objections_a_decision_settled",
                condition=models.Q(answer_decision_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"objection to decision {self.decision_id}"
