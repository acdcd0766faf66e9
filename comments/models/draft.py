"""Words set aside: what a stranger wrote before signing in, kept until they come back."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from comments.models.comment import Comment
from comments.models.discussion import Discussion


class Draft(models.Model):
    """A comment not yet sent. The key in its address is all one needs to open it, so it cannot be guessed."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="drafts")
    parent = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="oldest_drafts")]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        """Where the words stand in their form again."""
        if self.parent_id is not None:
            return f"{reverse('comments:reply', args=[self.parent_id])}?draft={self.key}"
        return f"{reverse('comments:write', args=[self.discussion_id])}?draft={self.key}"
