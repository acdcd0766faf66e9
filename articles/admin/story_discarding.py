"""Throwing away a story that no reader ever saw."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import drafting
from articles.admin.story_revisions import story_or_404
from articles.models import Article
from newsroom.web import pages


def may_discard(story: Article, user: Any) -> bool:
    """Whether somebody may throw it away: editors any draft, whoever began it their own. Nobody what readers saw."""
    if story.status != Article.Status.DRAFT or story.was_public(now=timezone.now()):
        return False
    return user.has_perm("articles.publish_article") or (
        user.has_perm("articles.change_article") and drafting.begun_by(story, user)
    )


def discard(request: HttpRequest, model_admin: admin.ModelAdmin, story_id: int) -> HttpResponse:
    """Say what would be lost; sent back, lose it."""
    story = story_or_404(str(story_id))
    if not may_discard(story, request.user):
        raise PermissionDenied(_("Only a draft is discarded, by an editor or by whoever began it."))
    if request.method == "POST":
        try:
            with pages.change():
                # Before it is done: the log quotes the headline.
                model_admin.log_deletions(request, Article.objects.filter(pk=story.pk))
                drafting.discard(story, by=request.user)
        except drafting.StillNeeded as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:articles_article_change", story.pk)
        messages.success(request, _("Discarded. Its photographs are still there."))
        return redirect("admin:articles_article_changelist")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Discard this story?"),
        "opts": model_admin.opts,
        "story": story,
        "revisions": story.revisions.count(),
    }
    return TemplateResponse(request, "articles/admin/discard.html", context)
