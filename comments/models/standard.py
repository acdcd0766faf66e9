"""The community standards: numbered rules, and every version that was in force."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.web import moments


class Rule(models.Model):
    """One rule. Its number is what readers, moderators and the log name it by; a retired rule keeps its number."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("the rule"))
    examples = models.TextField(
        _("examples"), blank=True, help_text=_("One a line: what falls under the rule, and what does not.")
    )
    cited_by = models.CharField(
        _("cited by the check"),
        max_length=30,
        blank=True,
        help_text=_("The name of a check that may refuse a comment under this rule, or empty."),
    )
    retired_at = models.DateTimeField(_("no longer in force since"), null=True, blank=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("community standards")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def clean(self) -> None:
        """A rule is retired when it is saved: a version of the standards says what holds from its moment on, and no more."""
        if self.retired_at is None:
            return
        if self.retired_at > timezone.now():
            raise ValidationError({"retired_at": _("Choose a time that has passed: the rule is retired when you save.")})
        if not moments.is_in_range(self.retired_at):
            raise ValidationError({"retired_at": moments.OUT_OF_RANGE})


class StandardsVersion(models.Model):
    """The standards as they stood from a moment on; decisions point here. Never changed afterwards."""

    number = models.PositiveIntegerField(unique=True)
    in_force_from = models.DateTimeField()
    rules = models.JSONField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"version {self.number}"
