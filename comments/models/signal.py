"""Signals: what each check found on each comment; all are kept, also those that found nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Signal(models.Model):
    """What one check said of one revision of one comment; `decision_id` is what the policy made of all of them together.

    A comment that is checked again gets another decision, with all its findings beside it: so each can be reproduced.
    """

    class Ran(models.TextChoices):
        RAN = "ran", _("ran")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("skipped")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="signals")
    revision = models.PositiveSmallIntegerField(default=1)
    check_name = models.CharField(max_length=30)
    check_version = models.PositiveSmallIntegerField(default=1)
    ran = models.CharField(max_length=7, choices=Ran, default=Ran.RAN)
    score = models.FloatField(default=0)
    detail = models.JSONField(default=dict)
    microseconds = models.PositiveIntegerField(default=0)
    decision_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "check_name", "decision_id"], name="one_signal_a_check_and_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name} on #{self.comment_id}: {self.score}"
