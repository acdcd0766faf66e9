"""Mentions: whom a comment names."""

from django.conf import settings
from django.db import models

from comments.models.comment import Comment


class Mention(models.Model):
    """A comment names a reader. The words hold the account's number; the name is looked up when they are shown."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="mentioned_once_a_comment")]

    def __str__(self) -> str:
        return f"#{self.comment_id} names {self.reader_id}"
