"""One reader's nod to one comment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Recommendation(models.Model):
    """`reader` recommends `comment`."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="recommendations")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recommendations")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reader"],
                name="one_recommendation_per_reader",
                violation_error_message=_("You have already recommended this comment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} recommends #{self.comment_id}"
