"""Orders that move: which thread comes where, held still for as long as somebody pages through it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.discussion import Discussion


class Ranking(models.Model):
    """The threads of a conversation in one order, as they stood at one moment. Never changed; old ones are deleted.

    `threads` holds the ids of top-level comments, 8 bytes each, big end first: 20 of 100,000 are read without the rest
    (the column is stored uncompressed, so that `substr` fetches only what it returns).
    """

    class Order(models.TextChoices):
        BEST = "best", _("best")
        ANSWERED = "answered", _("most answered")

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="rankings")
    order = models.CharField(max_length=8, choices=Order)
    made_at = models.DateTimeField()
    threads = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["discussion", "order", "-made_at"], name="latest_ranking")]

    def __str__(self) -> str:
        return f"{self.discussion_id} by {self.order}, {self.made_at:%H:%M:%S}"


class Exposure(models.Model):
    """How often a comment was on a page that somebody read: what its recommendations are measured against.

    Beside the tally and not in it: whoever posts locks tallies, and should not wait for those who only read.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="exposure")
    reads = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"#{self.comment_id}: {self.reads}"
