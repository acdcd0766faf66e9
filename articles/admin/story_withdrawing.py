"""Taking stories away from readers, one or several: the page that says what happens, and the deed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing
from articles.admin.story_findings import complaints_in
from articles.admin.story_form import MomentForm
from articles.admin.story_revisions import story_or_404
from articles.models import Article

# The name of the button that says yes on the page for several stories.
CONFIRMED = "withdraw"
# As many headlines as anybody reads before saying yes; of more the page tells the number.
SHOWN = 50


class WithdrawalForm(MomentForm):
    """When readers shall lose the story: said in so many words, never by a field left empty."""

    NOW, THEN = "now", "then"

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (THEN, gettext_lazy("At this moment:"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    field_order = ["when", "at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].label = _("Date and time")

    def clean(self) -> dict[str, Any]:
        """One answer: now, or a moment that is still to come."""
        said = super().clean() or self.cleaned_data
        at = said.get("at")
        if said.get("when") != self.THEN:
            said["at"] = None
        elif "at" in said and (at is None or at <= timezone.now()):
            self.add_error("at", _("Choose a moment in the future, or withdraw the story now."))
        return said


def may_withdraw(story: Article, user: Any) -> bool:
    """Whether somebody may take a story away: whoever publishes, one that readers see or will see by itself."""
    now = timezone.now()
    return user.has_perm("articles.publish_article") and (story.is_public(now=now) or story.is_scheduled(now=now))


def withdraw(request: HttpRequest, model_admin: admin.ModelAdmin, story_id: int) -> HttpResponse:
    """Say what becomes of the story, and ask when; sent back, do it and lead back to its form."""
    story = story_or_404(str(story_id))
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied(_("Editors withdraw what readers see."))
    if not may_withdraw(story, request.user):
        messages.info(request, _("Readers do not see this story, so there is nothing to withdraw."))
        return redirect("admin:articles_article_change", story.pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publishing.withdraw(story, by=request.user, at=form.cleaned_data["at"])
        except publishing.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = said_of(story)
            model_admin.log_change(request, story, said)
            messages.success(request, said)
            return redirect("admin:articles_article_change", story.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Withdraw this story?"),
        "opts": model_admin.opts,
        "story": story,
        "form": form,
        "complaints": complaints_in([form]) if form.is_bound else [],
        "was_public": story.was_public(now=timezone.now()),
    }
    return TemplateResponse(request, "articles/admin/withdraw.html", context, status=422 if form.errors else 200)


def ask_about(request: HttpRequest, model_admin: admin.ModelAdmin, chosen: QuerySet[Article]) -> HttpResponse | None:
    """The page that asks before several stories are withdrawn at once; nothing once it was confirmed."""
    if CONFIRMED in request.POST:
        return None
    now = timezone.now()
    stories = list(chosen)
    leaving = [story for story in stories if story.is_public(now=now) or story.is_scheduled(now=now)]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Withdraw these stories?"),
        "opts": model_admin.opts,
        "stories": leaving[:SHOWN],
        "number": len(leaving),
        "more": len(leaving[SHOWN:]),
        "others": len(stories) - len(leaving),
        # What the list sent: the same stories and no others are meant when it is sent again.
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "articles/admin/withdraw_chosen.html", context)


def said_of(story: Article) -> str:
    """What a withdrawal led to, in words."""
    if story.is_leaving(now=timezone.now()):
        when = date_format(timezone.localtime(story.withdraw_at), "DATETIME_FORMAT")
        return _("It disappears by itself: %s.") % when
    if story.status == Article.Status.DRAFT:
        return _("Taken off the schedule: it is a draft again.")
    return _("Withdrawn. Readers no longer find it.")
