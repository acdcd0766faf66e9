"""Corrections and update notes: what changed after publication, in words, never edited silently."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Which notes, said once."""

    def public(self, *, now: dt.datetime) -> CorrectionQuerySet:
        """Notes under stories that any reader may open at `now`, with what a list says of the story."""
        shown = self.filter(article__in=Article.objects.published(now=now))
        return shown.select_related("article").defer("article__body")


class Correction(models.Model):
    """One note under a story: a mistake mended, or news added."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        UPDATE = "update", _("update")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.TextField(_("what was wrong, and what is right"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="newest_corrections")]

    def __str__(self) -> str:
        return self.text[:80]
