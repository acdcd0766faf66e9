"""What was saved of a story and what readers saw of it: its preview, its revisions, its record."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import drafting, stories
from articles.drafting import Document
from articles.models import Article, Publication, Revision
from newsroom.accounts.models import User
from newsroom.web import pages

# As many as a person compares.
REVISIONS_SHOWN = 100


def preview(request: HttpRequest, model_admin: admin.ModelAdmin, story_id: int) -> HttpResponse:
    """A document as readers will see it. Never kept, never public."""
    story = story_or_404(str(story_id))
    if not model_admin.has_view_permission(request, story):
        raise PermissionDenied
    revision = revision_named(story, request.GET.get("revision")) or story.latest_revision
    document = Document.from_json(revision.document) if revision else Document()
    build = pages.Build(now=timezone.now())
    context = {"article": story, "story": stories.drafted(build, story, document), "revision": revision}
    return TemplateResponse(request, "articles/admin/preview.html", context)


def revisions(request: HttpRequest, model_admin: admin.ModelAdmin, story_id: int) -> HttpResponse:
    """The revisions of a story, the difference between two, and a way back to each."""
    story = story_or_404(str(story_id))
    if not model_admin.has_change_permission(request, story):
        raise PermissionDenied
    if request.method == "POST":
        wanted = revision_named(story, request.POST.get("revision"))
        if wanted is None:
            raise Http404
        drafting.restore(story, wanted, by=request.user)
        messages.success(request, _("Version %d is the newest again. Readers see nothing of it yet.") % wanted.number)
        return redirect("admin:articles_article_change", story.pk)
    shown = list(story.revisions.select_related("by")[:REVISIONS_SHOWN])
    older, newer = revision_named(story, request.GET.get("from")), revision_named(story, request.GET.get("to"))
    differences = None
    if older and newer:
        differences = drafting.compare(Document.from_json(older.document), Document.from_json(newer.document))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Revisions"),
        "opts": model_admin.opts,
        "story": story,
        "revisions": shown,
        "older": older,
        "newer": newer,
        "differences": differences,
        "record": record_of(story),
    }
    return TemplateResponse(request, "articles/admin/revisions.html", context)


def record_of(story: Article) -> list[tuple[Publication, User | None]]:
    """What readers were given or lost of a story, the newest first, with whoever did it."""
    entries = list(Publication.objects.filter(article_id=story.pk)[:REVISIONS_SHOWN])
    people = User.objects.in_bulk({entry.by_id for entry in entries if entry.by_id})
    return [(entry, people.get(entry.by_id)) for entry in entries]


def story_or_404(object_id: str) -> Article:
    """The story of an address in the admin. A number that no column can hold is no story."""
    if not object_id.isdecimal() or len(object_id) > 18:
        raise Http404
    return get_object_or_404(Article.objects.select_related("latest_revision", "section"), pk=int(object_id))


def revision_named(story: Article, number: str | None) -> Revision | None:
    """The revision of a story with this number, if there is one."""
    if not number or not number.isdecimal() or len(number) > 9:
        return None
    return Revision.objects.filter(article=story, number=int(number)).first()
