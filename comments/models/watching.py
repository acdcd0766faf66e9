"""Stories whose conversation a moderator keeps an eye on: their own list, which nobody else sees."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from comments.models.discussion import Discussion


class Watching(models.Model):
    """`moderator` wants to find together what waits under this story."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moderator", "discussion"], name="watched_once")]

    def __str__(self) -> str:
        return f"{self.moderator_id} watches {self.discussion_id}"
