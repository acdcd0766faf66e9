"""Notifications: what we tell our own readers on their page of news, and by mail if they want it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.discussion import Discussion
from comments.models.taking_part import Mute


def _there_is(rows: models.QuerySet[Any]) -> models.Q:
    """Whether there is such a row, asked anew of each piece of news.

    Said as "exists", the database may turn the question round where somebody has much news: it lists every public story of
    the newspaper first, for a number in the header.
    """
    return models.Q(IsNull(models.Subquery(rows.values("pk")[:1]), False))


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Which news, said once."""

    def shown(self, *, now: dt.datetime) -> NotificationQuerySet:
        """News that can be read at `now`.

        What is told of a comment is told as long as readers see it, under a public story, and while its reader has not muted
        whoever wrote it; what was decided on one's own comment stays, and so does a change of the standards.
        """
        public = _there_is(Discussion.objects.shown(now=now).filter(pk=models.OuterRef("comment__discussion")))
        muted = _there_is(Mute.objects.filter(reader=models.OuterRef("reader"), muted=models.OuterRef("comment__author")))
        seen = (models.Q(comment__status=Comment.Status.PUBLISHED) & ~muted) | models.Q(kind=Notification.Kind.REPORT)
        always = models.Q(kind__in=[Notification.Kind.DECISION, Notification.Kind.STANDARDS])
        return self.filter(always | (public & seen))

    def unread(self) -> NotificationQuerySet:
        """News that its reader has not opened."""
        return self.filter(read_at__isnull=True)

    def about_comments(self) -> NotificationQuerySet:
        """An answer, a mention, something new in what one follows."""
        return self.filter(kind__in=Notification.ABOUT_COMMENTS)

    def for_letters(self) -> NotificationQuerySet:
        """What letters of news are about: somebody's comment, or a change of the standards. Of decisions they hear apart."""
        return self.filter(kind__in=[*Notification.ABOUT_COMMENTS, Notification.Kind.STANDARDS])


class Notification(models.Model):
    """One piece of news for one reader, about one comment or a change of the standards. Told once: the same news is one row."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("an answer to your comment")
        MENTION = "mention", _("a comment that names you")
        FOLLOWED = "followed", _("a new comment in what you follow")
        REPORT = "report", _("what came of your report")
        DECISION = "decision", _("a decision on your comment")
        STANDARDS = "standards", _("a change of the community standards")

    # What somebody's comment is told as, the strongest first: one comment is told once, by the first that fits.
    ABOUT_COMMENTS = (Kind.ANSWER, Kind.MENTION, Kind.FOLLOWED)

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=9, choices=Kind)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="notifications")
    decision_id = models.BigIntegerField(null=True, editable=False)
    # A change of the standards is about no comment.
    standards_version = models.PositiveIntegerField(null=True, editable=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "kind", "comment", "decision_id", "standards_version"], name="told_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind="standards", standards_version__isnull=False, comment__isnull=True)
                | (~models.Q(kind="standards") & models.Q(comment__isnull=False, standards_version__isnull=True)),
                name="news_is_about_a_comment_or_the_standards",
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "-at", "-id"], name="news_of_a_reader"),
            models.Index(fields=["reader"], name="unread_news", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.kind} #{self.comment_id or self.standards_version}"


class TellingChoice(models.Model):
    """How a reader wants letters of news. No row means: at once. What came before `told_until` is in no letter."""

    class Mail(models.TextChoices):
        NEVER = "never", _("no mail")
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="telling_choice"
    )
    mail = models.CharField(
        _("mail about answers, mentions and what you follow"), max_length=7, choices=Mail, default=Mail.AT_ONCE
    )
    told_until = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.mail}"
