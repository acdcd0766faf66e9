"""The conversation of one article, and the numbers under its lock."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.models.site_switch import SiteSwitch

_HAS_PICKS = """EXISTS (
    SELECT FROM comments_pick JOIN comments_comment ON comments_comment.id = comments_pick.comment_id
     WHERE comments_pick.discussion_id = comments_discussion.article_id AND comments_comment.status = 'published')"""


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    """Which conversations, said once."""

    def shown(self, *, now: dt.datetime) -> DiscussionQuerySet:
        """Conversations that any reader may open at `now`: of a published story, and not switched off."""
        return self.of_public_stories(now=now).exclude(mode=Discussion.Mode.CLOSED)

    def of_public_stories(self, *, now: dt.datetime) -> DiscussionQuerySet:
        """Conversations of stories that readers see at `now`, also those that were switched off."""
        public = self.filter(article__in=Article.objects.published(now=now))
        return public.select_related("article").with_switch()

    def with_switch(self) -> DiscussionQuerySet:
        """Conversations that bring the switch for the whole site along, so that asking them for it costs no query."""
        # Written out: two subqueries of the ORM take longer to put together than the database needs for both.
        return self.annotate(switch_came=RawSQL("(SELECT ARRAY[state, reason]::text[] FROM comments_siteswitch)", []))

    def with_picks(self) -> DiscussionQuerySet:
        """Conversations that know whether readers see an editors' pick in them, so that asking them costs no query."""
        # S611: a constant; written out as above.
        return self.annotate(picks_came=RawSQL(_HAS_PICKS, []))  # noqa: S611


class Discussion(models.Model):
    """The conversation of one article. Its row is the lock under which comments get their numbers."""

    class Mode(models.TextChoices):
        OPEN = "open", _("open")
        LOOKED_AT_FIRST = "first", _("every comment is looked at first")
        READ_ONLY = "read", _("read only")
        CLOSED = "closed", _("closed, and not shown")

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="discussion")
    mode = models.CharField(_("how it is run"), max_length=6, choices=Mode, default=Mode.OPEN)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("Empty: it stays open."))
    pause_seconds = models.PositiveSmallIntegerField(
        _("slow mode"),
        default=0,
        validators=[MaxValueValidator(3600)],
        help_text=_("Seconds that one reader waits between two comments here. 0: as everywhere."),
    )
    question = models.CharField(
        _("question to start with"), max_length=300, blank=True, help_text=_("Stands above the comment box.")
    )
    pinned_note = models.TextField(
        _("note from the newsroom"), max_length=2000, blank=True, help_text=_("Stands above the comments, for everybody.")
    )
    pinned_at = models.DateTimeField(null=True, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    visible_count = models.PositiveIntegerField(default=0, editable=False)
    thread_count = models.PositiveIntegerField(default=0, editable=False)
    held_count = models.PositiveIntegerField(default=0, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return f"{self.article_id}"

    def get_absolute_url(self) -> str:
        """The conversation alone."""
        return reverse("comments:discussion", args=[self.article_id])

    @property
    def looks_first(self) -> bool:
        """Whether a person looks at every comment here before it appears, whoever wrote it."""
        return self.switch.holds or self.mode == self.Mode.LOOKED_AT_FIRST

    @property
    def has_picks(self) -> bool:
        """Whether readers see an editors' pick here. One query, unless `with_picks` brought it along."""
        if "picks_came" not in self.__dict__:
            return self.picks.filter(comment__status="published").exists()
        return self.__dict__["picks_came"]

    @cached_property
    def switch(self) -> SiteSwitch:
        """How commenting is run on the whole site. One query, unless `with_switch` brought it along."""
        if "switch_came" not in self.__dict__:
            return SiteSwitch.objects.as_it_stands()
        state, reason = self.__dict__["switch_came"] or (SiteSwitch.State.USUAL, "")
        return SiteSwitch(state=state, reason=reason)
