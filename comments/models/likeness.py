"""What tells whether two comments say nearly the same: kept for as long as repeats count, a day."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from comments.models.comment import Comment


class Likeness(models.Model):
    """The pairs of neighbouring words of one recent comment as numbers, and the keys under which its like are found.

    No word can be read back from it that is not known already; it goes with the comment, with its author, and after a day.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    bands = ArrayField(models.IntegerField())
    pairs = ArrayField(models.IntegerField())

    class Meta:
        indexes = [
            # Without the list of what is not sorted in yet, which every look-up would have to read through.
            GinIndex(fields=["bands"], name="likeness_by_band", fastupdate=False),
            models.Index(fields=["at"], name="likeness_by_age"),
        ]

    def __str__(self) -> str:
        return f"likeness of #{self.comment_id}"
