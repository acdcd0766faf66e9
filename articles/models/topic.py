"""Storylines: what ties stories together over time."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A storyline, at `/topic/<slug>/`: articles about one thing, as it goes on."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    description = models.TextField(
        _("what has happened so far"), blank=True, help_text=_("Shown on top of the storyline's page, for those who come late.")
    )

    class Meta:
        verbose_name = _("storyline")
        verbose_name_plural = _("storylines")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The storyline's page."""
        return reverse("articles:topic", args=[self.slug])
