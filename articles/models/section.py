"""Sections: the paper's departments, in the order of the navigation."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.addresses import refuse_reserved_segment


class Section(models.Model):
    """A department of the paper, at `/<slug>/`."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        allow_unicode=True,
        validators=[refuse_reserved_segment],
        help_text=_("The section lives at /address/. If you change it, the old address leads to the new one."),
    )
    description = models.TextField(_("description"), blank=True, help_text=_("One sentence, shown on top of the section's page."))
    position = models.PositiveSmallIntegerField(
        _("place in the navigation"), default=0, help_text=_("Smaller numbers stand first.")
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The section's page."""
        return reverse("articles:section", args=[self.slug])
