"""Editors' picks: comments that the newsroom puts forward."""

from django.conf import settings
from django.db import models

from comments.models.comment import Comment
from comments.models.discussion import Discussion


class Pick(models.Model):
    """A comment under the "editors' picks" of its conversation, as long as it is shown."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="pick")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="picks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["discussion", "-at", "-comment"], name="latest_picks")]

    def __str__(self) -> str:
        return f"#{self.comment_id}"
