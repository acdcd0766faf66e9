"""Notes: what moderators tell each other about a reader."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """One moderator's note about one reader, for moderators to come. Its words are handed to the reader who asks for their data.

    Never changed: whoever thinks better of one writes another. Erased with the account it is about.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes_about")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("note"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note about a reader")
        verbose_name_plural = _("notes about readers")
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="a_note_says_something")]
        indexes = [models.Index(fields=["account", "-at"], name="notes_about_a_reader")]

    def __str__(self) -> str:
        return f"note about {self.account_id}"
