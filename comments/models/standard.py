"""The community standards: numbered rules, every version that was in force, what is to change, and who accepted which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Worded(models.Model):
    """What a rule says, wherever it is kept."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("the rule"))
    fine = models.TextField(_("what is fine"), blank=True, help_text=_("Examples, one a line."))
    not_fine = models.TextField(_("what is not fine"), blank=True, help_text=_("Examples, one a line."))
    examples = models.TextField(
        _("other examples"), blank=True, help_text=_("One a line: what is neither, or what needs a word of its own.")
    )
    cited_by = models.CharField(
        _("cited by the check"),
        max_length=30,
        blank=True,
        help_text=_("The name of a check that may refuse a comment under this rule, or empty."),
    )

    # All that a version keeps of a rule beside its number.
    WORDS = ("title", "text", "fine", "not_fine", "examples", "cited_by")

    class Meta:
        abstract = True


class Rule(Worded):
    """One rule that is or was in force. Readers, moderators and the log name it by its number; a retired rule keeps that."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    retired_at = models.DateTimeField(_("no longer in force since"), null=True, blank=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("community standards")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RuleChange(Worded):
    """What a rule is to say from the next version on: written, kept, and not in force. A number without a rule is a new one."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    retires = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer in force. Its number is never used for another rule.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class StandardsVersion(models.Model):
    """The standards as they stood from a moment on; decisions point here. The database refuses to change one or to delete it."""

    number = models.PositiveIntegerField(unique=True)
    in_force_from = models.DateTimeField()
    rules = models.JSONField()
    # What an editor tells readers about it, and whether nothing but the wording is another.
    note = models.TextField(_("what changes, and why"), blank=True)
    is_wording_only = models.BooleanField(_("only the wording changes"), default=False)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"version {self.number}"


class Acceptance(models.Model):
    """`account` published something under this version of the standards for the first time, having been told so."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acceptances")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "version"], name="accepted_once")]

    def __str__(self) -> str:
        return f"{self.account_id} accepted version {self.version}"
