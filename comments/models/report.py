"""Reports: a reader says that a comment breaks a rule."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.standard import Rule


class Report(models.Model):
    """One reader's report of one comment under one rule; open until a decision answers it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting for a moderator")
        UPHELD = "upheld", _("the comment was removed")
        DISMISSED = "dismissed", _("the comment stays")
        MOOT = "moot", _("the author took the comment back")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reports")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("in your words"), blank=True, max_length=1000)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.OPEN)
    decision_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reader"],
                name="one_report_per_reader",
                violation_error_message=_("You have already reported this comment. Thank you: a moderator will look at it."),
            ),
        ]
        indexes = [models.Index(fields=["comment"], name="open_reports", condition=models.Q(outcome="open"))]

    def __str__(self) -> str:
        return f"{self.reader_id} reports #{self.comment_id}"
