"""Stories in the admin: the list with its bulk actions, and the way to the form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import drafting, publishing
from articles.admin import story_correcting, story_desk, story_discarding, story_revisions, story_withdrawing
from articles.admin.story_buttons import state_of
from articles.models import Article


class StateFilter(admin.SimpleListFilter):
    """By what readers see of it."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The states, in the order of a story's life."""
        return [
            ("draft", _("draft")),
            ("scheduled", _("scheduled")),
            ("public", _("public")),
            ("changed", _("public, with changes to publish")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The stories in the state that was chosen."""
        now = timezone.now()
        stories = Article.objects.filter(pk__in=queryset.values("pk")) if self.value() else queryset
        match self.value():
            case "draft":
                return queryset.filter(status=Article.Status.DRAFT)
            case "scheduled":
                return queryset.filter(pk__in=stories.scheduled(now=now))
            case "public":
                return queryset.filter(pk__in=stories.published(now=now))
            case "changed":
                return queryset.filter(pk__in=stories.published(now=now)).exclude(latest_revision=F("live_revision"))
            case "withdrawn":
                gone = Q(status=Article.Status.WITHDRAWN) | Q(status=Article.Status.PUBLISHED, withdraw_at__lte=now)
                return queryset.filter(gone)
        return queryset


@admin.register(Article)
class StoryAdmin(admin.ModelAdmin):
    """Every story, whatever its state. Rows are never edited here: the form holds a document, its buttons call the verbs."""

    list_display = ["title", "state", "section", "published_at", "saved"]
    list_filter = [StateFilter, "section", ("authors", admin.RelatedOnlyFieldListFilter), "topic"]
    search_fields = ["headline", "slug", "short_code"]
    search_help_text = _("Headline, address or short code")
    list_select_related = ["section", "latest_revision"]
    list_per_page = 50
    show_full_result_count = False
    # By the last save, the newest first: revisions are numbered as they are made, and that column has an index.
    ordering = ["-latest_revision_id"]
    actions = ["publish_chosen", "withdraw_chosen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Without the texts, which no list shows."""
        return super().get_queryset(request).defer("body", "latest_revision__document")

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, story: Article) -> str:
        """The headline, or words to click on while there is none."""
        return story.headline or str(_("(no headline yet)"))

    @admin.display(description=_("state"))
    def state(self, story: Article) -> str:
        """What readers see of it, in a word, and whether the newest document says something that they do not see yet."""
        if story.live_revision_id and drafting.has_unpublished_changes(story):
            return str(_("%s, with changes")) % state_of(story)
        return state_of(story)

    @admin.display(description=_("last saved"), ordering="latest_revision_id")
    def saved(self, story: Article) -> dt.datetime | None:
        """When somebody last worked on it."""
        return story.latest_revision.at if story.latest_revision else None

    def get_urls(self) -> list[URLPattern]:
        """What can be looked at and done with a story outside of its form, beside the admin's own pages."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:story_id>/preview/", wrap(self.preview_view), name="articles_article_preview"),
            path("<int:story_id>/revisions/", wrap(self.revisions_view), name="articles_article_revisions"),
            path("<int:story_id>/correct/", wrap(self.correct_view), name="articles_article_correct"),
            path("<int:story_id>/withdraw/", wrap(self.withdraw_view), name="articles_article_withdraw"),
            path("<int:story_id>/discard/", wrap(self.discard_view), name="articles_article_discard"),
            *super().get_urls(),
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Write a new story, or work on one."""
        return story_desk.edit(request, self, object_id)

    def preview_view(self, request: HttpRequest, story_id: int) -> HttpResponseBase:
        """The newest (or another) document as readers will see it."""
        return story_revisions.preview(request, self, story_id)

    def revisions_view(self, request: HttpRequest, story_id: int) -> HttpResponseBase:
        """What was saved, by whom, and what changed."""
        return story_revisions.revisions(request, self, story_id)

    def correct_view(self, request: HttpRequest, story_id: int) -> HttpResponseBase:
        """Say under a public story what was wrong and what is right."""
        return story_correcting.correct(request, self, story_id)

    def withdraw_view(self, request: HttpRequest, story_id: int) -> HttpResponseBase:
        """Take a story away from readers, once that was confirmed."""
        return story_withdrawing.withdraw(request, self, story_id)

    def discard_view(self, request: HttpRequest, story_id: int) -> HttpResponseBase:
        """Throw a story away that no reader ever saw, once that was confirmed."""
        return story_discarding.discard(request, self, story_id)

    @admin.action(description=_("Publish the newest document of these stories"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        """Publish each one that is ready; say of each other one what is missing."""
        self._each(
            request, chosen, publishing.publish, done=lambda n: ngettext("%d story is public.", "%d stories are public.", n) % n
        )

    @admin.action(description=_("Withdraw these stories…"), permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        """Take these stories away from readers, once that was confirmed."""
        if question := story_withdrawing.ask_about(request, self, chosen):
            return question
        self._each(
            request,
            chosen,
            publishing.withdraw,
            done=lambda n: ngettext("%d story is withdrawn.", "%d stories are withdrawn.", n) % n,
        )
        return None

    def _each(self, request: HttpRequest, chosen: QuerySet[Article], verb: Any, *, done: Any) -> None:
        number = 0
        for story in chosen:
            try:
                verb(story, by=request.user)
            except publishing.Refused as refusal:
                self.message_user(request, f"{self.title(story)}: {refusal}", messages.WARNING)
            else:
                number += 1
                self.log_change(request, story, state_of(story))
        if number:
            self.message_user(request, done(number), messages.SUCCESS)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether this person decides what readers see."""
        return request.user.has_perm("articles.publish_article")

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Nobody deletes rows: a draft is discarded, a public story withdrawn, so that record and conversation remain."""
        return False
