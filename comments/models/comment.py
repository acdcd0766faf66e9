"""Comments: inserted once, rarely touched. Numbers that move live in `tally`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments import limits
from comments.models.discussion import Discussion

if TYPE_CHECKING:
    from newsroom.accounts.models import User

# One level of `path`: a comment's id as 8 bytes, big end first, so that bytes sort as numbers do.
PATH_STEP = 8


class CommentQuerySet(models.QuerySet["Comment"]):
    """Which comments, said once."""

    def seen(self) -> CommentQuerySet:
        """Comments that readers see now, in words."""
        return self.filter(status=Comment.Status.PUBLISHED)

    def placed(self) -> CommentQuerySet:
        """Comments that have a place in the conversation: seen now, or seen once and now a tombstone."""
        return self.filter(number__isnull=False)

    def visible_to(self, user: User) -> CommentQuerySet:
        """Comments this person may open: what readers see, and their own."""
        mine = models.Q(author=user) if user.is_authenticated else models.Q(pk__in=[])
        return self.filter(models.Q(number__isnull=False) | mine)

    def within_reach_of(self, user: User, *, now: dt.datetime) -> CommentQuerySet:
        """Comments somebody signed in may act on: what they may open under a public story, and their own anywhere."""
        shown = Discussion.objects.shown(now=now).values("pk")
        return self.visible_to(user).filter(models.Q(discussion__in=shown) | models.Q(author=user))


class Comment(models.Model):
    """What a reader said, and where in the conversation."""

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        HELD = "held", _("held: a person looks first")
        REFUSED = "refused", _("refused")
        REMOVED = "removed", _("removed")
        TAKEN_BACK = "taken_back", _("taken back")

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    depth = models.PositiveSmallIntegerField(default=0)
    path = models.BinaryField()
    number = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    body = models.TextField()
    body_key = models.BinaryField(max_length=16)
    revision = models.PositiveSmallIntegerField(default=1)
    idempotency_key = models.UUIDField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate", _("Can decide on comments"))]
        constraints = [
            models.UniqueConstraint(fields=["author", "idempotency_key"], name="a_form_makes_one_comment"),
            models.UniqueConstraint(fields=["discussion", "number"], name="a_number_once_a_discussion"),
            models.CheckConstraint(condition=models.Q(depth__lte=limits.DEEPEST), name="comments_are_not_deeper_than_100"),
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(number__isnull=False),
                name="what_readers_see_has_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(depth=0, parent__isnull=True, root__isnull=True)
                | models.Q(depth__gt=0, parent__isnull=False, root__isnull=False),
                name="an_answer_has_a_parent_and_a_root",
            ),
        ]
        indexes = [
            models.Index(
                fields=["discussion", "number"],
                name="threads_by_number",
                condition=models.Q(depth=0, number__isnull=False),
            ),
            models.Index(fields=["root", "path"], name="thread_in_reading_order", condition=models.Q(number__isnull=False)),
            models.Index(fields=["parent", "number"], name="answers_by_number", condition=models.Q(number__isnull=False)),
            models.Index(fields=["author", "-created_at"], name="comments_of_a_reader"),
            # A record is counted beside each case of the desk: without this, by fetching all that its author ever wrote.
            models.Index(fields=["author", "status"], name="states_of_a_reader"),
            models.Index(fields=["body_key", "-created_at"], name="the_same_words"),
            models.Index(fields=["-created_at"], name="comments_held", condition=models.Q(status="held")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """The permalink: the comment with what it answers and what answers it."""
        return reverse("comments:comment", args=[self.pk])

    def get_place_url(self) -> str:
        """Where the comment can be read: at its permalink; once it is not shown, only the conversation it was part of."""
        if self.status == self.Status.PUBLISHED:
            return self.get_absolute_url()
        return reverse("comments:discussion", args=[self.discussion_id])

    @property
    def is_wordless(self) -> bool:
        """Whether its words were erased with the account of whoever wrote them: nobody posts a comment without any."""
        return not self.body

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids from the thread's first comment down to the parent, read from the stored path."""
        raw = bytes(self.path)
        return [int.from_bytes(raw[i : i + PATH_STEP], "big") for i in range(0, len(raw) - PATH_STEP, PATH_STEP)]
