"""A correction of its own: what was wrong and what is right, said under a story that readers see."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import drafting, publishing
from articles.admin.story_findings import complaints_in
from articles.admin.story_revisions import story_or_404
from articles.models import Article, Correction
from newsroom.accounts.models import User
from newsroom.web import pages


class CorrectionForm(forms.Form):
    """What was wrong and what is right, or what is new."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[
            (Correction.Kind.CORRECTION, gettext_lazy("A correction: we said something that was wrong")),
            (Correction.Kind.UPDATE, gettext_lazy("An update: something has happened since")),
        ],
        initial=Correction.Kind.CORRECTION,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What was wrong, and what is right"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say what was wrong and what is right.")},
        help_text=gettext_lazy("In a sentence or two, for readers: “The ferry sails at 18.10, not at 18.40 as we first said.”"),
    )
    with_text = forms.BooleanField(
        label=gettext_lazy("Also show readers the newest version of the text"),
        required=False,
        initial=True,
        help_text=gettext_lazy("It was saved after what they see now, so the mended sentence is probably in it."),
    )

    def __init__(self, *args: object, has_changes: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not has_changes:
            del self.fields["with_text"]


def may_correct(story: Article, user: User) -> bool:
    """Whether somebody may add a note to a story as it stands: whoever publishes, to what readers see."""
    return story.is_public(now=timezone.now()) and user.has_perm("articles.publish_article")


def correct(request: HttpRequest, model_admin: admin.ModelAdmin, story_id: int) -> HttpResponse:
    """Ask for the note; sent back, put it under the story and lead back to the form of the story."""
    story = story_or_404(str(story_id))
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied(_("Editors correct what readers see."))
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, has_changes=drafting.has_unpublished_changes(story))
    if form.is_valid() and _carry_out(story, form, by=request.user):
        model_admin.log_change(request, story, _("Corrected."))
        messages.success(request, _("The note stands under the story and on the page of corrections."))
        return redirect("admin:articles_article_change", story.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Correct this story"),
        "opts": model_admin.opts,
        "story": story,
        "form": form,
        "complaints": complaints_in([form]) if form.is_bound else [],
        "notes": story.corrections.all(),
        "is_public": story.is_public(now=timezone.now()),
    }
    return TemplateResponse(request, "articles/admin/correct.html", context, status=422 if form.errors else 200)


def _carry_out(story: Article, form: CorrectionForm, *, by: User) -> bool:
    """Add the note, with the newest text where that was wished; both or neither. What refuses it is said in the form."""
    said = form.cleaned_data
    try:
        with pages.change():
            if said.get("with_text"):
                publishing.update(story, by=by)
            publishing.correct(story, kind=Correction.Kind(said["kind"]), text=said["text"], by=by)
    except publishing.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
