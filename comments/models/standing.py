"""How a reader stands with the newsroom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.Model):
    """A reader's record: grown by comments that stand, or chosen by a moderator. No row means new."""

    class Level(models.TextChoices):
        NEW = "new", _("new")
        KNOWN = "known", _("known")
        TRUSTED = "trusted", _("trusted")
        WATCHED = "watched", _("watched: looked at first")

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    level = models.CharField(_("standing"), max_length=7, choices=Level, default=Level.NEW)
    by_hand = models.BooleanField(
        _("chosen by a moderator"), default=False, help_text=_("The rules of `comments.standing` leave it alone then.")
    )
    since = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")

    def __str__(self) -> str:
        return f"{self.account_id}: {self.level}"
