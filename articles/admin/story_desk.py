"""The pages on which one story is worked on: its form, its preview, its revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from js_asset import Media

from articles import drafting, extensions, photos, publishing, stories
from articles.admin.story_form import CorrectionForm, MomentForm, NewPhotoForm, StoryForm
from articles.drafting import Document
from articles.models import Article, Photo, Rendition, Revision
from newsroom.web import pages

# As many as a person compares.
REVISIONS_SHOWN = 100


def state_of(story: Article) -> str:
    """What readers see of a story, in words."""
    now = timezone.now()
    if story.status == Article.Status.DRAFT:
        return _("draft")
    if story.status == Article.Status.WITHDRAWN or (story.withdraw_at and story.withdraw_at <= now):
        return _("withdrawn")
    if story.published_at and story.published_at > now:
        return _("scheduled for %s") % date_format(timezone.localtime(story.published_at), "DATETIME_FORMAT")
    return _("public")


@dataclass
class Desk:
    """The forms of one story's page, bound if something was sent."""

    story: Article | None
    form: StoryForm
    photo: NewPhotoForm
    correction: CorrectionForm
    moment: MomentForm
    panels: list[tuple[extensions.AdminPanel, Any]]

    @classmethod
    def of(cls, story: Article | None, request: HttpRequest) -> Desk:
        """What the page shows: what was sent, or the newest document."""
        data = request.POST if request.method == "POST" else None
        document = drafting.latest(story) if story else Document()
        number = story.latest_revision.number if story and story.latest_revision else None
        return cls(
            story=story,
            form=StoryForm(data, initial=StoryForm.initial_for(document, based_on=number)),
            photo=NewPhotoForm(data, request.FILES or None, prefix="photo", initial={"use": NewPhotoForm.LEAD}),
            # Not on the page of a draft; and whoever presses another button has not finished the note.
            correction=CorrectionForm(data if request.POST.get("do") == "correct" else None, prefix="correction"),
            moment=MomentForm(data, prefix="moment"),
            panels=[(panel, panel.form(story, data)) for panel in extensions.ADMIN_PANELS]
            if story and may_run(story, request.user)
            else [],
        )

    def is_valid(self) -> bool:
        """Whether everything that was sent can be carried out; every form says what is wrong in it."""
        forms = [self.form, self.photo, self.correction, self.moment, *(form for _panel, form in self.panels)]
        # All are asked, not only those before the first that is wrong.
        wrong = [form for form in forms if form.is_bound and not form.is_valid()]
        return not wrong

    def illustrated(self, *, by: Any) -> Document | None:
        """The document with the new photograph in its place; None where the photograph is refused, its form then says why."""
        document = self.form.document()
        file = self.photo.cleaned_data["file"]
        if not file:
            return document
        try:
            photo = photos.take_in(file, by=by, **self.photo.said())
        except ValidationError as refusal:
            self.photo.refuse(refusal)
            return None
        return placed(document, photo, use=self.photo.cleaned_data["use"])


def may_run(story: Article, user: Any) -> bool:
    """Whether somebody decides how a story is run: before it was ever public its writers, from then on those who publish."""
    return story.live_revision_id is None or user.has_perm("articles.publish_article")


def placed(document: Document, photo: Photo, *, use: str) -> Document:
    """The document with this photograph as its lead, or at the end of its text, or as it was."""
    changed = document.to_json()
    if use == NewPhotoForm.LEAD:
        changed["lead_photo"] = photo.pk
    elif use == NewPhotoForm.IN_THE_TEXT:
        changed["body"] = f'{document.body}<figure data-photo="{photo.pk}"></figure>'
    return Document.from_json(changed)


def edit(request: HttpRequest, model_admin: admin.ModelAdmin, object_id: str | None) -> HttpResponse:
    """The form of a story: one save, and what one of its buttons says."""
    story = story_or_404(object_id) if object_id is not None else None
    if not (model_admin.has_change_permission(request, story) if story else model_admin.has_add_permission(request)):
        raise PermissionDenied
    desk = Desk.of(story, request)
    if request.method == "POST" and desk.is_valid():
        document = desk.illustrated(by=request.user)
        if document is not None:
            return _carry_out(request, model_admin, desk, document)
    return _show(request, model_admin, desk)


def _carry_out(request: HttpRequest, model_admin: admin.ModelAdmin, desk: Desk, document: Document) -> HttpResponse:
    note, based_on = desk.form.cleaned_data["note"], desk.form.cleaned_data["based_on"]
    story = desk.story
    if story is None:
        story = drafting.new(document, by=request.user, note=note)
        model_admin.log_addition(request, story, _("Begun."))
    else:
        try:
            drafting.save(story, document, by=request.user, note=note, based_on=based_on)
        except drafting.Conflict as conflict:
            messages.error(request, str(conflict))
            where = reverse("admin:articles_article_revisions", args=[story.pk])
            return redirect(f"{where}?from={conflict.theirs.number}&to={conflict.yours.number}")
        for panel, form in desk.panels:
            panel.save(story, form, request.user)
    action = request.POST.get("do", "save")
    if action == "preview":
        return redirect("admin:articles_article_preview", story.pk)
    if action in ACTIONS:
        _act(request, model_admin, story, desk, action)
    else:
        messages.success(request, _("Saved. Readers see nothing of it yet."))
    return redirect("admin:articles_article_change", story.pk)


def _act(request: HttpRequest, model_admin: admin.ModelAdmin, story: Article, desk: Desk, action: str) -> None:
    """Carry out a button. What the story lacks, or why it cannot be, is said on the page that follows."""
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied(_("Editors decide what readers see."))
    try:
        said = ACTIONS[action](story, desk, request.user)
    except publishing.NotReady as refusal:
        messages.error(request, _("Saved, but not public yet. What is still to be done:"))
        for finding in refusal.findings:
            messages.warning(request, finding.sentence)
    except publishing.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        model_admin.log_change(request, story, said)
        messages.success(request, said)


def _publish(story: Article, desk: Desk, by: Any) -> str:
    publishing.publish(story, by=by)
    return _("Public now.")


def _schedule(story: Article, desk: Desk, by: Any) -> str:
    at = desk.moment.cleaned_data["at"]
    if at is None:
        raise publishing.Refused(_("Say when the story should appear."))
    publishing.schedule(story, by=by, at=at)
    return _("It appears by itself: %s.") % state_of(story)


def _update(story: Article, desk: Desk, by: Any) -> str:
    publishing.update(story, by=by)
    return _("Readers see the newest version.")


def _withdraw(story: Article, desk: Desk, by: Any) -> str:
    at = desk.moment.cleaned_data["at"]
    publishing.withdraw(story, by=by, at=at)
    return _("Withdrawn.") if at is None else _("It disappears by itself at the time you set.")


def _correct(story: Article, desk: Desk, by: Any) -> str:
    said = desk.correction.cleaned_data
    publishing.correct(story, kind=said["kind"], text=said["text"], by=by)
    return _("The note stands under the story.")


ACTIONS: dict[str, Callable[[Article, Desk, Any], str]] = {
    "publish": _publish,
    "schedule": _schedule,
    "update": _update,
    "withdraw": _withdraw,
    "correct": _correct,
}


def _show(request: HttpRequest, model_admin: admin.ModelAdmin, desk: Desk) -> HttpResponse:
    story = desk.story
    now = timezone.now()
    media = model_admin.media + desk.form.media
    context = {
        **model_admin.admin_site.each_context(request),
        "title": story.headline or _("Story") if story else _("New story"),
        "opts": model_admin.opts,
        "story": story,
        "desk": desk,
        "state": state_of(story) if story else None,
        "is_public": story.is_public(now=now) if story else False,
        "is_scheduled": bool(story and story.published_at and story.published_at > now),
        "has_changes": bool(story and drafting.has_unpublished_changes(story)),
        "findings": publishing.findings_for(story) if story else [],
        "may_publish": request.user.has_perm("articles.publish_article"),
        "photos": at_hand(desk.form.photos_at_hand),
        "media": Media.from_media(media, nonce=request.csp_nonce),
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "articles/admin/story.html", context, status=status)


def at_hand(found: list[Photo]) -> dict[int, dict[str, str]]:
    """What the editor shows of photographs: a small file, words, the credit."""
    files = Rendition.objects.filter(photo__in=found, ratio=Rendition.Ratio.SQUARE, format=Rendition.Format.JPEG).order_by(
        "-width"
    )
    small = {file.photo_id: file.file.url for file in files}
    return {photo.pk: {"src": small.get(photo.pk, ""), "words": str(photo), "credit": photo.credit} for photo in found}


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
        messages.success(request, _("Number %d is the newest again. Readers see nothing of it yet.") % wanted.number)
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
    }
    return TemplateResponse(request, "articles/admin/revisions.html", context)


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
