"""Numbers of a comment that move: kept beside it, so that the comment's own row is not rewritten."""

from django.db import models

from comments.models.comment import Comment


class Tally(models.Model):
    """How many recommend a comment, answer it, stand below it, have reported it (open reports)."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    recommendations = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    below = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"#{self.comment_id}: {self.recommendations}"
