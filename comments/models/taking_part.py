"""What a reader keeps about conversations: when they were last there, what they follow, whom they do not want to read."""

from django.conf import settings
from django.db import models

from comments.models.comment import Comment
from comments.models.discussion import Discussion


class Visit(models.Model):
    """When `reader` was last in a conversation, as a number: everything up to it had been said by then, seen by them or not."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "discussion"], name="one_place_a_reader_and_conversation")]
        indexes = [models.Index(fields=["at"], name="oldest_visits")]

    def __str__(self) -> str:
        return f"{self.reader_id} in {self.discussion_id}: {self.number}"


class Following(models.Model):
    """`reader` wants to hear of new comments in a conversation, or in one of its threads alone."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="following")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="followers")
    thread = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="followers")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "discussion", "thread"], name="followed_once", nulls_distinct=False),
        ]
        indexes = [models.Index(fields=["discussion", "reader"], name="followers_in_order")]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.thread_id or self.discussion_id}"


class Mute(models.Model):
    """`reader` does not want to read what `muted` writes. Nobody else notices, least of all `muted`."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "muted"], name="muted_once"),
            models.CheckConstraint(condition=~models.Q(reader=models.F("muted")), name="nobody_mutes_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} mutes {self.muted_id}"
