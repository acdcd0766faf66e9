"""Taking a photograph down: where readers see it, what shall stand there instead, and the deed."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import photos
from articles.models import Photo
from newsroom.web import pages


class TakeDownForm(forms.Form):
    """What shall stand where readers see the photograph now."""

    instead = forms.ModelChoiceField(
        label=gettext_lazy("Put this photograph in its place"),
        queryset=Photo.objects.all(),
        required=False,
        widget=forms.NumberInput,
        help_text=gettext_lazy("Its number, as the form of a story shows it."),
    )
    even_if_shown = forms.BooleanField(label=gettext_lazy("Or leave its place empty, also where readers see it"), required=False)


def take_down(request: HttpRequest, model_admin: admin.ModelAdmin, photo_id: int) -> HttpResponse:
    """Show where the photograph stands; sent back, take it away from there and from the disk."""
    if not request.user.has_perm("articles.delete_photo"):
        raise PermissionDenied(_("Editors take photographs down."))
    # A number that no column can hold is no photograph.
    photo = Photo.objects.filter(pk=photo_id).first() if photo_id < 2**63 else None
    if photo is None:
        raise Http404
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with pages.change():
                # Before it is done: the log quotes what the photograph was called.
                model_admin.log_deletions(request, Photo.objects.filter(pk=photo.pk))
                photos.take_down(photo, by=request.user, **form.cleaned_data)
        except photos.StillShown as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken down: the photograph and all its files are deleted."))
            return redirect("admin:articles_photo_changelist")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Take this photograph down?"),
        "opts": model_admin.opts,
        "photo": photo,
        "form": form,
        "shown": photos.shown_to_readers(photo, now=timezone.now()),
    }
    return TemplateResponse(request, "articles/admin/take_down.html", context, status=422 if form.errors else 200)
