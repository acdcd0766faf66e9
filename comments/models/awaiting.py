"""What waits for a moderator: a narrow row each, there only while it waits, so that the queue is read from one small table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.discussion import Discussion
from comments.models.notice import Notice
from comments.models.objection import Objection


class Awaiting(models.Model):
    """One comment, objection or notice that a person has to look at, with what says how urgent it is.

    Everything here follows from other tables, and `awaiting.settle` derives it from them under the comment's lock; only the
    claim is this table's own: who is looking at it, as advice to others.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", _("a comment")
        OBJECTION = "objection", _("an objection")
        NOTICE = "notice", _("a notice of illegal content")

    kind = models.CharField(max_length=9, choices=Kind, default=Kind.COMMENT)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, null=True, related_name="+")
    objection = models.OneToOneField(Objection, on_delete=models.CASCADE, null=True, related_name="+")
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, null=True, related_name="+")
    is_held = models.BooleanField(default=False)
    is_reported = models.BooleanField(default=False)
    is_unchecked = models.BooleanField(default=False)
    is_escalated = models.BooleanField(default=False)
    # Whether readers see the comment while it waits.
    is_seen = models.BooleanField(default=False)
    # What the checks found, 0 to 1; and what the open reports weigh, each reader 1.
    found = models.FloatField(default=0)
    reported = models.FloatField(default=0)
    # Which moderator asked for a colleague's eyes: it is not given back to them. A plain number, as in the log.
    passed_on_by_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    # When something was last added to it: a second report makes it news again.
    newest = models.DateTimeField()
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment"], name="a_comment_waits_once", condition=models.Q(kind="comment")),
            models.CheckConstraint(
                condition=models.Q(kind="comment", comment__isnull=False, objection__isnull=True, notice__isnull=True)
                | models.Q(kind="objection", objection__isnull=False, notice__isnull=True)
                | models.Q(kind="notice", notice__isnull=False, objection__isnull=True),
                name="what_waits_is_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True) | models.Q(claimed_at__isnull=False), name="a_claim_has_a_moment"
            ),
        ]
        indexes = [models.Index(fields=["newest"], name="newest_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.comment_id or self.objection_id or self.notice_id}"
