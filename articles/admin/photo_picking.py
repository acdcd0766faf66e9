"""Choosing a photograph by looking at it: the newest ones, or those that are searched for, with their thumbnails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Photo, Rendition
from newsroom.web import markup

# Two or three screens of thumbnails; whoever looks for an older one searches.
SHOWN = 24
# More words than anybody remembers of a caption.
MOST_WORDS = 8


class FindForm(forms.Form):
    """What somebody remembers of a photograph. Each field sends what was looked for before, so that a change can be told."""

    words = forms.CharField(
        label=_("Find by caption or credit"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        show_hidden_initial=True,
    )
    day = forms.DateField(
        label=_("Added on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        show_hidden_initial=True,
    )

    def as_answered(self) -> FindForm:
        """The same words as what was looked for last, once they were; with a mistake, as it was sent."""
        return self if self.errors else FindForm(prefix=self.prefix, initial=self.cleaned_data)


def is_asked(data: QueryDict) -> bool:
    """Whether the form of a story was sent to find a photograph.

    Without script the key Enter presses the form's first button, whatever field it was typed in: it looks for a photograph
    if the words to look for are others than the page was made with.
    """
    return data.get("do") == "find" or (data.get("do") == "enter" and FindForm(data, prefix="find").has_changed())


@dataclass(frozen=True)
class Thumbnail:
    """A photograph as the newsroom's pages show it: its number, a small file, its words, its credit, when it was taken in."""

    number: int
    src: str
    words: str
    credit: str
    at: dt.datetime


def find(form: FindForm) -> list[Photo]:
    """The newest photographs of which all of this is true. A form with a mistake finds what its other field says."""
    form.is_valid()
    said = form.cleaned_data if form.is_bound else {}
    photos: QuerySet[Photo] = Photo.objects.all()
    for word in markup.storable(said.get("words", "")).split()[:MOST_WORDS]:
        photos = photos.filter(
            Q(caption__icontains=word) | Q(alt__icontains=word) | Q(photographer__icontains=word) | Q(agency__icontains=word)
        )
    if said.get("day"):
        photos = photos.filter(uploaded_at__date=said["day"])
    return list(photos[:SHOWN])


def thumbnails(photos: Iterable[Photo]) -> list[Thumbnail]:
    """These photographs, ready to be looked at, in one query."""
    shown = list(photos)
    files = Rendition.objects.filter(photo__in=shown, format=Rendition.Format.JPEG)
    # The last one of each counts: a square if there is one, and the smallest.
    in_order = sorted(files, key=lambda file: (file.ratio == Rendition.Ratio.SQUARE, -file.width))
    small = {file.photo_id: file.file.url for file in in_order}
    return [Thumbnail(photo.pk, small.get(photo.pk, ""), str(photo), photo.credit, photo.uploaded_at) for photo in shown]


def search(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    """The part of a picker that shows what was found, for script; without it the whole form is sent and comes back."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    found = thumbnails(find(FindForm(request.GET, prefix="find")))
    return TemplateResponse(request, "articles/admin/_found.html", {"found": found, "chosen": request.GET.get("chosen", "")})
