"""Tags under the paper's own name, for its admin; the rows are django-taggit's."""

from django.utils.translation import gettext_lazy as _
from taggit.models import Tag


class StoryTag(Tag):
    """What stories are about, in a word or two."""

    class Meta:
        proxy = True
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
