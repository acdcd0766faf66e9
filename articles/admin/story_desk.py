"""The page on which one story is worked on: its forms, and what its buttons do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media

from articles import drafting, extensions, publishing
from articles.admin.photo_picking import FindForm, is_asked, thumbnails
from articles.admin.photo_picking import find as find_photos
from articles.admin.story_buttons import BUTTONS, Said, state_of
from articles.admin.story_correcting import may_correct
from articles.admin.story_discarding import may_discard
from articles.admin.story_findings import complaints_in, complaints_of, not_public
from articles.admin.story_form import MomentForm, NewPhotoForm, StoryForm
from articles.admin.story_revisions import story_or_404
from articles.admin.story_withdrawing import may_withdraw
from articles.bodies import Outline
from articles.drafting import Document
from articles.models import Article, Photo

# What a key of a photograph looks like; whatever else a form may say is refused by its field.
NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass
class Desk:
    """The forms of one story's page, bound if something was sent."""

    story: Article | None
    form: StoryForm
    photo: NewPhotoForm
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
            photo=NewPhotoForm(data, request.FILES or None, prefix="photo", initial={"use": NewPhotoForm.LEAD}, by=request.user),
            moment=MomentForm(data, prefix="moment"),
            panels=[(panel, panel.form(story, data)) for panel in extensions.ADMIN_PANELS]
            if story and may_run(story, request.user)
            else [],
        )

    def is_valid(self) -> bool:
        """Whether everything that was sent can be carried out; every form says what is wrong in it."""
        # All are asked, not only those before the first that is wrong.
        wrong = [form for form in self.forms if form.is_bound and not form.is_valid()]
        return not wrong

    @property
    def forms(self) -> list[Any]:
        """All forms of the page, in the order in which it shows them."""
        return [self.form, self.photo, *(form for _panel, form in self.panels), self.moment]

    def said(self) -> Said:
        """What the buttons want to know besides the story. Only of a valid page."""
        return Said(at=self.moment.cleaned_data["at"])

    def illustrated(self, *, by: Any) -> Document:
        """The document with the new photograph, if there is one, in its place. Only of a valid page."""
        document = self.form.document()
        photo = self.photo.take_in(by=by)
        return placed(document, photo, use=self.photo.cleaned_data["use"]) if photo else document


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
    # Looking for a photograph saves nothing: the page comes back as it was sent.
    if request.method == "POST" and desk.is_valid() and not is_asked(request.POST):
        return _carry_out(request, model_admin, desk, desk.illustrated(by=request.user))
    desk.photo.set_aside()
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
    if action in BUTTONS:
        _act(request, model_admin, story, desk, action)
    else:
        messages.success(request, _("Saved. Readers see nothing of it yet."))
    return redirect("admin:articles_article_change", story.pk)


def _act(request: HttpRequest, model_admin: admin.ModelAdmin, story: Article, desk: Desk, action: str) -> None:
    """Carry out a button. What the story lacks, or why it cannot be, is said on the page that follows."""
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied(_("Editors decide what readers see."))
    try:
        said = BUTTONS[action](story, desk.said(), request.user)
    except publishing.NotReady as refusal:
        messages.error(request, not_public(refusal.findings))
    except publishing.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        model_admin.log_change(request, story, said)
        messages.success(request, said)


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
        "is_scheduled": bool(story and story.is_scheduled(now=now)),
        "is_leaving": bool(story and story.is_leaving(now=now)),
        "has_changes": bool(story and drafting.has_unpublished_changes(story)),
        "complaints": complaints_in(desk.forms) if request.method == "POST" and not is_asked(request.POST) else [],
        "missing": complaints_of(publishing.findings_for(story)) if story else [],
        "may_correct": bool(story and may_correct(story, request.user)),
        "may_withdraw": bool(story and may_withdraw(story, request.user)),
        "may_discard": bool(story and may_discard(story, request.user)),
        "may_publish": request.user.has_perm("articles.publish_article"),
        **picker_of(desk, request),
        "media": Media.from_media(media, nonce=request.csp_nonce),
    }
    status = 422 if context["complaints"] else 200
    return TemplateResponse(request, "articles/admin/story.html", context, status=status)


def picker_of(desk: Desk, request: HttpRequest) -> dict[str, Any]:
    """What the page shows to choose photographs from, and of those that stand in the story already."""
    searched = is_asked(request.POST)
    find = FindForm(request.POST if searched else None, prefix="find")
    chosen = str(desk.form["lead_photo"].value() or "")
    in_the_story = [*([int(chosen)] if NUMBER.fullmatch(chosen) else []), *Outline.of(desk.form["body"].value() or "").figures]
    found = find_photos(find)
    known = {photo.number: photo for photo in thumbnails([*Photo.objects.filter(pk__in=in_the_story), *found])}
    current = [photo for photo in known.values() if str(photo.number) == chosen]
    return {
        "find": find.as_answered() if searched else find,
        "searched": searched,
        "chosen": chosen,
        "current": current,
        "found": [known[photo.pk] for photo in found if known[photo.pk] not in current],
        "photos": {photo.number: {"src": photo.src, "words": photo.words, "credit": photo.credit} for photo in known.values()},
    }
