"""Authors: the names in a byline, with or without an account."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.photo import Photo


class Author(models.Model):
    """Who wrote a story, at `/by/<slug>/`."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    title = models.CharField(
        _("what they do here"), max_length=120, blank=True, help_text=_("For example: Environment correspondent.")
    )
    bio = models.TextField(_("about them"), blank=True)
    portrait = models.ForeignKey(
        Photo, verbose_name=_("portrait"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text=_("Comments from this account carry a badge under the author's own stories."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Everything this author wrote."""
        return reverse("articles:author", args=[self.slug])
