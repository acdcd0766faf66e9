"""Revisions: the story as a document, as it was at each save."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Revision(models.Model):
    """One saved state of a story's document; never changed afterwards. Its shape is `articles.drafting.Document`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    based_on = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("The number of the revision that was on the writer's screen.")
    )
    # Two people saved on top of the same revision: the second one's words are kept here, but are not the story's newest.
    set_aside = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revisions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.number}"
