"""Sections, storylines, authors and tags in the admin; every change goes through `naming`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit import admin as taggit_admin  # noqa: F401  (registers the tags, so that it can be undone below)
from taggit.models import Tag

from articles import naming
from articles.models import Author, Section, StoryTag, Topic


class NamingAdmin(admin.ModelAdmin):
    """Writes and deletes by the verbs, one by one, so that every page that shows the name follows."""

    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """Write it."""
        naming.save(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Take it away."""
        naming.remove(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take several away."""
        for thing in queryset:
            naming.remove(thing, by=request.user)


@admin.register(Section)
class SectionAdmin(NamingAdmin):
    """The departments of the paper, in the order of the navigation."""

    list_display = ["name", "slug", "position"]
    fields = ["name", "slug", "description", "position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Topic)
class TopicAdmin(NamingAdmin):
    """Storylines: what ties stories together over time."""

    list_display = ["name", "slug"]
    fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Author)
class AuthorAdmin(NamingAdmin):
    """The names in bylines, with or without an account."""

    list_display = ["name", "title", "account"]
    fields = ["name", "slug", "title", "bio", "portrait", "account"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "title"]
    raw_id_fields = ["portrait", "account"]
    list_select_related = ["account"]


# Its own form writes rows without telling the pages that show them, and stands under the name of a library.
admin.site.unregister(Tag)


@admin.register(StoryTag)
class TagAdmin(NamingAdmin):
    """What stories are about, in a word or two. New ones come into being with a story."""

    list_display = ["name", "slug"]
    fields = ["name", "slug"]
    search_fields = ["name"]

    def get_form(self, request: HttpRequest, obj: Tag | None = None, change: bool = False, **kwargs: Any) -> Any:
        """With a word on what a changed address does."""
        return super().get_form(
            request, obj, change, help_texts={"slug": _("If you change it, the old address leads to the new one.")}, **kwargs
        )
