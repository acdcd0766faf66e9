"""The word list: what the newsroom wants a person to see first."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListedWord(models.Model):
    """One word or phrase; found at word boundaries, folded for case, accents and invisible characters."""

    phrase = models.CharField(_("word or phrase"), max_length=120)
    folded = models.CharField(max_length=240, unique=True, editable=False)
    note = models.CharField(_("why it is listed"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("listed word")
        verbose_name_plural = _("word list")
        ordering = ["phrase"]

    def __str__(self) -> str:
        return self.phrase
