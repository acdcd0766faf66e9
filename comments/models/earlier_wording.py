"""What a comment said before its author changed it; moderators read it, readers do not."""

from django.db import models

from comments.models.comment import Comment


class EarlierWording(models.Model):
    """The words of one revision of a comment that a later one has replaced."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="earlier_wordings")
    revision = models.PositiveSmallIntegerField()
    body = models.TextField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "revision"], name="one_earlier_wording_a_revision"),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}, revision {self.revision}"
