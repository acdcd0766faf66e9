"""How conversations are run, from the desk: one of them, or all by the switch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comments import opening, switching
from comments.models import Discussion, SiteSwitch
from comments.moderation import signing_in_again
from comments.moderation.access import ModeratorRequest, moderators_only, waiting_counts
from comments.moderation.desk import watching
from comments.moderation.forms.deciding import Place
from comments.running_forms import DiscussionForm, SwitchForm

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@moderators_only
def discussion(request: ModeratorRequest, article_id: int) -> HttpResponse:
    """How one conversation is run: what an editor sets on the story's page, for moderators who cannot enter that."""
    found = get_object_or_404(Discussion.objects.select_related("article"), pk=article_id)
    is_sent = request.method == "POST"
    form = DiscussionForm.about(found, signing_in_again.sent_or_kept(request))
    if is_sent and form.is_valid():
        form.carry_out(found, by=request.user)
        messages.success(request, _("Saved. Readers see it from now on."))
        return redirect("moderation:discussion", article_id)
    context = {
        "discussion": found,
        "form": form,
        "entries": opening.history(found),
        "counts": waiting_counts(request),
        "is_watched": watching.is_watched(found, by=request.user),
    }
    return render(request, "moderation/discussion.html", context, status=422 if is_sent else 200)


@require_POST
@moderators_only
def watch(request: ModeratorRequest, article_id: int) -> HttpResponse:
    """Put a story on one's own list of those to keep an eye on, or take it off."""
    found, place = get_object_or_404(Discussion, pk=article_id), Place.of(request.POST)
    is_watched = request.POST.get("watched") == "1"
    (watching.watch if is_watched else watching.unwatch)(found, by=request.user)
    if request.htmx:
        context = {"article_id": article_id, "is_watched": is_watched, "beside": place.beside, "is_answer": True}
        return render(request, "moderation/_watch.html", context)
    if is_watched:
        messages.success(request, _("You watch this story now: “Stories I watch” shows what waits there."))
    else:
        messages.success(request, _("You watch this story no more."))
    return redirect(place.address) if place.beside else redirect("moderation:discussion", article_id)


@require_http_methods(GET_AND_POST)
@moderators_only
def switch(request: ModeratorRequest) -> HttpResponse:
    """Pause all commenting, or hold everything, or let it run as usual."""
    stands = SiteSwitch.objects.as_it_stands()
    is_sent = request.method == "POST"
    form = SwitchForm.showing(stands, signing_in_again.sent_or_kept(request))
    if is_sent and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except switching.Changed as changed:
            stands, form = changed.switch, SwitchForm.over(form, changed)
        else:
            messages.success(request, _("Done. It counts for every comment from now on."))
            return redirect("moderation:switch")
    context = {"switch": stands, "form": form, "entries": switching.history(), "counts": waiting_counts(request)}
    return render(request, "moderation/switch.html", context, status=422 if is_sent else 200)
