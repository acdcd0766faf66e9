"""Photographs in the admin: taken in with their credit, never without; changed by `photos.change`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import photos
from articles.admin import photo_picking, photo_taking_down
from articles.admin.photo_upload import TakesPhotograph
from articles.models import Photo, Rendition
from newsroom.web import moments, uploads

SAID = ["photographer", "agency", "copyright_notice", "caption", "alt", "decorative", "rights_until"]
CHANGEABLE = [*SAID, "focus_x", "focus_y"]


class PhotoForm(TakesPhotograph, forms.ModelForm):
    """What is said about a photograph, and on a new one its file."""

    file = forms.FileField(
        label=_("Photograph"),
        required=False,
        help_text=format_lazy(
            _("{kinds}. Credit and caption are read from the file where you leave them empty."), kinds=uploads.KINDS
        ),
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )

    class Meta:
        model = Photo
        fields = CHANGEABLE
        # One field for one moment, as on a story's form: it has one label.
        field_classes = {"rights_until": moments.MomentField}
        widgets = {"rights_until": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        help_texts = {
            "focus_x": _("What must not be cut off: 0 is the left edge, 1 the right."),
            "focus_y": _("0 is the top, 1 the bottom."),
            "rights_until": format_lazy(
                _("After this moment, by the clock of {zone}, no page shows it. Empty: for ever."),
                zone=settings.TIME_ZONE.rpartition("/")[2].replace("_", " "),
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Take the photograph in, or see what would be refused. Sentences stand beside their fields."""
        said = super().clean() or self.cleaned_data
        try:
            if self.instance.pk:
                if not self.errors:
                    photos.described(Photo.objects.get(pk=self.instance.pk), **{name: said[name] for name in CHANGEABLE})
                return said
            self.prepare()
            if self.prepared and not self.errors:
                focus = (said["focus_x"], said["focus_y"])
                self.instance = photos.described_by(self.prepared, focus=focus, **{name: said[name] for name in SAID})
            elif not self.errors:
                self.add_error("file", _("Choose the file of the photograph."))
        except ValidationError as refusal:
            self.show(refusal)
        if self.errors:
            self.set_aside()
        return said

    def _post_clean(self) -> None:
        """The row is not this form's to fill or to judge: `photos.described` has done both."""


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    """Photographs with their credit."""

    form = PhotoForm
    change_form_template = "articles/admin/photo.html"
    list_display = ["thumbnail", "__str__", "credit", "shown_until", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["uploaded_at", "agency"]
    search_fields = ["caption", "alt", "photographer", "agency"]
    list_per_page = 40
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        """The page on which a photograph is taken down, and what a picker finds, beside the admin's own."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:photo_id>/take-down/", wrap(self.take_down_view), name="articles_photo_take_down"),
            path("search/", wrap(self.search_view), name="articles_photo_search"),
            *super().get_urls(),
        ]

    def search_view(self, request: HttpRequest) -> HttpResponseBase:
        """What a picker shows of the photographs that somebody looks for."""
        return photo_picking.search(request, self)

    def take_down_view(self, request: HttpRequest, photo_id: int) -> HttpResponseBase:
        """Take a photograph away for good, once that was confirmed."""
        return photo_taking_down.take_down(request, self, photo_id)

    def get_form(self, request: HttpRequest, obj: Photo | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, knowing who fills it in: what is set aside meanwhile is theirs alone."""
        return type("PhotoForm", (super().get_form(request, obj, change, **kwargs),), {"by": request.user})

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        """The file only while it is new: another file is another photograph."""
        return ["thumbnail", *CHANGEABLE] if obj else ["file", *CHANGEABLE]

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        """The picture itself is looked at."""
        return ["thumbnail"] if obj else []

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the small files that the list shows."""
        return super().get_queryset(request).prefetch_related("renditions")

    @admin.display(description=_("photograph"))
    def thumbnail(self, photo: Photo) -> SafeString | str:
        """The smallest square file."""
        square = [file for file in photo.renditions.all() if (file.ratio, file.format) == (Rendition.Ratio.SQUARE, "jpeg")]
        if not square:
            return "–"
        src = min(square, key=lambda file: file.width).file.url
        return format_html('<img src="{}" width="80" height="80" alt="{}">', src, photo.alt or photo)

    @admin.display(description=_("credit"))
    def credit(self, photo: Photo) -> str:
        """As readers see it."""
        return photo.credit

    @admin.display(description=Photo._meta.get_field("rights_until").verbose_name, ordering="rights_until")
    def shown_until(self, photo: Photo) -> dt.datetime | None:
        """Until when pages may show it."""
        return moments.nearest(photo.rights_until) if photo.rights_until else None

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        """Take it in, or say something else about it."""
        if change:
            photos.change(obj, by=request.user, **{name: form.cleaned_data[name] for name in CHANGEABLE})
            return
        files = photos.render(form.prepared.data, focus=(obj.focus_x, obj.focus_y), credit=obj.credit, shapes=photos.FIRST)
        photos.record(obj, form.prepared, files, by=request.user)

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """What is said beside a picture that readers see is changed by those who decide what readers see."""
        may = super().has_change_permission(request, obj)
        if not may or obj is None or request.user.has_perm("articles.publish_article"):
            return may
        return not photos.is_shown(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Nobody deletes rows: a photograph is taken down, with its files and its place in stories."""
        return False
